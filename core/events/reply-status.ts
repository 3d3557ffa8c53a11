import type { Installation } from '../installation'
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

/** A reply, and whose it is; a session only where one is known. */
type Marked = { id: string; account: string; session: Session | undefined }

/** @throws when the desk cannot be told now; the agent must not be left in the belief that it was delivered. */
export async function markFailed(
  { desk }: Installation,
  { id, account, session }: Marked,
  reason: string,
  deadline: number,
): Promise<void> {
  if (desk.mark) await desk.mark(account, id, { isDelivered: false, reason }, deadline)
  else if (session?.threadId !== undefined) await desk.note(session, reason, deadline)
}

/** @throws when the desk cannot be told now; an agent who still reads "not delivered" would send it again. */
export async function markSent({ desk }: Installation, { id, account }: Marked, deadline: number): Promise<void> {
  await desk.mark?.(account, id, { isDelivered: true }, deadline)
}
