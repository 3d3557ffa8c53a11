import type { Installation } from '../installation'
import { type Lease, withLock } from '../platform/lock'
import type { Session } from '../session/session'
import { readSession } from '../session/sessions'
import { timing } from '../timing'
import { type Run, runOf } from './run'

/**
 * Runs an action with a self-test as it is now, undefined when it is over, while nobody else opens or ends it.
 *
 * @throws {LockedError} when somebody else does.
 */
export function inTestTurn<T>(
  installation: Installation,
  { conversationId: id }: Session,
  action: (current: Run | undefined, lease: Lease) => Promise<T>,
): Promise<T> {
  const target = { type: 'conversation', id, name: 'selfTestLock' } as const
  const terms = { lease: timing.lockLease, patience: timing.lockPatience / 2, pause: timing.lockPause }
  return withLock(installation.client, target, terms, async (lease) => {
    const session = await readSession(installation, id)
    return action(session && runOf(session), lease)
  })
}
