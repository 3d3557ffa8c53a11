import { withLock } from '../../core/platform/lock'
import { within } from '../../core/platform/within'
import { timing } from '../timing'
import type { Place } from './stored-credentials'

/**
 * Runs what changes the stored credentials while no other process does so: HubSpot may take back a refresh token that was
 * used, and what is written last stays. A turn that cannot be had in time makes nothing worse: it is done without.
 *
 * @param deadline epoch ms; a third of the time until then may be spent on waiting.
 */
export async function inTurn<T>({ client, ctx }: Place, deadline: number, action: () => Promise<T>): Promise<T> {
  const patience = Math.max(0, Math.min(timing.lockPatience, (deadline - Date.now()) / 3))
  const target = { type: 'integration', id: ctx.integrationId, name: 'credentialsLock' } as const
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let turn: Promise<void> = Promise.resolve()
  const begun = new Promise<void>((resolve) => {
    turn = withLock(client, target, { lease: timing.lockLease, patience, pause: timing.lockPause }, () => {
      resolve()
      return ended
      // Whoever holds it for too long, or Botpress having a fault, is no reason to go without a token.
    }).catch(() => resolve())
  })
  try {
    // Should the lock be had after that, it is given back at once.
    await within(Date.now() + patience + timing.lockPause, 'wait', begun).catch(() => undefined)
    return await action()
  } finally {
    end()
    // What is not given back ends by itself.
    await within(Date.now() + timing.creation, 'give the turn back', turn).catch(() => undefined)
  }
}
