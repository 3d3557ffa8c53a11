import type { Installation } from '../installation'
import { withLock } from '../lock'
import { readSession, type Session } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'

const terms = { lease: timing.lockLease, patience: timing.lockPatience, pause: timing.lockPause }

/**
 * Runs an action with the session as Botpress has it now, while no other process changes it. For what must not happen
 * twice where a person would see it.
 *
 * @throws {LockedError} when another process holds the session for too long.
 */
export function withFreshSession(
  installation: Installation,
  conversationId: string,
  action: (current: Session) => Promise<void>,
): Promise<void> {
  const target = { type: 'conversation', id: conversationId, name: 'lock' } as const
  return withLock(installation.client, target, terms, async () => {
    const current = await readSession(installation.client, conversationId)
    if (current) await action(rememberSession(installation, current))
  })
}
