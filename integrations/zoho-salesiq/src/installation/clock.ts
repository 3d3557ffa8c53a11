import { timing } from '../timing'
import { type Memory, note } from './memory'

/**
 * SalesIQ does not say when it sends a webhook, and its clock may differ from ours. Whatever it stamps is no later than its
 * own present, so the stamp that is furthest ahead of our clock tells most.
 */

/**
 * Takes note of a time that SalesIQ stamped (epoch ms).
 *
 * @param isNow whether it surely did so a moment ago; else what lies far back may be an old one that comes again.
 */
export function noteClock(memory: Memory, stamped: number, isNow = false): void {
  const ahead = stamped - Date.now()
  if (!isNow && ahead < -timing.clockSkew) return
  const { clock } = memory
  const isOld = clock === undefined || Date.now() - clock.seenAt > timing.othersTrust
  if (isNow || isOld || ahead >= clock.ahead) note(memory, { clock: { ahead, seenAt: Date.now() } })
}

/** SalesIQ's present, as far as is known; epoch ms. */
export const salesiqNow = ({ clock }: Memory): number => Date.now() + (clock?.ahead ?? 0)
