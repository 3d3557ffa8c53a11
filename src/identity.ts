import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { PhoneNumber } from './hubspot/contacts'

/** Who an end user is, as far as what was given tells. */
export type Identity =
  | { kind: 'email'; email: string }
  | { kind: 'phone'; phone: PhoneNumber }
  /** An address the hitl plugin makes up for users without one: it may find the user again and is never sent anywhere. */
  | { kind: 'madeUp'; value: string }
  | { kind: 'anonymous' }

/** Where an address or number was typed in, as the bot builder knows the field. */
export type IdentityField = 'User Email' | 'Contact e-mail' | 'Contact phone'

/** What was given is neither an e-mail address nor a complete phone number. The message does not repeat it. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}

/** `<user id>@no-reply.<bot id>.botpress.com`, and `….botpress.invalid` of older plugin versions. */
const madeUpAddress = /@(no-reply\.[^@]*\.botpress\.com|([^@]+\.)?botpress\.invalid)$/

/**
 * Reads what an escalation says of the end user: an e-mail address or a phone number, in either kind of field.
 *
 * @throws {IdentityError} when it is neither; the message names the field.
 */
export function identityFrom(given: string | undefined, field: IdentityField = 'User Email'): Identity {
  const value = given?.trim() ?? ''
  if (value === '') return { kind: 'anonymous' }
  return value.includes('@') ? fromEmail(value, field) : { kind: 'phone', phone: phoneFrom(value, field) }
}

function fromEmail(value: string, field: IdentityField): Identity {
  const email = value.toLowerCase()
  if (madeUpAddress.test(email)) return { kind: 'madeUp', value: email }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new IdentityError(`"${field}" of the escalation looks like an e-mail address but is not a complete one.`)
  }
  return { kind: 'email', email }
}

/**
 * A phone number in E.164.
 *
 * @throws {IdentityError} when it lacks the leading + and country code, or is not a possible number.
 */
function phoneFrom(value: string, field: IdentityField): PhoneNumber {
  const text = value.trim()
  if (!text.startsWith('+')) {
    throw new IdentityError(
      `"${field}" of the escalation is neither an e-mail address nor a phone number with country code. Write phone numbers with a leading + and the country code.`,
    )
  }
  const parsed = parsePhoneNumberFromString(text)
  if (!parsed?.isPossible()) {
    throw new IdentityError(
      `The phone number in "${field}" of the escalation is not a possible one: check its country code and its number of digits.`,
    )
  }
  return { e164: parsed.number, national: parsed.nationalNumber }
}

/** The identity as one string, to find a user or a contact again; undefined when there is nothing to find by. */
export function identityKey(identity: Identity): string | undefined {
  switch (identity.kind) {
    case 'email':
      return identity.email
    case 'phone':
      return identity.phone.e164
    case 'madeUp':
      return identity.value
    case 'anonymous':
      return undefined
  }
}

/**
 * Whether a phone number as stored in HubSpot is this one, country code and all. How it is punctuated does not matter;
 * without a country code it could be another country's, and is not taken.
 */
export function isSamePhone(stored: string | null | undefined, phone: PhoneNumber): boolean {
  const text = (stored ?? '').trim()
  if (!/^(\+|00)/.test(text)) return false
  return `+${text.replace(/^00/, '').replace(/\(0\)/g, '').replace(/\D/g, '')}` === phone.e164
}
