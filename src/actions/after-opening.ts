import { catchUp, oweCatchUp } from '../events/catch-up'
import { addComment, hasComment, newestEntries } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { timing } from '../timing'
import { within } from '../within'

/** What the agent is told of before; `mayBeThere` when an earlier attempt may have written it. */
type History = { text: string | undefined; mayBeThere: boolean }

/**
 * What else belongs to opening a thread: the history for the agent, and what already happened to the thread. Side by side
 * and only for a short while, since the hitl plugin listens when `startHitl` has returned. The end user is with the agent
 * by now: a fault here is logged and does not undo that.
 */
export async function afterOpening(
  installation: Installation,
  session: Session,
  history: History | undefined,
): Promise<void> {
  const deadline = Date.now() + timing.afterOpening
  const attempt = async (what: string, work: Promise<void>) => {
    try {
      await within(deadline, 'finish the hand-over', work)
      return true
    } catch (error) {
      installation.logger.forBot().warn('%s. %s', what, reasonOf(error))
      return false
    }
  }
  const beginning = 'What happened to the new thread so far is not known'
  const [, isCaughtUp] = await Promise.all([
    attempt(
      'The conversation history was not given to the agent',
      giveHistory(installation, session, history, deadline),
    ),
    attempt(beginning, catchUp(installation, session, deadline)),
  ])
  if (!isCaughtUp) await attempt(beginning, oweCatchUp(installation, session))
}

async function giveHistory(
  { hubspot, settings }: Installation,
  { hubspotThreadId }: Session,
  history: History | undefined,
  deadline: number,
): Promise<void> {
  const text = settings.historyDelivery === 'internalComment' ? history?.text : undefined
  if (text === undefined || hubspotThreadId === undefined) return
  if (history?.mayBeThere) {
    // HubSpot may show a long comment shortened.
    const entries = await newestEntries(hubspot, hubspotThreadId, deadline)
    if (hasComment(entries, text.slice(0, 200))) return
  }
  await addComment(hubspot, hubspotThreadId, text, deadline)
}
