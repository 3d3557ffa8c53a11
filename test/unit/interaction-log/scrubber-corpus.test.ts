import { expect, test } from 'vitest'
import { figures, harmlessLines, numberLines, scrubLine } from './corpus'

const numbers = numberLines('numbers.tsv')
const harmless = harmlessLines('harmless.tsv')
/** Written after the scrubber was. */
const heldOut = figures(numberLines('held-out-numbers.tsv')).filter(({ lines }) => lines > 0)
const heldOutHarmless = harmlessLines('held-out-harmless.tsv')
const table = figures(numbers)
const touched = harmless.map(scrubLine).filter(({ isRight }) => !isRight)

test('the corpus is of at least 400 lines in six languages, numbers of every kind and what only looks like them', () => {
  expect(numbers.length + harmless.length).toBeGreaterThanOrEqual(400)
  expect([...new Set([...numbers, ...harmless].map(({ language }) => language))].toSorted()).toEqual([
    'de',
    'en',
    'es',
    'fr',
    'it',
    'pt',
  ])
  expect(table.filter(({ lines }) => lines < 10)).toEqual([])
})

test.each(table.filter(({ kind }) => kind === 'card' || kind === 'iban'))('every $kind is taken out', ({ missed }) => {
  expect(missed).toEqual([])
})

test.each(table)('of each hundred of the kind $kind at least 98 are taken out', ({ lines, found, missed }) => {
  expect(found / lines, missed.join('\n')).toBeGreaterThanOrEqual(0.98)
})

test('of a hundred harmless lines at most one is touched', () => {
  expect(touched.length / harmless.length, touched.map(({ shown }) => shown).join('\n')).toBeLessThanOrEqual(0.01)
})

test('of lines that the rules were not written for, every number is taken out and nothing else', () => {
  expect(heldOut.flatMap(({ missed }) => missed)).toEqual([])
  expect(heldOutHarmless.map(scrubLine).filter(({ isRight }) => !isRight)).toEqual([])
})

test('the figures', () => {
  const rows = table.map(({ kind, lines, found }) => `${kind.padEnd(16)} ${found} of ${lines}`)
  console.log([...rows, `harmless lines touched: ${touched.length} of ${harmless.length}`].join('\n'))
})
