import { brotliDecompressSync } from 'node:zlib'
import {
  type CountryCode,
  getCountries,
  type MetadataJson,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core'
import { fromBase85 } from '../platform/base85'
import { packed } from './packed-phone-tables'

/**
 * libphonenumber-js with its smallest tables, which are packed here as they weigh four times as much in a bundle, and most
 * processes never read a phone number. A test holds them to the library's.
 */

let unpacked: MetadataJson | undefined

function tables(): MetadataJson {
  if (unpacked) return unpacked
  const read: MetadataJson = JSON.parse(brotliDecompressSync(fromBase85(packed)).toString())
  unpacked = read
  return read
}

/**
 * Reads a phone number that is all of a text.
 *
 * @param country that a number without a country code is of.
 */
export const parsePhone = (text: string, country?: CountryCode): PhoneNumber | undefined =>
  parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false }, tables())

/** Whether a text is the ISO code of a country, in capitals. */
export const isCountry = (code: string): code is CountryCode => getCountries(tables()).some((known) => known === code)
