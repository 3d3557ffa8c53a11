import { expect } from 'vitest'
import type { DeskStage, FromUser, Reply } from './seat'

/** What the agent reads of the end user, in order; the opening comes first. */
export function fromUser({ desk }: DeskStage, threadId: string): FromUser[] {
  return desk.fromUser(threadId)
}

/** The texts of what the agent reads of the end user, without the opening. */
export function textsFromUser(stage: DeskStage, threadId: string): string[] {
  return fromUser(stage, threadId)
    .slice(1)
    .map(({ text }) => text)
}

/** What agents were told that is neither the customer's words nor the history. */
export function notes({ desk }: DeskStage, threadId: string): { text: string }[] {
  return desk.notes(threadId)
}

/** The latest thread; throws where there is none. */
export function latestThread({ desk }: DeskStage) {
  const thread = desk.threads().at(-1)
  if (thread === undefined) throw new Error('There is no thread')
  return thread
}

/** Adds a second process of the integration; from now on the two are called in turn. Returns its address. */
export async function addProcess(stage: DeskStage): Promise<string> {
  const url = await stage.startProcess()
  stage.bot.integrationUrls = [...stage.bot.integrationUrls, url]
  return url
}

/** The agent sees that the reply was delivered, where the desk can show such a thing. */
export function expectDelivered({ desk }: DeskStage, reply: Reply): void {
  expect(desk.markOf(reply)).toEqual({ state: desk.lacks.has('mark') ? 'unknown' : 'delivered' })
}

/** The agent sees that the reply was not delivered and why, where the desk can show such a thing. */
export function expectUndelivered({ desk }: DeskStage, reply: Reply, reason = /./): void {
  expect(desk.markOf(reply)).toEqual(
    desk.lacks.has('mark') ? { state: 'unknown' } : { state: 'undelivered', reason: expect.stringMatching(reason) },
  )
}

/** Whether the agent sees that the reply was not delivered; true where the desk cannot show it. */
export const isUndelivered = ({ desk }: DeskStage, reply: Reply): boolean =>
  desk.lacks.has('mark') || desk.markOf(reply).state === 'undelivered'
