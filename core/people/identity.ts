import { addressTextFrom } from './address-text'
import { emailFrom } from './email-address'
import { type PhoneNumber, phoneFrom, phoneFromMessenger } from './phone-number'

/** Who an end user is, as far as what was given tells. */
export type Identity =
  | { kind: 'email'; email: string }
  | { kind: 'phone'; phone: PhoneNumber }
  /** An address the hitl plugin makes up for users without one: it may find the user again and is never sent anywhere. */
  | { kind: 'madeUp'; value: string }
  /** Nothing was given. */
  | { kind: 'anonymous' }
  /** Something was given, and it is neither: as good as nothing, but the bot's owner should know. */
  | { kind: 'unreadable' }

/** What a contact can be found by. */
export type KnownIdentity = Extract<Identity, { kind: 'email' | 'phone' }>

/** `<user id>@no-reply.<bot id>.botpress.com`, and `….botpress.invalid` of older plugin versions. */
const madeUpAddress = /^[^@]+@(no-reply\.[^@]*\.botpress\.com|([^@]+\.)?botpress\.invalid)$/

/**
 * Reads what an escalation says of the end user: an e-mail address or a phone number, in either kind of field. Never
 * throws: who they are may not cost the hand-over.
 *
 * @param country ISO code of the country that a phone number without a country code is of.
 */
export function identityFrom(given: string | undefined, country?: string): Identity {
  if (given === undefined || given.trim() === '') return { kind: 'anonymous' }
  const address = addressTextFrom(given)
  if (address === undefined) return { kind: 'unreadable' }
  const { text, label } = address
  if (text === '') return { kind: 'anonymous' }
  if (text.length <= 320 && madeUpAddress.test(text.toLowerCase())) return { kind: 'madeUp', value: text.toLowerCase() }
  const phone = phoneFromMessenger(text) ?? phoneFrom(text, label, country)
  if (phone !== undefined) return { kind: 'phone', phone }
  const email = emailFrom(text)
  return email === undefined ? { kind: 'unreadable' } : { kind: 'email', email }
}

/** The identity as one string, to find a user or a contact again; undefined when there is nothing to find by. */
export function identityKey(identity: Exclude<Identity, { kind: 'anonymous' | 'unreadable' }>): string
export function identityKey(identity: Identity): string | undefined
export function identityKey(identity: Identity): string | undefined {
  switch (identity.kind) {
    case 'email':
      return identity.email
    case 'phone':
      return identity.phone.e164
    case 'madeUp':
      return identity.value
    case 'anonymous':
    case 'unreadable':
      return undefined
  }
}

/**
 * Whether a phone number as stored at a desk is this one, country code and all. It is read as the given one is; without a
 * country code it could be another country's, and is not taken.
 */
export function isSamePhone(stored: string | null | undefined, phone: PhoneNumber): boolean {
  const read = identityFrom(stored ?? undefined)
  return read.kind === 'phone' && read.phone.e164 === phone.e164
}
