import { isRefusal } from '../desk'
import type { Installation } from '../installation'
import { reasonOf } from '../platform/reason'
import type { Session } from '../session/session'
import { formsOf } from '../texts/say'
import type { TextName } from '../texts/words'

/** Why a reply did not reach the end user, as the text that agents read beside it. */
export const reasons = {
  notYet: 'replyNotYet',
  never: 'replyNever',
  empty: 'replyEmpty',
  doubtful: 'replyDoubtful',
  gone: 'replyGone',
  ended: 'replyEnded',
  neverOpened: 'replyNeverOpened',
} as const satisfies Record<string, TextName>

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
  const { desk, texts } = installation
  if (desk.mark) return desk.mark(account, id, { isDelivered: false, reason: texts[reason] }, deadline)
  if (session?.threadId !== undefined && reason !== reasons.notYet) await tell(installation, session, reason, deadline)
}

async function tell(installation: Installation, session: Session, reason: Reason, deadline: number): Promise<void> {
  const { desk, logger, texts } = installation
  try {
    const recent = await desk.recent?.(session, deadline)
    if (!(await recent?.hasNote(formsOf(texts, reason)))) await desk.note(session, texts[reason], deadline)
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
