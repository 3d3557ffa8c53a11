import type { Installation } from '../installation'
import type { Session } from '../session/session'
import { readSession } from '../session/sessions'

/** Agents can merge threads: what happens in one then is for the sessions that go on. */
export function openOrAll(sessions: Session[]): Session[] {
  const open = sessions.filter(({ end }) => end === undefined)
  return open.length > 0 ? open : sessions
}

/**
 * Whom a reply is for. Of several sessions in one thread it is the one whose end user it is written to, or the only one
 * that is open; what may be for two people, or is for somebody else, goes to nobody.
 *
 * @param sessions of the thread, as far as they are still there.
 * @param named how many sessions the desk names as the thread's.
 * @param recipients as the desk names them.
 */
export async function recipientOf(
  installation: Installation,
  sessions: Session[],
  named: number,
  recipients: readonly string[],
): Promise<Session | 'doubtful'> {
  const { desk } = installation
  const isAddressed = (session: Session) => recipients.includes(desk.addressOf?.(session) ?? '')
  const [only] = sessions
  if (only !== undefined && sessions.length === 1) {
    const isForAnother = named > 1 && recipients.length > 0 && !isAddressed(only)
    return isForAnother ? 'doubtful' : only
  }
  const current = await Promise.all(
    sessions.map(async (session) => (await readSession(installation, session.conversationId)) ?? session),
  )
  const addressed = current.filter(isAddressed)
  const candidates = openOrAll(addressed.length > 0 ? addressed : current)
  const people = new Set(candidates.map(({ conversationId, end }) => (end ? 'ended' : conversationId)))
  return people.size === 1 ? (candidates.at(-1) ?? 'doubtful') : 'doubtful'
}
