import { spend } from '../../../../core/pages/nonces'
import { withLock } from '../../../../core/platform/lock'
import type { Installation } from '../installation/installation'
import { type VisitState, visitState } from '../installation/states'
import { timing } from '../timing'

/** What Zoho granted and nobody has chosen a brand for yet. */
export type Grant = NonNullable<VisitState['grant']>
/** A set-up that the connect page has begun. */
export type Work = NonNullable<VisitState['work']>

/** What the connect page remembers from one request to the next. */
export async function readRemembered(installation: Installation): Promise<VisitState> {
  return (await visitState.read(installation)) ?? { usedNonces: [] }
}

/**
 * Changes what the connect page remembers, while no other request does.
 *
 * @throws {LockedError} when another one does for too long.
 */
function change<T>(
  installation: Installation,
  how: (before: VisitState) => { after: VisitState; result: T },
): Promise<T> {
  const target = { type: 'integration', id: installation.ctx.integrationId, name: 'connectLock' } as const
  const terms = { lease: timing.lockLease, patience: timing.lockPatience / 2, pause: timing.lockPause }
  return withLock(installation.client, target, terms, async () => {
    const { after, result } = how(await readRemembered(installation))
    await visitState.write(installation, after)
    return result
  })
}

/**
 * Uses up a nonce.
 *
 * @returns false when it was used before.
 */
export function spendNonce(installation: Installation, nonce: string, until: number): Promise<boolean> {
  return change(installation, (before) => {
    const { used, isFresh } = spend(before.usedNonces, nonce, until)
    return { after: { ...before, usedNonces: used }, result: isFresh }
  })
}

export function setGrant(installation: Installation, grant: Grant | undefined): Promise<void> {
  return change(installation, ({ grant: _before, ...rest }) => ({
    after: grant === undefined ? rest : { ...rest, grant },
    result: undefined,
  }))
}

/** Takes away what was granted and never used: tokens are not to lie about. */
export async function forgetStaleGrant(installation: Installation): Promise<void> {
  const { grant } = await readRemembered(installation)
  if (grant && Date.now() - grant.at > timing.connectLinkLife) await setGrant(installation, undefined)
}

/** A set-up begins, for which the grant was used up. */
export function beginWork(installation: Installation, work: Work): Promise<void> {
  return change(installation, ({ grant: _used, ...rest }) => ({ after: { ...rest, work }, result: undefined }))
}

/** Writes down how far a set-up is; one that was begun later is left alone. */
export function setWork(installation: Installation, work: Work): Promise<void> {
  return change(installation, (before) => ({
    after: before.work?.id === work.id ? { ...before, work } : before,
    result: undefined,
  }))
}
