import QuickLRU from 'quick-lru'
import type { Installation } from '../installation'
import { at, type Due } from '../session/plugin-time'
import type { Session } from '../session/session'
import { timing } from '../timing'

/** Until when something of a conversation waits for its time; epoch ms. */
const waitingUntil = new QuickLRU<string, number>({ maxSize: 10_000 })

/** When something that is due then is handed over: what comes after something that waits waits too, or would overtake it. */
export function inLine({ key }: Installation, { conversationId }: Session, due: Due): Due {
  const now = Date.now()
  const last = waitingUntil.get(`${key}:${conversationId}`) ?? 0
  if (due.schedule === undefined) return last < now ? {} : at(Math.max(last + 1, now + timing.creation))
  return at(Math.max(Date.parse(due.schedule.dateTime), last + 1, now))
}

/** Notes that something of the conversation waits until then (epoch ms). */
export function waitUntil({ key }: Installation, { conversationId }: Session, time: number): void {
  const line = `${key}:${conversationId}`
  if (time > Date.now()) waitingUntil.set(line, Math.max(time, waitingUntil.get(line) ?? 0))
}
