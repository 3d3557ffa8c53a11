import * as z from 'zod/mini'
import { DeskError } from '../desk'
import type { Installation } from '../installation'
import { isNotFound } from '../platform/not-found'
import { reasonOf } from '../platform/reason'
import { assertTime } from '../platform/within'
import type { Session } from './session'
import { withFreshSession } from './session-lock'
import { changeSession } from './sessions'

/**
 * The history is given to the agent once, as a note. What was said before exists only in `startHitl`: where the desk does
 * not take it then, it is kept in a state of the conversation until it does.
 */

const kept = z.lazy(() => z.object({ text: z.string(), html: z.catch(z.optional(z.string()), undefined) }))

/**
 * What is given: as text, and as HTML where the desk takes that. `alike` is the same in other words, in which an earlier
 * attempt may have given it.
 */
export type History = { text: string; html?: string | undefined; alike?: readonly string[] }

/** @throws {DeskError} */
export async function giveHistory(
  { desk }: Installation,
  session: Session,
  { text, html, alike = [], mayBeThere }: History & { mayBeThere: boolean },
  deadline: number,
): Promise<void> {
  if (session.threadId === undefined) return
  const recent = mayBeThere ? await desk.recent?.(session, deadline) : undefined
  // A desk may show a long note shortened.
  const beginnings = [text, ...alike].map((one) => one.slice(0, 200))
  if (await recent?.hasNote(beginnings)) return
  if (html !== undefined && desk.richNote !== undefined) await desk.richNote(session, { text, html }, deadline)
  else await desk.note(session, text, deadline)
}

/** Keeps the history for later. Never throws: without it the hand-over goes on. */
export async function oweHistory(installation: Installation, session: Session, { text, html }: History): Promise<void> {
  const { client, logger } = installation
  try {
    const payload = { text, ...(html === undefined ? {} : { html }) }
    await client.setState({ ...stateOf(session), payload, expiry: keptFor })
    await changeSession(installation, session, { owesHistory: true })
  } catch (error) {
    logger
      .forBot()
      .warn('The conversation history was not given to the agent, and not kept for later. %s', reasonOf(error))
  }
}

/** Gives the history that is still owed. What is not given now stays owed; what the desk refuses for good does not. */
export async function giveOwedHistory(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { logger } = installation
  try {
    await withFreshSession(installation, session.conversationId, deadline, async (current, lease) => {
      if (!current.owesHistory) return
      const history = await storedHistory(installation, current)
      await lease.confirm()
      assertTime(deadline, 'give the history')
      if (history !== undefined) await giveHistory(installation, current, { ...history, mayBeThere: true }, deadline)
      await settle(installation, current)
    })
  } catch (error) {
    logger.warn('The conversation history is still owed to the agent. %s', reasonOf(error))
    if (!(error instanceof DeskError) || error.passing || error.outcome === 'denied') return
    logger.forBot().warn('The conversation history was not given to the agent. %s', error.message)
    // Should this fail, it is tried once more, and refused once more.
    await settle(installation, session).catch(() => undefined)
  }
}

async function storedHistory({ client }: Installation, session: Session): Promise<History | undefined> {
  try {
    const { state } = await client.getState(stateOf(session))
    return kept.safeParse(state.payload).data
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** What was said is not kept longer than it is owed. */
async function settle(installation: Installation, session: Session): Promise<void> {
  await changeSession(installation, session, { owesHistory: false })
  await installation.client.setState({ ...stateOf(session), payload: null })
}

const stateOf = ({ conversationId: id }: Session) => ({ type: 'conversation', id, name: 'history' }) as const

/** What was said is not kept for good where nobody takes it; ms. */
const keptFor = 7 * 86_400_000
