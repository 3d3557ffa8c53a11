import { identityFrom } from '../../../core/people/identity'
import { withLatinDigits } from '../../../core/people/phone-number'
import type { Property, PropertyOption } from '../../hubspot/crm-schema'
import { dayOf, storedDayOf } from './day'

/** Whether somebody said what stands in a contact, as people say and write it. Pure. */

/** What of a property's definition counts. */
export type Compared = Pick<Property, 'type' | 'fieldType' | 'options'>

/** Longest answer, and longest value, that is compared; in UTF-16 units. Nobody remembers more. */
const longest = 300

/**
 * Whether an answer is what stands in a property. What is empty, or too long, is never the same as anything.
 *
 * @param country ISO code of the country whose phone numbers and dates are meant where they do not say it themselves.
 */
export function isSameAnswer(
  property: Compared,
  stored: string | null | undefined,
  answer: string,
  country: string | undefined,
): boolean {
  const [value, said] = [stored?.trim() ?? '', answer.trim()]
  if (value === '' || said === '' || value.length > longest || said.length > longest) return false
  if (property.options.length > 0) return isSameChoice(property, value, said)
  switch (property.type) {
    case 'bool':
      return truth(said) !== undefined && truth(said) === truth(value)
    case 'number':
      return isSameNumber(value, said)
    case 'date':
    case 'datetime':
      return isSameDay(storedDayOf(value, country), said, country)
    default:
      return isOfPhone(property)
        ? isSamePhone(value, said, country)
        : isSameText(value, said) || isSameDay(dayOf(value, country), said, country)
  }
}

const isOfPhone = ({ type, fieldType }: Compared) => type === 'phone_number' || fieldType === 'phonenumber'

/** Two whole numbers with their countries; one of which that cannot be known is compared by its digits. */
function isSamePhone(value: string, said: string, country: string | undefined): boolean {
  const [a, b] = [identityFrom(value, country), identityFrom(said, country)]
  return a.kind === 'phone' && b.kind === 'phone' ? a.phone.e164 === b.phone.e164 : isSameText(value, said)
}

/** @param day YYYY-MM-DD; undefined for what is none. */
const isSameDay = (day: string | undefined, said: string, country: string | undefined): boolean =>
  day !== undefined && day === dayOf(said, country)

function isSameText(value: string, said: string): boolean {
  const bare = bareText(value)
  return bare !== '' && bare === bareText(said)
}

/** Letters that Unicode does not take for others with an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
}

/** Letters and digits alone, in lower case, those of Latin, Greek and Cyrillic without accents. */
const bareText = (text: string) =>
  withLatinDigits(text.normalize('NFKD'))
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßøæœłđðþı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** An option by label or value. Several chosen ones have to be named all, in any order. */
function isSameChoice({ options, type, fieldType }: Compared, value: string, said: string): boolean {
  const chosen = (text: string) => optionNamed(options, text) ?? (type === 'bool' ? truth(text) : undefined)
  if (fieldType !== 'checkbox') return chosen(said) === value
  const stored = value.split(';').filter((part) => part.trim() !== '')
  const whole = chosen(said)
  const named = whole === undefined ? said.split(/[;,]/).map(chosen) : [whole]
  return stored.length > 0 && [...new Set(stored)].toSorted().join(';') === [...new Set(named)].toSorted().join(';')
}

/** The value of the only option that is called so; what is spelt exactly so comes first, as in A+ and A-. */
function optionNamed(options: readonly PropertyOption[], text: string): string | undefined {
  for (const form of [exactText, bareText]) {
    const wanted = form(text)
    const found = options.filter(({ label, value }) => wanted !== '' && [label, value].map(form).includes(wanted))
    if (found.length > 0) return found.length === 1 ? found[0]?.value : undefined
  }
  return undefined
}

const exactText = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

function truth(text: string): 'true' | 'false' | undefined {
  const small = text.toLowerCase()
  if (small === 'true' || small === 'yes') return 'true'
  return small === 'false' || small === 'no' ? 'false' : undefined
}

/** Spaces, a sign before it, and either way of writing thousands and decimals; where it can be both, both are tried. */
function isSameNumber(value: string, said: string): boolean {
  const bare = withLatinDigits(said.normalize('NFKC'))
    .replace(/^(?:no\.?|nr\.?|#)/i, '')
    .replace(/[\s'’_]/g, '')
  const readings = [
    ...(/^-?\d+(?:[.,]\d+)?$/.test(bare) ? [bare.replace(',', '.')] : []),
    ...(/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare) ? [bare.replaceAll(',', '')] : []),
    ...(/^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare) ? [bare.replaceAll('.', '').replace(',', '.')] : []),
  ]
  return readings.map(figures).includes(figures(value))
}

/** Without zeros that say nothing. Long ones are not made numbers of, which would take neighbours for the same. */
const figures = (text: string) =>
  text
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
