import { setTimeout as sleep } from 'node:timers/promises'
import type { Installation } from '../installation'
import type { Session } from '../session'
import * as cache from '../session-cache'
import { timing } from '../timing'
import type { AboutReply, ThreadEvent } from './payloads'

/** Events of one thread, and the sessions it has; none when it is a stranger's. */
export type Found = { sessions: Session[]; events: ThreadEvent[] }

export const isAboutReply = (event: ThreadEvent): event is AboutReply =>
  event.kind === 'reply' || event.kind === 'unreadable'

/** Whether the events are for a session that is known already. */
export const isSettled = ({ sessions }: Found): boolean => sessions.length > 0

/** Events by the thread that they name. */
export function threadsOf(events: ThreadEvent[]): ThreadEvent[][] {
  const groups = new Map<string, ThreadEvent[]>()
  for (const event of events) {
    const key = isAboutReply(event)
      ? `reply:${event.portalId}:${event.integrationThreadIds.join()}`
      : `thread:${event.portalId}:${event.threadId}`
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return [...groups.values()]
}

type Name = { portalId: string; name: 'integrationThreadId' | 'hubspotThreadId'; id: string }

/** A thread has one of our names, and more only if agents merged threads. */
function namesOf([event]: ThreadEvent[]): Name[] {
  if (event === undefined) return []
  const { portalId } = event
  if (!isAboutReply(event)) return [{ portalId, name: 'hubspotThreadId', id: event.threadId }]
  return event.integrationThreadIds.map((id) => ({ portalId, name: 'integrationThreadId', id }))
}

/**
 * News of messages has another source, and comes for every thread of the account and for what this process has just
 * published: it is worth no look-up that can be saved.
 */
export const isNewsAlone = (events: ThreadEvent[]): boolean => events.every(({ kind }) => kind === 'news')

const freshnessFor = (events: ThreadEvent[]): cache.Freshness => (isNewsAlone(events) ? 'known' : 'recent')

/** Gives what this process is about to note of a thread the time to be noted. */
export async function untilKnown(installation: Installation, events: ThreadEvent[], deadline: number): Promise<void> {
  const until = Math.min(deadline, Date.now() + timing.newMessagePatience)
  while (knownSessions(installation, events) === undefined && Date.now() < until) await sleep(timing.lockPause)
}

/** The sessions of a thread, as far as this process knows; undefined when they have to be looked up. */
export function knownSessions(installation: Installation, events: ThreadEvent[]): Session[] | undefined {
  const all: Session[] = []
  for (const { portalId, name, id } of namesOf(events)) {
    const sessions = cache.knownSessions(installation, portalId, name, id, freshnessFor(events))
    if (sessions === undefined) return undefined
    all.push(...sessions)
  }
  return all
}

/** The sessions of a thread, looked up in Botpress where need be. */
export async function findSessions(installation: Installation, events: ThreadEvent[]): Promise<Session[]> {
  const known = knownSessions(installation, events)
  if (known !== undefined) return known
  const all: Session[] = []
  for (const { portalId, name, id } of namesOf(events)) {
    all.push(...(await cache.findSessions(installation, portalId, name, id, freshnessFor(events))))
  }
  return all
}
