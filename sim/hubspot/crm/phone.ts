import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Values } from './model'

const englishName = new Intl.DisplayNames(['en'], { type: 'region' })
const countries = new Map<string, CountryCode>(
  getCountries().flatMap((code) => [
    [code.toLowerCase(), code],
    [(englishName.of(code) ?? code).toLowerCase(), code],
  ]),
)

/** The number in E.164, when it says its country itself. */
export const e164 = (phone: string): string | undefined => parsePhoneNumberFromString(phone)?.number

/**
 * What HubSpot calculates from the phone numbers of a record. The searchable form has no country code where the number
 * parses, else its digits without leading zeros (as seen in accounts); the others take the record's country into account.
 */
export function calculatedPhones({ phone, mobilephone, country }: Values): Values {
  return { ...calculated('phone', phone, country), ...calculated('mobile', mobilephone, country) }
}

function calculated(kind: 'phone' | 'mobile', typed: string | undefined, country: string | undefined): Values {
  if (typed === undefined) return {}
  const name = `${kind}_number`
  const parsed = parsePhoneNumberFromString(typed)
  const known = parsed ?? parsePhoneNumberFromString(typed, countries.get((country ?? '').trim().toLowerCase()))
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '')
  return {
    [`hs_searchable_calculated_${name}`]: parsed?.nationalNumber ?? digits,
    ...(known === undefined
      ? {}
      : {
          // How it is written was never seen; digits alone are a guess.
          [`hs_searchable_calculated_international_${name}`]: known.number.slice(1),
          [`hs_calculated_${name}`]: known.number,
          ...(known.country === undefined ? {} : { [`hs_calculated_${name}_country_code`]: known.country }),
        }),
  }
}
