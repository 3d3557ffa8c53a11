import type { FaultKind } from '../faults'
import type { Random } from '../random'
import type { SalesIqOwn } from './own'

/** SalesIQ's own faults, as they are drawn. */

type Source = (random: Random) => FaultKind<SalesIqOwn>

const expiry: Source = (random) => ({
  kind: 'own',
  own: random.pick<SalesIqOwn['fault']>([
    { kind: 'expire' },
    { kind: 'refresh', status: random.pick([500, 502, 503]), times: random.int(1, 2) },
  ]),
})

const revoked: Source = (random) => ({ kind: 'own', own: { kind: 'revoke', gap: random.int(100, 400) } })

const busy200: Source = (random) => ({ kind: 'own', own: { kind: 'busy200', times: random.int(1, 3) } })

const rotated: Source = (random) => ({ kind: 'own', own: { kind: 'rotate', gap: random.int(50, 300) } })

const lost: Source = (random) => ({ kind: 'own', own: { kind: 'lose', lasts: random.int(200, 500) } })

const strangers: Source = () => ({ kind: 'own', own: { kind: 'strangers' } })

export const salesIqSources = { expiry, revoked, busy200, rotated, lost, strangers } as const
