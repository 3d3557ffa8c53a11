import type { Installation } from '../installation'
import { withLock } from '../lock'
import { timing } from '../timing'

/**
 * Runs an action while nobody else sets up this installation or changes what is stored of its accounts.
 *
 * @param patience ms to wait for somebody who does.
 * @throws {LockedError} when that was not enough.
 */
export function withSetupLock<T>(
  { client, ctx }: Pick<Installation, 'client' | 'ctx'>,
  patience: number,
  action: () => Promise<T>,
): Promise<T> {
  const target = { type: 'integration', id: ctx.integrationId, name: 'setupLock' } as const
  return withLock(client, target, { lease: timing.setupLease, patience, pause: timing.lockPause }, action)
}
