import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { HubSpotUi } from '../../sim/hubspot'
import type { Place } from './theatre'

/** What those who play need of the place and of each other. */
export type Stagehand = {
  ui: HubSpotUi
  /** Where the pictures are that end users send. */
  pictureUrl: string
  /** The newest thread that an escalation of this session opened. */
  threadOf(key: string): string | undefined
  /** Whether the inbox shows a thread as open. */
  isOpen(threadId: string): boolean
  /** Waits for what is under way without holding up who began it; a failure is in Botpress' records. */
  underWay(work: Promise<void>): void
  /** Resolves when the faults are over and nothing is under way. */
  calmed(): Promise<void>
  settled(): Promise<void>
  until(condition: () => boolean, what: string, patience: number): Promise<void>
}

const opening = z.object({ text: z.string() })
const opened = z.object({ conversationsThreadId: z.string() })

/** Notes which thread each session's first message opened, from what HubSpot answered. */
export function watchThreads({ hubspot }: Place): { threads: ReadonlyMap<string, string>; stop: () => void } {
  const threads = new Map<string, string>()
  const stop = hubspot.log.subscribe((call: Call) => {
    if (call.method !== 'POST' || !call.path.endsWith('/messages')) return
    const key = /Case (P\d+[ab])\./.exec(opening.safeParse(call.requestBody).data?.text ?? '')?.[1]
    const answer = opened.safeParse(call.responseBody)
    if (key !== undefined && answer.success) threads.set(key, answer.data.conversationsThreadId)
  })
  return { threads, stop }
}

/** @throws when the condition does not come true within `patience` ms. */
export async function until(condition: () => boolean, what: string, patience: number): Promise<void> {
  const giveUpAt = Date.now() + patience
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error(`Waited ${patience} ms in vain until ${what}`)
    await sleep(10)
  }
}
