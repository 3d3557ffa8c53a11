import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kinds as allKinds, mark } from '../../../src/interaction-log/scrubber/kinds'
import { figures, harmlessLines, numberLines, scrubLine } from './corpus'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const page = read('docs/measurements.md')

describe('what is written of taking numbers out', () => {
  const table = figures(numberLines('numbers.tsv'))

  test.each([
    ['card numbers', ['card']],
    ['IBANs', ['iban']],
    ['security codes, expiry dates, PINs', ['securityCode', 'expiryDate', 'pin']],
    ['social security, tax and national numbers', ['socialSecurity', 'taxNumber', 'nationalId']],
    ['passports, ID cards, driving licences', ['idDocument', 'drivingLicence']],
  ])('says how many of the labelled lines are found: %s', (what, kinds) => {
    const rows = table.filter(({ kind }) => kinds.includes(kind))
    const sum = (of: 'found' | 'lines') => rows.reduce((all, row) => all + row[of], 0)
    expect(page).toContain(`| ${what} | ${sum('found')} of ${sum('lines')} |`)
  })

  test('says how many harmless lines are touched', () => {
    const lines = harmlessLines('harmless.tsv').map(scrubLine)
    const touched = lines.filter(({ isRight }) => !isRight)
    expect(page).toContain(`| harmless lines touched | ${touched.length} of ${lines.length} |`)
  })

  test.each(allKinds.map(mark))('says what %s stands for', (replacement) => {
    expect(read('docs/interaction-log.md')).toContain(`\`${replacement}\``)
  })
})
