import { setTimeout as sleep } from 'node:timers/promises'
import type { DeskEvent } from '../desk'
import type { Installation } from '../installation'
import * as seen from '../session/seen'
import type { Session } from '../session/session'
import { findSessions } from '../session/sessions'
import { timing } from '../timing'

/** Events of one thread, and the sessions it has; none when it is a stranger's. */
export type Found = { sessions: Session[]; events: DeskEvent[] }

/** A reply, readable or not. */
export type AboutReply = Extract<DeskEvent, { kind: 'reply' | 'unreadable' }>

/** Whether an event is about a reply, readable or not. */
export const isAboutReply = (event: DeskEvent): event is AboutReply =>
  event.kind === 'reply' || event.kind === 'unreadable'

/** Whether the events are for a session that is known already. */
export const isSettled = ({ sessions }: Found): boolean => sessions.length > 0

/** Events by the thread that they name. */
export function threadsOf(events: DeskEvent[]): DeskEvent[][] {
  const groups = new Map<string, DeskEvent[]>()
  for (const event of events) {
    const key = [event.account, ...event.threads.map(({ name, id }) => `${name}=${id}`)].join(':')
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return [...groups.values()]
}

/**
 * News of messages has another source, and comes for every thread of the account and for what this process has just
 * sent: it is worth no look-up that can be saved.
 */
export const isNewsAlone = (events: DeskEvent[]): boolean => events.every(({ kind }) => kind === 'news')

const freshnessFor = (events: DeskEvent[]): seen.Freshness => (isNewsAlone(events) ? 'known' : 'recent')

/** Gives what this process is about to note of a thread the time to be noted. */
export async function untilKnown(installation: Installation, events: DeskEvent[], deadline: number): Promise<void> {
  const until = Math.min(deadline, Date.now() + timing.newMessagePatience)
  while (sessionsKnown(installation, events) === undefined && Date.now() < until) await sleep(timing.lockPause)
}

/** The sessions of a thread, as far as this process knows; undefined when they have to be looked up. */
export function sessionsKnown(installation: Installation, events: DeskEvent[]): Session[] | undefined {
  const { account = '', threads = [] } = events[0] ?? {}
  const all: Session[] = []
  for (const thread of threads) {
    const sessions = seen.knownSessions(installation, account, thread, freshnessFor(events))
    if (sessions === undefined) return undefined
    all.push(...sessions)
  }
  return eachOnce(all)
}

/** The sessions of a thread, looked up in Botpress where need be. */
export async function sessionsFor(installation: Installation, events: DeskEvent[]): Promise<Session[]> {
  const known = sessionsKnown(installation, events)
  if (known !== undefined) return known
  const { account = '', threads = [] } = events[0] ?? {}
  const all: Session[] = []
  // A thread has one name, and more only if agents merged threads.
  for (const thread of threads) {
    all.push(...(await findSessions(installation, account, thread, freshnessFor(events))))
  }
  return eachOnce(all)
}

/** A desk may name one thread by both names. */
const eachOnce = (sessions: Session[]): Session[] => [
  ...new Map(sessions.map((session) => [session.conversationId, session])).values(),
]
