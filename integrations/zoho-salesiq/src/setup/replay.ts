import { DeskError } from '../../../../core/desk'
import { reasonOf } from '../../../../core/platform/reason'
import { within } from '../../../../core/platform/within'
import { salesiqNow } from '../installation/clock'
import { connectedPortal, type Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { webhookState } from '../installation/states'
import { failedExecutions, replay } from '../salesiq/webhooks'
import { timing } from '../timing'

/**
 * Has SalesIQ send again what it could not deliver: it gives up after four tries in three minutes, and keeps what failed.
 * What comes twice is recognised.
 *
 * @returns how many deliveries were asked for.
 * @throws {DeskError} when SalesIQ does not do it. {NotConnectedError}
 */
export async function replayLost(installation: Installation, deadline: number): Promise<number> {
  const { memory } = installation
  note(memory, { replayAskedAt: Date.now() })
  const state = await webhookState.read(installation)
  if (state === undefined || state.id === '') return 0
  const { caller } = await connectedPortal(installation)
  const to = Math.round(salesiqNow(memory))
  const from = Math.max(state.replayedAt, to - timing.replayLookBack)
  const { ids: lost, isAll } = await failedExecutions(caller, state.id, { from, to }, deadline)
  if (lost.length > 0) await replay(caller, state.id, lost, deadline)
  const current = await webhookState.read(installation)
  // What is still being tried now may fail yet; what did not fit is for the next time.
  const replayedAt = isAll ? to - timing.replayPause : from
  if (current?.id === state.id) await webhookState.write(installation, { ...current, replayedAt })
  return lost.length
}

/** The same where a gap showed, now and then, and never to the harm of what it showed at. */
export async function replayAfterGap(installation: Installation, deadline: number): Promise<void> {
  const { memory, logger } = installation
  if (Date.now() - (memory.replayAskedAt ?? 0) < timing.replayPause) return
  const until = Math.min(deadline, Date.now() + timing.replayBudget)
  try {
    await within(until, 'look for lost events', replayLost(installation, until))
  } catch (error) {
    if (error instanceof DeskError && !error.passing)
      logger.warn('Lost events cannot be fetched again. %s', error.message)
    else logger.warn('Lost events could not be fetched again now. %s', reasonOf(error))
  }
}
