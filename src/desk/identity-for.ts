import type { EndUser } from '../../core/people/end-user'
import { type Identity, identityFrom } from '../../core/people/identity'
import type { Installation } from '../installation/installation'

/** What the card says of the contact. */
type Named = { contactEmail: string | undefined; contactPhone: string | undefined }

/**
 * Whose the session is: what the card says wins over what the user carries, the e-mail address over the phone number. A
 * field that cannot be read is passed over, of which the bot's owner is told.
 */
export function identityFor(
  { logger, settings: { defaultCountry } }: Pick<Installation, 'logger' | 'settings'>,
  { contactEmail, contactPhone }: Named,
  user: EndUser,
): Identity {
  const candidates: [field: string, identity: Identity][] = [
    ['"Contact e-mail"', identityFrom(contactEmail, defaultCountry)],
    ['"Contact phone"', identityFrom(contactPhone, defaultCountry)],
    ['"User Email"', user.identity],
  ]
  const known = candidates.findIndex(([, { kind }]) => kind === 'email' || kind === 'phone')
  const asked = known < 0 ? candidates : candidates.slice(0, known + 1)
  const unreadable = asked.flatMap(([field, { kind }]) => (kind === 'unreadable' ? field : []))
  if (unreadable.length > 0) logger.forBot().warn(howToWrite, unreadable.join(' and '))
  return candidates[known]?.[1] ?? user.identity
}

const howToWrite =
  '%s of the escalation is neither an e-mail address nor a phone number with country code, and was left out. Write phone numbers with a leading + and the country code.'
