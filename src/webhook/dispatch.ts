import { setTimeout as sleep } from 'node:timers/promises'
import { isApiError } from '@botpress/sdk'
import pMap from 'p-map'
import { accountsAmong } from '../account'
import { accountChanged } from '../events/account-changed'
import type { Installation } from '../installation'
import { timing } from '../timing'
import { type Found, findSessions, isNewsAlone, isSettled, knownSessions, threadsOf, untilKnown } from './find-sessions'
import { handleThread } from './handle-thread'
import type { AccountEvent, HubSpotEvent, ThreadEvent } from './payloads'

/** Threads looked up, and threads handled, at the same time. */
const concurrency = 8

/**
 * Handles the events of one webhook: different threads side by side, those of one thread in the order they occurred. What is
 * known to be ours does not wait for what has to be looked up first, which may be a stranger's.
 *
 * @param told when HubSpot sent it, by its own clock; epoch ms.
 * @returns whether everything was handled; if not, HubSpot is to deliver again.
 */
export async function dispatch(
  installation: Installation,
  events: HubSpotEvent[],
  told: number,
  deadline: number,
): Promise<boolean> {
  const portalIds = events.map((event) => event.portalId)
  const { connected, isOurs, allKnown } = await accountsAmong(installation, portalIds, deadline)
  const ours = events.filter((event) => isOurs(event.portalId))
  const accountEvents = ours.filter(isAccountEvent).filter(({ portalId }) => portalId === connected)
  for (const event of ours) if (event.kind === 'unreadable') complain(installation, event.where)
  const handling = { installation, told, deadline }
  const [accounts, threads] = await Promise.all([
    isHandled(installation, () => handleAccounts(installation, accountEvents)),
    handleThreads(handling, ours.filter(isThreadEvent)),
  ])
  return allKnown && accounts && threads
}

type Handling = { installation: Installation; told: number; deadline: number }

async function handleThreads(handling: Handling, events: ThreadEvent[]): Promise<boolean> {
  const { installation, deadline } = handling
  const found: Found[] = []
  const unknown: ThreadEvent[][] = []
  for (const group of threadsOf(events)) {
    const sessions = knownSessions(installation, group)
    if (sessions === undefined) unknown.push(group)
    else found.push({ sessions, events: group })
  }
  let isLate = false
  const lookUp = (group: ThreadEvent[]) =>
    isHandled(installation, async () => {
      const late = { sessions: await findSessions(installation, group), events: group }
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

/** A reply names its thread by our ID, everything else by HubSpot's: both can mean the same session. */
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
function complain({ logger }: Installation, where: string): void {
  logger
    .forBot()
    .error(
      "An agent's reply was not delivered: HubSpot describes it in a form that this version of the integration does not know (at %s). Update the integration; if there is no newer version, report this.",
      where,
    )
}

const isAccountEvent = (event: HubSpotEvent): event is AccountEvent => event.kind === 'account'
const isThreadEvent = (event: HubSpotEvent): event is ThreadEvent => event.kind !== 'account'

async function handleAccounts(installation: Installation, events: AccountEvent[]): Promise<void> {
  for (const event of events) await accountChanged(installation, event)
}

/** One thread's fault must not keep the others from being handled; the whole webhook comes again. */
async function isHandled(installation: Installation, job: () => Promise<void>): Promise<boolean> {
  try {
    await job()
    return true
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${isApiError(error) ? error.type : error.message}` : 'fault'
    installation.logger.warn('An event of HubSpot could not be handled now; HubSpot will deliver it again. %s', reason)
    return false
  }
}
