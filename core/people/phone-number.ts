import type { CountryCode } from 'libphonenumber-js/core'
import { isCountry, parsePhone } from './phone-tables'

/** A phone number in full (E.164), and without its country code. */
export type PhoneNumber = { e164: string; national: string }

/** Messengers name people by their number in full, with or without a plus. */
const messengerLabels: ReadonlySet<string> = new Set(['whatsapp', 'wa', 'signal', 'viber'])

/** `5521999999999@c.us`; WhatsApp may add a device to the number. */
const messengerName = /^\+?(\d{7,15})(?:[._]\d{1,3})?(?::\d{1,5})?@(?:c\.us|s\.whatsapp\.net)$/i
const messengerLinks = [
  /^(?:https?:\/\/)?(?:www\.)?wa\.me\/\+?(\d{7,15})\/?(?:\?.*)?$/i,
  /^(?:whatsapp:\/\/|(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/)send\/?\?(?:[^#]*&)?phone=\+?(\d{7,15})(?:[&#].*)?$/i,
]

/** What leads to a number behind a switchboard; the number itself is the switchboard's. */
const extension =
  /[\s,;]*(?:#|(?:x|ext|extn|extension|int|anexo|ramal|poste|dw|durchwahl|доб|доп)[.:=]{0,2})\s?\d{1,9}$/iu

/** `(mobile)`; its closing parenthesis may have been taken off with what clings to a number. */
const comment = /\s\([^()\d]{0,80}\)?$/

/** Reads the number out of a messenger's name for a person, or of a link to them; undefined when it is neither. */
export function phoneFromMessenger(text: string): PhoneNumber | undefined {
  for (const form of [messengerName, ...messengerLinks]) {
    const number = form.exec(text)?.[1]
    if (number !== undefined) return phoneFrom(`+${number}`, undefined)
  }
  return undefined
}

/**
 * Reads a phone number with its country code, in any notation. A number that the library's tables do not know is taken as
 * it is when it has the form of one (E.164: 7 to 15 digits, the first not 0): the tables age.
 *
 * @param label what the number was said to be, as `whatsapp` in `whatsapp:15550100000`.
 * @param country ISO code of the country that a number without a country code is of.
 * @returns undefined for anything else, also for a number without a country code, which could be any country's.
 */
export function phoneFrom(given: string, label: string | undefined, country?: string): PhoneNumber | undefined {
  const text = withLatinDigits(given)
  const context = /;phone-context=(\+\d{1,15})(?:;|$)/i.exec(text)?.[1]
  // Two numbers: which of them is meant would be a guess.
  if (text.split('+').length > 2) return undefined
  const whole = text
    .replace(/;(?!ext=|\s*x?\d).*$/is, '')
    .replace(comment, '')
    .replace(extension, '')
  const number = international(whole, context, messengerLabels.has(label ?? ''))
  const code = country?.trim().toUpperCase() ?? ''
  if (number === undefined && isCountry(code)) return nationalFrom(whole, code)
  if (number === undefined || !/^\+[^\p{L}+@:;]+$/u.test(number)) return undefined
  const parsed = parsePhone(number)
  if (parsed?.isPossible()) return { e164: parsed.number, national: parsed.nationalNumber }
  const bare = number.replace(/\(0\)/g, '')
  const digits = bare.replace(/\D/g, '')
  if (!/^\+[\d\s().\p{Pd}\u2212·]+$/u.test(bare) || !/^[1-9]\d{6,14}$/.test(digits)) return undefined
  return { e164: `+${digits}`, national: parsePhone(`+${digits}`)?.nationalNumber ?? digits }
}

function nationalFrom(text: string, country: CountryCode): PhoneNumber | undefined {
  if (/[\p{L}@:;]/u.test(text)) return undefined
  const parsed = parsePhone(text, country)
  return parsed?.isPossible() ? { e164: parsed.number, national: parsed.nationalNumber } : undefined
}

/** The number from its plus on, whatever it is written with: `+`, `00`, `(+34)`; undefined when it has no country code. */
function international(text: string, context: string | undefined, isNamedByMessenger: boolean): string | undefined {
  const [prefix] = /^[\s(]*(?:\+[\s(]*(?:00)?|00)/.exec(text) ?? []
  if (prefix !== undefined) return `+${text.slice(prefix.length)}`
  if (context !== undefined) return `${context}${text}`
  return isNamedByMessenger ? `+${text}` : undefined
}

/** Digits of every script as 0 to 9: in Unicode each script's ten stand in a row, and apart from others'. */
export function withLatinDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let value = 0
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
    return String(value)
  })
}
