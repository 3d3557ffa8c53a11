import { actorIdFrom } from '../agent'
import { readThread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { changeSession, recentSession } from '../session-cache'
import { timing } from '../timing'
import { OutOfTimeError, within } from '../within'
import { type Moment, momentOf } from './moment'
import { operatorAssigned } from './operator-assigned'
import { operatorConversationCompleted } from './operator-conversation-completed'
import { giveOwedHistory } from './owed-history'

/**
 * Does what the webhooks of a thread's first moments would have done. HubSpot assigns threads at once, and its news of that
 * can come before the thread's ID was in our tags, so that nobody knew whose thread it was.
 *
 * @param isOpening whether `startHitl` is still under way, so that the plugin cannot listen yet.
 * @throws when HubSpot or Botpress does not answer, or a thread that was just opened is not to be found yet; then it stays
 * owed.
 */
export async function catchUp(
  installation: Installation,
  session: Session,
  deadline: number,
  isOpening = false,
): Promise<void> {
  if (session.hubspotThreadId === undefined) return
  const thread = await readThread(installation.hubspot, session.hubspotThreadId, deadline)
  const openedAt = session.openedAt ?? Date.now()
  if (thread === undefined && Date.now() - openedAt < timing.threadSettles) throw new NotThereYetError()
  if (thread === undefined || thread.archived) {
    const end = { moment: since(Date.now()), threadIsGone: true, isOpening }
    await operatorConversationCompleted(installation, session, end, deadline)
    return
  }
  const agent = actorIdFrom(thread.assignedTo ?? undefined)
  // Any change of it that a webhook tells of is later, by the same clock.
  const createdAt = timeOf(thread.createdAt) ?? openedAt - timing.signatureAge
  if (agent !== undefined) {
    const moment = { at: createdAt, here: openedAt, age: Date.now() - openedAt }
    await operatorAssigned(installation, session, { agent, moment }, deadline)
  }
  if (thread.status === 'CLOSED') {
    const moment = since(timeOf(thread.closedAt) ?? openedAt)
    await operatorConversationCompleted(installation, session, { moment, threadIsGone: false, isOpening }, deadline)
  }
}

/** A thread that HubSpot has not got yet for all who ask, or that is gone already. */
class NotThereYetError extends Error {
  override readonly name = 'NotThereYetError'
  constructor() {
    super('HubSpot does not show the new thread yet')
  }
}

/** Nothing tells how HubSpot's clock stands to ours. */
const since = (at: number): Moment => momentOf(at, Date.now(), Date.now())

function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : time
}

/**
 * Does what was left undone when the thread was opened. To be called when something happens in the session, which must
 * neither wait long for this nor fail with it.
 */
export async function catchUpIfOwed(installation: Installation, session: Session, deadline: number): Promise<void> {
  const until = Math.min(deadline, Date.now() + timing.catchUp)
  if (session.owesHistory) {
    const giving = giveOwedHistory(installation, session, until)
    await within(until, 'give the history', giving).catch(ignoreTime)
  }
  if (!session.owesCatchUp || session.end) return
  try {
    await within(until, 'look what happened to the thread', catchUp(installation, session, until))
    const current = recentSession(installation, session.conversationId) ?? session
    await changeSession(installation, current, { owesCatchUp: false })
  } catch (error) {
    installation.logger.warn('What happened to a thread when it was opened is still not known. %s', reasonOf(error))
    // Else, or should this fail, it is still owed, to the next event.
    if (isRefusal(error)) await changeSession(installation, session, { owesCatchUp: false }).catch(() => undefined)
  }
}

/** What is not done in time stays owed. */
function ignoreTime(error: unknown): void {
  if (!(error instanceof OutOfTimeError)) throw error
}

/** HubSpot will never show the thread, so asking with each event would be no use; a 401 passes with the next token. */
const isRefusal = (error: unknown) => error instanceof HubSpotError && !error.passing && error.status !== 401
