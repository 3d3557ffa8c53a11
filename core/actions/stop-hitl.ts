import type { HandlerProps } from '../botpress'
import { deafSince, reportUnheard } from '../events/unheard-replies'
import { explain } from '../explain'
import type { Installation } from '../installation'
import { moreOfAnnounced } from '../people/agent'
import { LockedError } from '../platform/lock'
import { answerOfBotpress } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError, within } from '../platform/within'
import { doAfterEnd } from '../session/owed-after-end'
import { knownSession } from '../session/seen'
import type { Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { changeSession, readSession } from '../session/sessions'
import { timing } from '../timing'

/**
 * Ends a session from the bot's side: the end user left, the bot took over, or nobody was there. The end is noted first,
 * so that the desk's news of the closing is recognised as our own; then the thread is closed. A fault is logged and not
 * thrown: an error here would cost the end user the bot's goodbye.
 *
 * @param open gives the installation; what it throws is logged as well.
 * @param desk its name.
 */
export async function stopHitl(
  { logger }: Pick<HandlerProps, 'logger'>,
  open: () => Installation,
  desk: string,
  conversationId: string,
): Promise<Record<never, never>> {
  const deadline = Date.now() + timing.stopBudget
  try {
    await within(deadline, 'end the session', end(open(), conversationId, deadline))
  } catch (error) {
    const message = explain(`The ${desk} thread of an ended session was not closed`, error).message
    logger.forBot().error(message)
  }
  return {}
}

async function end(installation: Installation, conversationId: string, deadline: number): Promise<void> {
  const noting = within(Date.now() + timing.stopNoting, 'note the end', noteEnd(installation, conversationId))
  const noted = await noting.catch((error: unknown) => closeUnnoted(installation, conversationId, error, deadline))
  if (noted === undefined) return
  const { session, deafSince: since, isFirst } = noted
  await Promise.all([
    close(installation, session, deadline),
    reportUnheard(installation, session, since, deadline),
    isFirst ? doAfterEnd(installation, session, deadline) : undefined,
  ])
}

/** `deafSince` (epoch ms) is since when the plugin hears no more; `isFirst` when nobody had noted an end before. */
type Noted = { session: Session; deafSince: number; isFirst: boolean }

/**
 * Notes that the plugin hears no more: also after an agent has ended the session, since the plugin goes on listening for a
 * moment then, and the end user can leave within it.
 *
 * @returns undefined when the conversation is none of ours.
 */
async function noteEnd(installation: Installation, conversationId: string): Promise<Noted | undefined> {
  let noted: Noted | undefined
  await withFreshSession(installation, conversationId, Date.now() + timing.stopNoting, async (session) => {
    if (session.isTest) return
    const now = (await deafSince(installation, session)) ?? Date.now()
    const reason = session.plugin.isLeft ? ('user' as const) : ('bot' as const)
    const before = session.end ?? { at: now, stoppedAt: Number.POSITIVE_INFINITY, reason }
    noted = { session, deafSince: Math.min(now, before.stoppedAt), isFirst: session.end === undefined }
    if (before.stoppedAt <= now) return
    const end = { ...before, stoppedAt: now }
    await changeSession(installation, session, { end, ...moreOfAnnounced(installation, session) })
  })
  return noted
}

/**
 * The agent must not go on talking to nobody because Botpress does not answer. The desk delivers the news of the closing
 * until the end can be noted by it.
 */
async function closeUnnoted(
  installation: Installation,
  conversationId: string,
  error: unknown,
  deadline: number,
): Promise<undefined> {
  const isPassing =
    error instanceof OutOfTimeError || error instanceof LockedError || answerOfBotpress(error) === 'not now'
  if (!isPassing) throw error
  // A process that has not seen the session before can still ask for it.
  const ask = () => within(deadline, 'look at the session', readSession(installation, conversationId))
  const known = knownSession(installation, conversationId) ?? (await ask().catch(() => undefined))
  if (known === undefined) throw error
  await close(installation, known, deadline)
  const { desk, logger } = installation
  const text = 'The end of a session could not be noted yet; its %s thread was closed. %s'
  logger.forBot().warn(text, desk.name, reasonOf(error))
}

async function close({ desk }: Installation, session: Session, deadline: number): Promise<void> {
  if (session.threadId !== undefined) await desk.close(session, deadline)
}
