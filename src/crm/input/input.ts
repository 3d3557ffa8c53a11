import { RuntimeError } from '@botpress/sdk'
import { identityFrom } from '../../../core/people/identity'
import type { PhoneNumber } from '../../../core/people/phone-number'
import { isCountry } from '../../../core/people/phone-tables'

/** What actions are given, read. Models and people leave fields blank, or write them in many ways. */

/** A text without blanks at its ends; undefined when nothing is left. */
export const textOf = (value: string | undefined): string | undefined => value?.trim() || undefined

/** An ID of a record; digits, as HubSpot shows them, without zeros before them, so that each record has one ID. */
export function idOf(field: string, value: string | undefined): string | undefined {
  const text = textOf(value)
  if (text === undefined || /^\d{1,20}$/.test(text)) return text?.replace(/^0+(?=\d)/, '')
  throw wrongInput(
    field,
    'is no ID of HubSpot (digits alone)',
    'Take the ID from an earlier answer, or leave it empty.',
  )
}

/** How many to answer with: a whole number from 1 on; more than the most counts as the most. */
export function limitOf(value: number | undefined, { usual, most }: { usual: number; most: number }): number {
  return value === undefined || !(value >= 1) ? usual : Math.min(Math.floor(value), most)
}

/** The country that numbers without a plus are of: the action's, else the configuration's. */
export function countryOf(value: string | undefined, configured: string | undefined): string | undefined {
  const text = textOf(value)?.toUpperCase()
  if (text === undefined) return configured
  if (isCountry(text)) return text
  throw wrongInput('defaultCountry', 'is no ISO code of a country', 'Use two letters, such as US or DE.')
}

/** A phone number with its country code. */
export function phoneOf(value: string | undefined, country: string | undefined): PhoneNumber | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const read = identityFrom(text, country)
  if (read.kind === 'phone') return read.phone
  const why = country === undefined ? 'is no phone number with country code' : 'is no phone number'
  throw wrongInput('phone', why, 'Ask the user for the number with + and the country code.')
}

/** An e-mail address in lower case. */
export function emailOf(value: string | undefined): string | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const read = identityFrom(text)
  if (read.kind === 'email') return read.email
  throw wrongInput('email', 'is no e-mail address', 'Ask the user for it again, or look for the phone number instead.')
}

/** The domain of a company: of a web address, or of an e-mail address, without `www.`, in lower case. */
export function domainOf(value: string | undefined): string | undefined {
  const text = textOf(value)?.toLowerCase()
  if (text === undefined) return undefined
  const bare = text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text
  const address = /^[a-z][a-z0-9+.-]*:\/\//.test(bare) ? bare : `https://${bare}`
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '').replace(/\.$/, '') : ''
  if (host.includes('.')) return host
  throw wrongInput('domain', 'is no domain, web address or e-mail address', 'Use one such as example.com.')
}

/** An input that is wrong: which, what is wrong with it, and what whoever called is to do next. */
export class WrongInputError extends RuntimeError {
  constructor(
    readonly field: string,
    readonly problem: string,
    readonly next: string,
  ) {
    super(`"${field}" ${problem}. ${next}`)
  }
}

/** What is wrong with an input, as an error. @param problem as it reads after the input's name. */
export function wrongInput(field: string, problem: string, next: string): RuntimeError {
  return new WrongInputError(field, problem, next)
}
