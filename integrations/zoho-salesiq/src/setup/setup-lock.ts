import { type LockTerms, withLock } from '../../../../core/platform/lock'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'

/**
 * Runs an action while nobody else sets up this installation: two set-ups at once would both make a webhook, and every
 * event would come twice.
 *
 * @param terms ms to wait for somebody who does, and ms after which others may suppose that this process has died.
 * @throws {LockedError} when that was not enough.
 */
export function withSetupLock<T>(
  { client, ctx }: Pick<Installation, 'client' | 'ctx'>,
  { patience, lease }: Pick<LockTerms, 'patience' | 'lease'>,
  action: () => Promise<T>,
): Promise<T> {
  const target = { type: 'integration', id: ctx.integrationId, name: 'setupLock' } as const
  return withLock(client, target, { lease, patience, pause: timing.lockPause }, action)
}
