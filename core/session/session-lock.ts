import type { Place } from '../installation'
import { type Lease, withLock } from '../platform/lock'
import { timing } from '../timing'
import type { Session } from './session'
import { readSession } from './sessions'

/**
 * Runs an action with the session as Botpress has it now, while no other process changes it. For what must not happen
 * twice where a person would see it: right before each such step the action confirms its lease.
 *
 * @param deadline epoch ms until which to wait for the lock, at most.
 * @throws {LockedError} when another process holds the session for too long.
 */
export function withFreshSession(
  place: Place,
  conversationId: string,
  deadline: number,
  action: (current: Session, lease: Lease) => Promise<void>,
): Promise<void> {
  const target = { type: 'conversation', id: conversationId, name: 'lock' } as const
  const patience = Math.max(0, Math.min(timing.lockPatience, deadline - Date.now()))
  const terms = { lease: timing.lockLease, patience, pause: timing.lockPause }
  return withLock(place.client, target, terms, async (lease) => {
    const current = await readSession(place, conversationId)
    if (current) await action(current, lease)
  })
}
