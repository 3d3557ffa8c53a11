import type { FaultKind } from '../faults'
import type { Random } from '../random'
import type { HubSpotOwn } from './own'

/** HubSpot's own faults, as they are drawn. */

type Source = (random: Random) => FaultKind<HubSpotOwn>

const expiry: Source = (random) => ({
  kind: 'own',
  own: random.pick<HubSpotOwn['fault']>([
    { kind: 'expire' },
    { kind: 'expire' },
    { kind: 'refresh', status: random.pick([500, 502, 503]), times: random.int(1, 2) },
  ]),
})

const revoked: Source = (random) => ({ kind: 'own', own: { kind: 'revoke', gap: random.int(100, 400) } })

const batched: Source = (random) => ({
  kind: 'own',
  own: random.pick<HubSpotOwn['fault']>([{ kind: 'batch', lasts: random.int(300, 900) }, { kind: 'strangers' }]),
})

const purged: Source = (random) => ({ kind: 'own', own: { kind: 'purge', gap: random.int(50, 300) } })

export const hubspotSources = { expiry, revoked, batched, purged } as const
