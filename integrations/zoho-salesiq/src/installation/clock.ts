import { timing } from '../timing'
import { type Memory, note } from './memory'

/**
 * SalesIQ does not say when it sends a webhook, and its clock may differ from ours. Whatever it stamps is no later than its
 * own present, so the stamp that is furthest ahead of our clock tells most.
 */

/** Takes note of a time that SalesIQ stamped a moment ago (epoch ms). */
export function noteClock(memory: Memory, stamped: number): void {
  const ahead = stamped - Date.now()
  const { clock } = memory
  const isOld = clock === undefined || Date.now() - clock.seenAt > timing.othersTrust
  if (isOld || ahead >= clock.ahead) note(memory, { clock: { ahead, seenAt: Date.now() } })
}

/** SalesIQ's present, as far as is known; epoch ms. */
export const salesiqNow = ({ clock }: Memory): number => Date.now() + (clock?.ahead ?? 0)
