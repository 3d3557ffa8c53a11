import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentName, Desk } from '../desk/seat'
import type { Where } from './schedule'
import type { HitlSession } from './seat'

/** What those who play need of the place and of each other. */
export type Stagehand = {
  desk: Desk
  /** What an escalation says of where it goes. */
  hitlSession(to: Where): HitlSession
  /** Where the pictures are that end users send. */
  pictureUrl: string
  /** Resolves when this agent can write into the thread. */
  beforeWriting(threadId: string, agent: AgentName): Promise<void>
  /** The newest thread that an escalation of this session opened. */
  threadOf(key: string): string | undefined
  /** Waits for what is under way without holding up who began it; a failure is in Botpress' records. */
  underWay(work: Promise<void>): void
  /** Resolves when the faults are over and nothing is under way. */
  calmed(): Promise<void>
  settled(): Promise<void>
  until(condition: () => boolean, what: string, patience: number): Promise<void>
}

/** Finds the newest thread of a session by what opened it, as an agent would. */
export function threadFinder(desk: Pick<Desk, 'threads' | 'fromUser'>): Stagehand['threadOf'] {
  /** What opened a thread is read once: many wait for theirs at a time. */
  const known = new Set<string>()
  const threads = new Map<string, string>()
  return (wanted) => {
    for (const { id } of desk.threads()) {
      const [opening] = known.has(id) ? [] : desk.fromUser(id)
      if (opening === undefined) continue
      known.add(id)
      const key = /Case (P\d+[ab])\./.exec(opening.text)?.[1]
      if (key !== undefined) threads.set(key, id)
    }
    return threads.get(wanted)
  }
}

/** @throws when the condition does not come true within `patience` ms. */
export async function until(condition: () => boolean, what: string, patience: number): Promise<void> {
  const giveUpAt = Date.now() + patience
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error(`Waited ${patience} ms in vain until ${what}`)
    await sleep(10)
  }
}
