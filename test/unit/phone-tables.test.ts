import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { getCountries } from 'libphonenumber-js/min'
import tables from 'libphonenumber-js/min/metadata'
import { expect, test } from 'vitest'
import { packed } from '../../core/people/packed-phone-tables'
import { isCountry } from '../../core/people/phone-tables'
import { fromBase85 } from '../../core/platform/base85'

test("the packed tables of phone numbers are the library's own", () => {
  const read = JSON.parse(brotliDecompressSync(fromBase85(packed)).toString())
  expect(read, 'libphonenumber-js was updated: run npm run phones:pack').toEqual(JSON.parse(JSON.stringify(tables)))
})

test('the command that the message names is there', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(scripts).toHaveProperty(['phones:pack'])
})

test('a country is one that the library knows, in capitals', () => {
  for (const code of getCountries()) expect(isCountry(code)).toBe(true)
  for (const code of ['', 'us', 'XX', 'USA', '001', '__proto__']) expect(isCountry(code)).toBe(false)
})
