import type { Client } from '../bp'
import { readSession, type Session } from '../session'
import { rememberSession } from '../session-cache'

/** Where sessions are, and are remembered. */
type Place = { key: string; client: Client }

/** Agents can merge threads: what happens in one then is for the sessions that go on. */
export function openOrAll(sessions: Session[]): Session[] {
  const open = sessions.filter(({ end }) => end === undefined)
  return open.length > 0 ? open : sessions
}

/**
 * Whom a reply is for. Of several sessions in one thread it is the one whose delivery identifier it is written to, or the
 * only one that is open; what may be for two people, or is for somebody else, goes to nobody.
 *
 * @param sessions of the thread, as far as they are still there.
 * @param named how many sessions HubSpot names as the thread's.
 * @param recipients delivery identifiers, as far as HubSpot says them.
 */
export async function recipientOf(
  place: Place,
  sessions: Session[],
  named: number,
  recipients: (string | undefined)[],
): Promise<Session | 'doubtful'> {
  const isAddressed = ({ sender }: Session) => recipients.includes(sender.deliveryIdentifier.value)
  const [only] = sessions
  if (only !== undefined && sessions.length === 1) {
    const isForAnother = named > 1 && recipients.some((value) => value !== undefined) && !isAddressed(only)
    return isForAnother ? 'doubtful' : only
  }
  const current = await Promise.all(
    sessions.map(async (session) =>
      rememberSession(place, (await readSession(place.client, session.conversationId)) ?? session),
    ),
  )
  const addressed = current.filter(isAddressed)
  const candidates = openOrAll(addressed.length > 0 ? addressed : current)
  const people = new Set(candidates.map(({ conversationId, end }) => (end ? 'ended' : conversationId)))
  return people.size === 1 ? (candidates.at(-1) ?? 'doubtful') : 'doubtful'
}
