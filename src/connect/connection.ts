import { spend } from '../../core/pages/nonces'
import { withLock } from '../../core/platform/lock'
import type { Installation } from '../installation/installation'
import { type Connection, connectionState } from '../installation/states'
import { timing } from '../timing'

/** What HubSpot granted and nobody has chosen inboxes for yet. */
export type Grant = NonNullable<Connection['grant']>
/** A set-up that the connect page has begun. */
export type Work = NonNullable<Connection['work']>

const nothing: Connection = { usedNonces: [], portalId: '', portalName: '', scopes: [], inboxIds: [] }

export async function readConnection(installation: Installation): Promise<Connection> {
  return (await connectionState.read(installation)) ?? nothing
}

/**
 * Changes what the connect page remembers, while no other request does.
 *
 * @throws {LockedError} when another one does for too long.
 */
export function changeConnection<T>(
  installation: Installation,
  change: (before: Connection) => { after: Connection; result: T },
): Promise<T> {
  const target = { type: 'integration', id: installation.ctx.integrationId, name: 'connectLock' } as const
  const terms = { lease: timing.lockLease, patience: timing.lockPatience / 2, pause: timing.lockPause }
  return withLock(installation.client, target, terms, async () => {
    const { after, result } = change(await readConnection(installation))
    await connectionState.write(installation, after)
    return result
  })
}

/**
 * Uses up a nonce.
 *
 * @returns false when it was used before.
 */
export function spendNonce(installation: Installation, nonce: string, until: number): Promise<boolean> {
  return changeConnection(installation, (before) => {
    const { used, isFresh } = spend(before.usedNonces, nonce, until)
    return { after: { ...before, usedNonces: used }, result: isFresh }
  })
}

export function setGrant(installation: Installation, grant: Grant | undefined): Promise<void> {
  return changeConnection(installation, ({ grant: _before, ...rest }) => ({
    after: grant === undefined ? rest : { ...rest, grant },
    result: undefined,
  }))
}

/** Takes away what was granted and never used: tokens are not to lie about. */
export async function forgetStaleGrant(installation: Installation): Promise<void> {
  const { grant } = await readConnection(installation)
  if (grant && Date.now() - grant.at > timing.connectLinkLife) await setGrant(installation, undefined)
}

/** Writes down how far a set-up is; one that was begun later is left alone. */
export function setWork(installation: Installation, work: Work): Promise<void> {
  return changeConnection(installation, (before) => ({
    after: before.work?.id === work.id ? { ...before, work } : before,
    result: undefined,
  }))
}
