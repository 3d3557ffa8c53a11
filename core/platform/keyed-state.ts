import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { timing } from '../timing'
import { LockedError, withLock } from './lock'
import { integrationState, type StatePlace } from './state'

/**
 * Things of a key, for all processes of an installation. Botpress keeps states by name and has no keyed store, so they are
 * spread by hash over a fixed number of integration states, each changed behind a lock of its own. What somebody outside can
 * make many of (a key per conversation, say) can fill a state: then what is new is refused rather than something forgotten
 * that still counts.
 *
 * Entries end by their age, or never. Those that never end have states of their own, as many and as large, so that neither
 * kind takes the other's room: 16 states of 90 kB each. Whoever keeps lasting entries has to bound them. A hundred of 4 kB,
 * spread by chance, are six in a state and practically never more than twenty; there is room for 21.
 */

/** Botpress keeps 128 kB in a state (documented); well under it, in bytes of JSON. */
const shardMax = 90_000
/** Longest entry, in bytes of JSON, so that no single one takes the place of all others. */
const entryMax = 8_000

const shardSchema = z.lazy(() =>
  z.object({ entries: z.record(z.string(), z.object({ until: z.number(), value: z.unknown() })) }),
)

/** A state is full of what still counts. */
export class NoRoomError extends LockedError {
  constructor() {
    super('There is too much going on at once')
  }
}

/** Entries of one kind. */
export type KeyedState<T> = {
  read(place: StatePlace, key: string): Promise<T | undefined>
  /** All entries that count. One read for each state. */
  all(place: StatePlace): Promise<T[]>
  /**
   * Changes an entry while nobody else does; undefined takes it away.
   *
   * @throws {LockedError} when others do for too long, {NoRoomError} when there is no room.
   */
  change<R>(place: StatePlace, key: string, change: Change<T, R>): Promise<R>
}

export type Change<T, R> = (before: T | undefined) => { after: T | undefined; result: R }

/**
 * @param kind keeps these entries apart from others.
 * @param schema of an entry; one of another form, by another version, counts as absent.
 * @param life ms after which an entry that was written ends; `lasting` for those that are kept until they are taken away.
 */
export function keyedState<S extends z.ZodMiniType>(
  kind: string,
  schema: S,
  life: number | 'lasting',
): KeyedState<z.infer<S>> {
  type T = z.infer<S>
  const shards = life === 'lasting' ? lasting : ending
  // Of what never ends, too, something has to be written that a state can hold.
  const endOf = (now: number) => (life === 'lasting' ? Number.MAX_SAFE_INTEGER : now + life)
  const nameOf = (key: string) => `${kind}:${hash(key)}`
  const valueIn = (shard: Shard, name: string, now: number): T | undefined => {
    const entry = shard.entries[name]
    return entry === undefined || entry.until <= now ? undefined : schema.safeParse(entry.value).data
  }
  return {
    async read(place, key) {
      const { state } = shardOf(shards, key)
      return valueIn(await readShard(place, state), nameOf(key), Date.now())
    },
    async all(place) {
      const read = await Promise.all(shards.map(({ state }) => readShard(place, state)))
      const now = Date.now()
      return read.flatMap((shard) =>
        Object.keys(shard.entries)
          .filter((name) => name.startsWith(`${kind}:`))
          .flatMap((name) => valueIn(shard, name, now) ?? []),
      )
    },
    change(place, key, change) {
      const { state, lock } = shardOf(shards, key)
      const target = { type: 'integration', id: place.ctx.integrationId, name: lock } as const
      const terms = { lease: timing.lockLease, patience: timing.lockPatience, pause: timing.lockPause }
      return withLock(place.client, target, terms, async (lease) => {
        const shard = await readShard(place, state)
        const now = Date.now()
        const name = nameOf(key)
        const { after, result } = change(valueIn(shard, name, now))
        const alive = Object.entries(shard.entries).filter(([other, { until }]) => other !== name && until > now)
        const own = after === undefined ? [] : [[name, { until: endOf(now), value: after }] as const]
        const next = { entries: Object.fromEntries([...alive, ...own]) }
        if (bytesOf(own) > entryMax || bytesOf(next) > shardMax) throw new NoRoomError()
        await lease.confirm()
        await state.writeOnce(place, next)
        return result
      })
    },
  }
}

/** As many as `keyedStates` and `lastingStates` declare. */
const shardsNamed = (name: string) =>
  Array.from({ length: 16 }, (_, at) => ({
    state: integrationState(`${name}${at}`, shardSchema),
    lock: `keyedLock${at}`,
  }))

const ending = shardsNamed('keyed')
const lasting = shardsNamed('lasting')

type Shard = z.infer<typeof shardSchema>
type Shards = typeof ending
type ShardState = Shards[number]['state']

const readShard = async (place: StatePlace, state: ShardState): Promise<Shard> =>
  (await state.read(place)) ?? { entries: {} }

/** Keys hold addresses and numbers of people, which are not to lie about. */
const hash = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 24)

function shardOf(shards: Shards, key: string): Shards[number] {
  const at = createHash('sha256').update(key).digest().readUInt16BE(30) % shards.length
  const shard = shards[at]
  if (shard === undefined) throw new Error('There is no such state')
  return shard
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
