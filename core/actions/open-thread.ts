import { isApiError } from '@botpress/sdk'
import { isRefusal, type Opening } from '../desk'
import type { Installation } from '../installation'
import { untilAnswered } from '../platform/persistently'
import type { Session } from '../session/session'
import { changeSession, readSession } from '../session/sessions'
import { afterOpening } from './after-opening'
import type { Beginning } from './beginning'

/**
 * Opens the thread and notes it, beside whatever else belongs to the beginning.
 *
 * A definite refusal leaves nothing behind. When it is unclear whether the thread came to be, the conversation stays, so
 * that an agent who answers there can be told, and a repeated request finds the same thread.
 *
 * @param isNew whether this request made the session.
 * @param beginning what agents are to read besides; undefined where another request sees to that.
 */
export async function openThread(
  installation: Installation,
  session: Session,
  isNew: boolean,
  opening: Opening,
  beginning: Beginning | undefined,
  deadline: number,
): Promise<void> {
  const open = async () => {
    const { threadId, own = {}, isHistoryOwed = false } = await installation.desk.open(session, opening, deadline)
    const opened = { ...session, threadId, tags: { ...session.tags, ...own } }
    // The plugin only goes on when this is noted, so the time that it takes is no time since the opening.
    const owesErrands = Object.keys(beginning?.errands.wanted ?? {})
    const owed = owesErrands.length === 0 ? {} : { owesErrands }
    const noting = untilAnswered(deadline, () =>
      changeSession(installation, session, { threadId, openedAt: Date.now(), own, ...owed }),
    )
    await afterOpening(installation, opened, beginning, noting, isHistoryOwed)
  }
  try {
    await open()
  } catch (error) {
    const noted = await openedMeanwhile(installation, session)
    if (noted !== undefined) return afterOpening(installation, noted, beginning && { ...beginning, mayBeThere: true })
    // What another request has begun is its own to undo.
    if (!isRefusal(error)) await noteFailure(installation, session)
    else if (isNew) await discard(installation, session)
    throw error
  }
}

/** A repeated request may have opened the thread, or noted it, while this one failed. */
async function openedMeanwhile(installation: Installation, session: Session): Promise<Session | undefined> {
  try {
    const current = await readSession(installation, session.conversationId)
    return current?.openedAt === undefined ? undefined : current
  } catch (error) {
    // Not known is not opened; why it failed in the first place is what counts.
    if (!isApiError(error)) throw error
    return undefined
  }
}

/** Should the thread exist after all, an agent who answers there is told that nobody hears it. */
async function noteFailure(installation: Installation, session: Session): Promise<void> {
  try {
    await changeSession(installation, session, { failedAt: Date.now() })
  } catch (error) {
    // Its age tells the same a little later.
    if (!isApiError(error)) throw error
  }
}

async function discard(installation: Installation, session: Session): Promise<void> {
  try {
    await installation.client.deleteConversation({ id: session.conversationId })
  } catch (error) {
    // Why the desk refused is what the bot's owner has to know; an unused conversation does no harm.
    if (!isApiError(error)) throw error
    installation.logger.warn('An unused conversation could not be deleted: %s', error.type)
  }
}
