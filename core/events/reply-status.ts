import { isRefusal } from '../desk'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import type { Session } from '../session/session'

/** What agents read beside a reply that did not reach the end user. */
export const reasons = {
  notYet: 'Not delivered yet. If this does not change within some minutes, send it again.',
  never: 'Not delivered: the chat could not take this message.',
  empty: 'Not delivered: there is nothing in this message that the chat could show.',
  doubtful:
    'Not delivered: several customers are in this thread, and it is not clear to whom this is written. Write to each in a thread of their own.',
  gone: 'Not delivered: the bot does not know this conversation any more. It continues when the customer asks for a person again.',
  ended:
    'Not delivered: the conversation had already ended for the customer. It continues when they ask for a person again.',
  neverOpened:
    'Not delivered: the bot could not hand this conversation over, and the customer is not waiting for a reply.',
} as const

export type Reason = (typeof reasons)[keyof typeof reasons]

/** A reply, and a session of the thread that it was written in, where one is known. */
type Marked = { id: string; account: string; session: Session | undefined }

/**
 * Shows the agent that a reply was not delivered: on the reply, or, where the desk has no such thing, by a note in the
 * thread, once for each reason. A note would stay when the reply is delivered after all, so none says "not yet".
 *
 * @throws when the desk cannot be told now; the agent must not be left in the belief that it was delivered.
 */
export async function markFailed(
  installation: Installation,
  { id, account, session }: Marked,
  reason: Reason,
  deadline: number,
): Promise<void> {
  const { desk } = installation
  if (desk.mark) return desk.mark(account, id, { isDelivered: false, reason }, deadline)
  if (session?.threadId !== undefined && reason !== reasons.notYet) await tell(installation, session, reason, deadline)
}

async function tell({ desk, logger }: Installation, session: Session, reason: Reason, deadline: number): Promise<void> {
  try {
    const recent = await desk.recent?.(session, deadline)
    if (!(await recent?.hasNote(reason))) await desk.note(session, reason, deadline)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // The desk will not have it, now or later: the bot's owner is told in the agent's place.
    logger.forBot().error("The state of an agent's reply could not be shown in %s. %s", desk.name, reasonOf(error))
  }
}

/** @throws when the desk cannot be told now; an agent who still reads "not delivered" would send it again. */
export async function markSent({ desk }: Installation, { id, account }: Marked, deadline: number): Promise<void> {
  await desk.mark?.(account, id, { isDelivered: true }, deadline)
}
