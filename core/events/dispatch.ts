import { setTimeout as sleep } from 'node:timers/promises'
import { isApiError } from '@botpress/sdk'
import pMap from 'p-map'
import type { DeskEvent } from '../desk'
import type { Installation } from '../installation'
import { timing } from '../timing'
import { type Found, isNewsAlone, isSettled, sessionsFor, sessionsKnown, threadsOf, untilKnown } from './find-sessions'
import { handleThread } from './handle-thread'

/** Threads looked up, and threads handled, at the same time. */
const concurrency = 8

type Handling = { installation: Installation; told: number; deadline: number }

/**
 * Handles what a desk tells of threads: different threads side by side, those of one thread in the order they occurred. What
 * is known to be ours does not wait for what has to be looked up first, which may be a stranger's.
 *
 * @param told when the desk sent it, by its own clock; epoch ms.
 * @returns whether everything was handled; if not, the desk is to deliver again.
 */
export async function dispatch(
  installation: Installation,
  events: DeskEvent[],
  told: number,
  deadline: number,
): Promise<boolean> {
  for (const event of events) if (event.kind === 'unreadable') complain(installation, event.where)
  const handling = { installation, told, deadline }
  const found: Found[] = []
  const unknown: DeskEvent[][] = []
  for (const group of threadsOf(events)) {
    const sessions = sessionsKnown(installation, group)
    if (sessions === undefined) unknown.push(group)
    else found.push({ sessions, events: group })
  }
  let isLate = false
  const lookUp = (group: DeskEvent[]) =>
    isHandled(installation, async () => {
      const late = { sessions: await sessionsFor(installation, group), events: group }
      if (!isLate) found.push(late)
      else if (!(await handleAll(handling, [late]))) throw new Error('not all of a thread was handled')
    })
  // News alone is in no hurry.
  const newsAlone = unknown.filter(isNewsAlone)
  const news = Promise.all(newsAlone.map((group) => untilKnown(installation, group, deadline))).then(() =>
    pMap(newsAlone, lookUp, { concurrency }),
  )
  const lookups = pMap(
    unknown.filter((group) => !isNewsAlone(group)),
    lookUp,
    { concurrency },
  )
  if (found.some(isSettled)) await Promise.race([lookups, sleep(timing.threadLookup)])
  else await lookups
  isLate = true
  const outcomes = [await handleAll(handling, found), ...(await lookups), ...(await news)]
  return outcomes.every((handled) => handled)
}

/** Looks sessions up before it is known whether the events are ours. What fails is looked up again, and reported then. */
export async function prefetch(installation: Installation, events: DeskEvent[]): Promise<void> {
  const lookUp = (group: DeskEvent[]) => sessionsFor(installation, group).catch(() => undefined)
  await pMap(
    threadsOf(events).filter((group) => !isNewsAlone(group)),
    lookUp,
    { concurrency },
  )
}

/** Events can name a thread by our ID and by the desk's: both can mean the same session. */
async function handleAll({ installation, told, deadline }: Handling, found: Found[]): Promise<boolean> {
  const jobs = threadsIn(found).map((thread) => () => handleThread(installation, thread, told, deadline))
  const outcomes = await pMap(jobs, (job) => isHandled(installation, job), { concurrency })
  return outcomes.every((handled) => handled)
}

/** Joins what is about the same sessions. */
function threadsIn(found: Found[]): Found[] {
  const threads: Found[] = []
  for (const { sessions, events } of found) {
    const ids = new Set(sessions.map(({ conversationId }) => conversationId))
    const same = threads.find((thread) => thread.sessions.some(({ conversationId }) => ids.has(conversationId)))
    if (same === undefined) threads.push({ sessions: [...sessions], events: [...events] })
    else {
      const known = new Set(same.sessions.map(({ conversationId }) => conversationId))
      same.sessions.push(...sessions.filter(({ conversationId }) => !known.has(conversationId)))
      same.events.push(...events)
    }
  }
  return threads
}

/** Delivered again it would be no different. */
function complain({ logger, desk }: Installation, where: string): void {
  const text =
    "An agent's reply was not delivered: %s describes it in a form that this version of the integration does not know (at %s). Update the integration; if there is no newer version, report this."
  logger.forBot().error(text, desk.name, where)
}

/** One thread's fault must not keep the others from being handled; the whole webhook comes again. */
export async function isHandled({ logger, desk }: Installation, job: () => Promise<void>): Promise<boolean> {
  try {
    await job()
    return true
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${isApiError(error) ? error.type : error.message}` : 'fault'
    const text = 'An event of %s could not be handled now; it will be delivered again. %s'
    logger.warn(text, desk.name, reason)
    return false
  }
}
