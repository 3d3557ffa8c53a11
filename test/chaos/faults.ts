import type { Random } from './random'

/** The faults that a run can have, as data: a schedule of them is drawn from the seed and can be printed. */

export type Side = 'hubspot' | 'botpress'

export type Fault = {
  /** ms to wait before. */
  pause: number
} & (
  | { kind: 'answer'; side: Side; status: number; retryAfter?: number; policy?: Policy; times: number }
  | { kind: 'drop'; side: Side; when: 'before' | 'after'; times: number }
  /** Slower than the integration waits: for HubSpot's answer, or for Botpress' while a webhook waits. */
  | { kind: 'slow'; side: Side; times: number }
  /** HubSpot takes its time with the history's comment, which keeps `startHitl` from returning. */
  | { kind: 'slowOpening'; ms: number; times: number }
  | { kind: 'webhookHost'; status: number; times: number }
  /** Botpress refuses a write that it would take at another time. */
  | { kind: 'conflict'; refusal: Refusal; of: Written; times: number }
  | { kind: 'expire' }
  | { kind: 'refresh'; status: number; times: number }
  | { kind: 'revoke'; gap: number }
  | { kind: 'register' }
  | { kind: 'copies'; count: number; lasts: number }
  | { kind: 'shuffle'; batched: boolean; copies: number; lasts: number }
  | { kind: 'batch'; lasts: number }
  | { kind: 'late'; webhooks: 'channel' | 'app'; ms: number; lasts: number }
  | { kind: 'strangers' }
  | { kind: 'kill'; process: number }
  | { kind: 'purge'; gap: number }
  /** The next webhooks that bring agents' replies do not get there. */
  | { kind: 'noAnswer'; times: number }
  /** A new version of the integration is deployed. */
  | { kind: 'upgrade' }
)

const refusals = ['ResourceLockedConflict', 'AlreadyExists', 'RelationConflict', 423] as const
/** A type of Botpress' errors, or a status that has none. */
export type Refusal = (typeof refusals)[number]

const written = ['messages', 'states', 'conversations', 'users', 'events', 'anything'] as const
/** What the write is about. */
export type Written = (typeof written)[number]

type Policy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY'
type WithoutPause<T> = T extends unknown ? Omit<T, 'pause'> : never
export type FaultKind = WithoutPause<Fault>

/** Draws one fault of a family. */
export type FaultSource = (random: Random) => FaultKind

const sides: Side[] = ['hubspot', 'botpress']
const times = (random: Random) => random.int(1, 3)

const busy: FaultSource = (random) => {
  const common = { kind: 'answer', side: random.pick(sides), status: 429, times: times(random) } as const
  const retryAfter = random.pick([undefined, 0, 1])
  const policy = random.pick<Policy | undefined>([undefined, 'SECONDLY', 'TEN_SECONDLY_ROLLING'])
  return { ...common, ...(retryAfter === undefined ? {} : { retryAfter }), ...(policy === undefined ? {} : { policy }) }
}

const broken: FaultSource = (random) => ({
  kind: 'answer',
  side: random.pick(sides),
  status: random.pick([500, 502, 503, 504]),
  times: times(random),
})

const dropped =
  (when: 'before' | 'after'): FaultSource =>
  (random) => ({ kind: 'drop', side: random.pick(sides), when, times: times(random) })

const slow: FaultSource = (random) => ({ kind: 'slow', side: random.pick(sides), times: 1 })

const conflict: FaultSource = (random) => ({
  kind: 'conflict',
  refusal: random.pick(refusals),
  of: random.pick(written),
  times: times(random),
})

const expiry: FaultSource = (random) =>
  random.pick<FaultKind>([
    { kind: 'expire' },
    { kind: 'expire' },
    { kind: 'refresh', status: random.pick([500, 502, 503]), times: random.int(1, 2) },
  ])

const revoked: FaultSource = (random) => ({ kind: 'revoke', gap: random.int(100, 400) })

const registered: FaultSource = () => ({ kind: 'register' })

const copied: FaultSource = (random) => ({ kind: 'copies', count: random.int(2, 3), lasts: random.int(400, 1200) })

const shuffled: FaultSource = (random) => ({
  kind: 'shuffle',
  batched: random.chance(0.5),
  copies: random.int(1, 2),
  lasts: random.int(100, 400),
})

const batched: FaultSource = (random) =>
  random.pick<FaultKind>([{ kind: 'batch', lasts: random.int(300, 900) }, { kind: 'strangers' }])

const late: FaultSource = (random) => ({
  kind: 'late',
  webhooks: random.pick(['channel', 'channel', 'app']),
  ms: random.int(50, 400),
  lasts: random.int(300, 1000),
})

const refusedAtTheDoor: FaultSource = (random) => ({
  kind: 'webhookHost',
  status: random.pick([500, 502, 503, 504]),
  times: times(random),
})

const unanswered: FaultSource = (random) => ({ kind: 'noAnswer', times: times(random) })

const killed: FaultSource = (random) => ({ kind: 'kill', process: random.int(0, 2) })
const purged: FaultSource = (random) => ({ kind: 'purge', gap: random.int(50, 300) })
const upgraded: FaultSource = () => ({ kind: 'upgrade' })
const slowOpening: FaultSource = (random) => ({ kind: 'slowOpening', ms: random.int(200, 500), times: 2 })

export const sources = {
  busy,
  broken,
  droppedBefore: dropped('before'),
  droppedAfter: dropped('after'),
  slow,
  conflict,
  expiry,
  revoked,
  registered,
  copied,
  shuffled,
  batched,
  late,
  refusedAtTheDoor,
  unanswered,
  killed,
  purged,
  upgraded,
  slowOpening,
} as const

/** Faults of a family that are played one after the other. */
export type Lane = { from: readonly FaultSource[]; count: number; pauses: [number, number] }

export function drawLane(random: Random, { from, count, pauses }: Lane): Fault[] {
  return Array.from({ length: count }, () => ({ pause: random.int(...pauses), ...random.pick(from)(random) }))
}
