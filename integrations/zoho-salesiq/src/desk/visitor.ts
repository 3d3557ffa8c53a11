import * as z from 'zod/mini'
import type { Fields } from '../../../../core/desk'
import type { EndUser } from '../../../../core/people/end-user'
import { type Identity, identityFrom } from '../../../../core/people/identity'
import type { Installation } from '../installation/installation'

/** What agents get to know a visitor by; each may be missing. */
export type Visitor = { email: string | undefined; phone: string | undefined }

const text = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const named = z.lazy(() => z.object({ visitorEmail: text, visitorPhone: text }))

/**
 * Whose the session is: what the card says wins over what the user carries. A field that cannot be read is passed over, of
 * which the bot's owner is told; addresses that the hitl plugin makes up go nowhere.
 */
export function visitorOf({ logger }: Pick<Installation, 'logger'>, fields: Fields, user: EndUser): Visitor {
  const { visitorEmail, visitorPhone } = named.parse(fields)
  const onCard: [field: string, identity: Identity][] = [
    ['"Visitor e-mail"', identityFrom(visitorEmail)],
    ['"Visitor phone"', identityFrom(visitorPhone)],
  ]
  const isNamed = onCard.some(([, identity]) => isKnown(identity))
  const asked: typeof onCard = isNamed ? onCard : [...onCard, ['"User Email"', user.identity]]
  const unreadable = asked.flatMap(([field, { kind }]) => (kind === 'unreadable' ? field : []))
  if (unreadable.length > 0) logger.forBot().warn(howToWrite, unreadable.join(' and '))
  const identities = asked.map(([, identity]) => identity)
  return {
    email: identities.flatMap((one) => (one.kind === 'email' ? one.email : []))[0],
    phone: identities.flatMap((one) => (one.kind === 'phone' ? one.phone.e164 : []))[0],
  }
}

const isKnown = ({ kind }: Identity) => kind === 'email' || kind === 'phone'

const howToWrite =
  '%s of the escalation is neither an e-mail address nor a phone number with country code, and was left out. Write phone numbers with a leading + and the country code.'
