import type { Kind } from '../desk/news'
import type { Own } from './own'
import type { Random } from './random'

/** The faults that a run can have, as data: a schedule of them is drawn from the seed and can be printed. */

export type Side = 'desk' | 'botpress'

/** What can happen at any desk. */
export type CommonFault =
  | { kind: 'answer'; side: Side; status: number; retryAfter?: number; says?: unknown; times: number }
  | { kind: 'drop'; side: Side; when: 'before' | 'after'; times: number }
  /** Slower than the integration waits: for the desk's answer, or for Botpress' while a webhook waits. */
  | { kind: 'slow'; side: Side; times: number }
  /** The desk takes its time with what keeps `startHitl` from returning. */
  | { kind: 'slowOpening'; ms: number; times: number }
  | { kind: 'webhookHost'; status: number; times: number }
  /** Botpress refuses a write that it would take at another time. */
  | { kind: 'conflict'; refusal: Refusal; of: Written; times: number }
  | { kind: 'register' }
  | { kind: 'copies'; count: number; lasts: number }
  | { kind: 'shuffle'; joined: boolean; copies: number; lasts: number }
  | { kind: 'late'; news: Kind; ms: number; lasts: number }
  | { kind: 'kill'; process: number }
  /** The next news that brings agents' replies does not get there. */
  | { kind: 'noAnswer'; times: number }
  /** A new version of the integration is deployed. */
  | { kind: 'upgrade' }

/** `own`: what can happen at this desk alone. */
export type FaultKind<O extends Own> = CommonFault | { kind: 'own'; own: O['fault'] }

/** `pause`: ms to wait before. */
export type Fault<O extends Own> = FaultKind<O> & { pause: number }

const refusals = ['ResourceLockedConflict', 'AlreadyExists', 'RelationConflict', 423] as const
/** A type of Botpress' errors, or a status that has none. */
export type Refusal = (typeof refusals)[number]

const written = ['messages', 'states', 'conversations', 'users', 'events', 'anything'] as const
/** What the write is about. */
export type Written = (typeof written)[number]

/** Draws one fault of a family. */
export type FaultSource<O extends Own> = (random: Random) => FaultKind<O>
type CommonSource = (random: Random) => CommonFault

const sides: Side[] = ['desk', 'botpress']
const times = (random: Random) => random.int(1, 3)

/** @param answers what the desk may say with it, beside nothing. */
const busy =
  (answers: readonly unknown[]): CommonSource =>
  (random) => {
    const common = { kind: 'answer', side: random.pick(sides), status: 429, times: times(random) } as const
    const retryAfter = random.pick([undefined, 0, 1])
    const says = random.pick([undefined, ...answers])
    return { ...common, ...(retryAfter === undefined ? {} : { retryAfter }), ...(says === undefined ? {} : { says }) }
  }

const broken: CommonSource = (random) => ({
  kind: 'answer',
  side: random.pick(sides),
  status: random.pick([500, 502, 503, 504]),
  times: times(random),
})

const dropped =
  (when: 'before' | 'after'): CommonSource =>
  (random) => ({ kind: 'drop', side: random.pick(sides), when, times: times(random) })

const slow: CommonSource = (random) => ({ kind: 'slow', side: random.pick(sides), times: 1 })

const conflict: CommonSource = (random) => ({
  kind: 'conflict',
  refusal: random.pick(refusals),
  of: random.pick(written),
  times: times(random),
})

const registered: CommonSource = () => ({ kind: 'register' })

const copied: CommonSource = (random) => ({ kind: 'copies', count: random.int(2, 3), lasts: random.int(400, 1200) })

const shuffled: CommonSource = (random) => ({
  kind: 'shuffle',
  joined: random.chance(0.5),
  copies: random.int(1, 2),
  lasts: random.int(100, 400),
})

const late: CommonSource = (random) => ({
  kind: 'late',
  news: random.pick(['replies', 'replies', 'changes']),
  ms: random.int(50, 400),
  lasts: random.int(300, 1000),
})

const refusedAtTheDoor: CommonSource = (random) => ({
  kind: 'webhookHost',
  status: random.pick([500, 502, 503, 504]),
  times: times(random),
})

const unanswered: CommonSource = (random) => ({ kind: 'noAnswer', times: times(random) })

const killed: CommonSource = (random) => ({ kind: 'kill', process: random.int(0, 2) })
const upgraded: CommonSource = () => ({ kind: 'upgrade' })
const slowOpening: CommonSource = (random) => ({ kind: 'slowOpening', ms: random.int(200, 500), times: 2 })

export const sources = {
  busy,
  broken,
  droppedBefore: dropped('before'),
  droppedAfter: dropped('after'),
  slow,
  conflict,
  registered,
  copied,
  shuffled,
  late,
  refusedAtTheDoor,
  unanswered,
  killed,
  upgraded,
  slowOpening,
} as const

/** Faults of a family that are played one after the other. */
export type Lane<O extends Own> = { from: readonly FaultSource<O>[]; count: number; pauses: [number, number] }

export function drawLane<O extends Own>(random: Random, { from, count, pauses }: Lane<O>): Fault<O>[] {
  return Array.from({ length: count }, () => ({ pause: random.int(...pauses), ...random.pick(from)(random) }))
}
