import { luhn } from './check-digits'

/**
 * Beginnings of card numbers and the lengths that they are issued in: Visa, Mastercard, American Express, Diners Club, JCB,
 * Maestro and its kin, Discover, UnionPay, RuPay, Mir and Troy.
 */
const brands: readonly [beginning: RegExp, lengths: RegExp][] = [
  [/^4/, /^1[69]$/],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, /^16$/],
  [/^3[47]/, /^15$/],
  [/^3(?:0[0-5]|095|[689])/, /^1[469]$/],
  [/^35(?:2[89]|[3-8])/, /^1[69]$/],
  [/^(?:5[0678]|6)/, /^1[69]$/],
  [/^62/, /^1[78]$/],
  [/^(?:8[12]|220[0-4]|9792)/, /^1[69]$/],
]

/** Any length that a card's number may have. */
const anyLength = /^1[3-9]$/

/**
 * Whether digits are a card's number.
 *
 * @param isSaid whether the text says that it is one: then it may have a length that is rare.
 */
export const isCard = (digits: string, isSaid: boolean): boolean =>
  brands.some(
    ([beginning, lengths]) => beginning.test(digits) && (isSaid ? anyLength : lengths).test(String(digits.length)),
  ) && luhn(digits)

/** As cards print their numbers; nobody writes order numbers like that. */
export const printedAs = /^(?:4-4-4-4(?:-3)?|4-6-5|4-6-4|4-3-3-3)$/

/** 20 to 22 digits of a parcel in the USA, alone or behind a postcode. */
export const isParcel = (digits: string): boolean => /^(?:420\d{5}(?:\d{4})?)?9[1-5]\d{18,20}$/.test(digits)
