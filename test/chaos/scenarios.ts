import { alone, early, few, ms } from './alone'
import { type FaultSource, type Lane, sources } from './faults'
import type { Own } from './own'
import type { Scenario } from './scenario'
import type { ChaosSeat } from './seat'

/** One family of faults at a time: those of every desk, and between them the desk's own. */
export function rowsOf<O extends Own>(seat: ChaosSeat<O>): Scenario<O>[] {
  const common = [...families(seat), ...worlds<O>()]
  const played = common.filter(({ number }) => seat.families?.has(number) ?? true)
  return [...played, ...seat.rows].sort((a, b) => a.number - b.number)
}

function families<O extends Own>({ busyAnswers }: ChaosSeat<O>): Scenario<O>[] {
  return [
    { number: 1, name: 'no fault at all', shape: { ...few, early: 0.5 }, lanes: [], gentle: true },
    alone(2, '429, with and without Retry-After', sources.busy(busyAnswers), 10),
    alone(3, '500, 502, 503, 504', sources.broken, 12),
    alone(4, 'connection dropped before the request took effect', sources.droppedBefore, 12),
    alone(5, 'connection dropped after the request took effect', sources.droppedAfter, 12),
    alone(6, 'answer slower than the time-out', sources.slow, 3),
    alone(7, '409 and 423 from Botpress', sources.conflict, 16, {}, 300),
    alone(10, 'registered again by another process', sources.registered, 4),
    alone(11, 'webhook host answering 5xx', sources.refusedAtTheDoor, 10),
    { ...alone(12, 'webhooks delivered two or three times at once', sources.copied, 3), gentle: true },
    { ...alone(13, 'webhooks out of order', sources.shuffled, 6), gentle: true },
    { ...alone(15, 'process killed and started again', sources.killed, 4), harsh: true },
    {
      ...alone(17, 'events and replies before startHitl has returned', sources.slowOpening, 4, early),
      gentle: true,
    },
    {
      ...alone(18, 'replies that arrive after the closing they preceded', sources.late, 6, {
        endInStorm: 1,
        endings: ['agent'],
      }),
      gentle: true,
    },
    alone(19, 'replies after the end, and into the first of two sessions', sources.late, 5, {
      secondSession: 0.7,
      endInStorm: 0.6,
      repliesAfterEnd: 1,
    }),
  ]
}

/** What no document of Botpress promises is otherwise, and something goes wrong besides. */
function worlds<O extends Own>(): Scenario<O>[] {
  return [
    {
      ...alone(22, 'where tags of plugins are not shown', sources.slowOpening, 4, early),
      gentle: true,
      world: { botpress: { showsPluginTags: false } },
    },
    {
      ...alone(23, 'where events come 100 ms late, in any order', sources.shuffled, 4, early),
      gentle: true,
      world: { botpress: { eventDelayMs: [ms(60), ms(140)] } },
    },
    {
      ...alone(24, 'where states do not survive an upgrade', sources.upgraded, 2),
      harsh: true,
      world: { botpress: { statesSurviveUpgrades: false } },
    },
    {
      ...alone(25, 'where integrations may not list events', sources.copied, 3, early),
      gentle: true,
      world: { botpress: { integrationsListEvents: false } },
    },
  ]
}

/** All of them together. */
export function mixedOf<O extends Own>({ busyAnswers, mixed }: ChaosSeat<O>): Scenario<O> {
  const busy = sources.busy(busyAnswers)
  return {
    number: 0,
    name: 'all of these together',
    harsh: true,
    shape: {
      people: 58,
      arrivals: 4_000,
      acts: [4, 6],
      pauses: [100, 4_000],
      early: 0.3,
      secondSession: 0.12,
      endInStorm: 0.25,
      repliesAfterEnd: 0.4,
      endings: ['agent', 'agent', 'agent', 'deletion', 'user', 'bot'],
      to: ['manual', 'manual', 'automatic'],
    },
    lanes: [
      lane([busy, sources.broken, sources.conflict, sources.droppedBefore, sources.droppedAfter], 60, [50, 600]),
      lane([sources.copied, sources.shuffled, ...mixed.news, sources.late, sources.refusedAtTheDoor], 20, [100, 900]),
      lane([sources.killed, sources.killed, sources.registered, ...mixed.connection], 9, [500, 2_600]),
      lane([sources.slow, sources.slowOpening], 8, [500, 3_500]),
    ],
  }
}

const lane = <O extends Own>(from: readonly FaultSource<O>[], count: number, pauses: [number, number]): Lane<O> => ({
  from,
  count,
  pauses,
})

/** The same in each of the worlds, and in some that are played only here. */
export function mixedWorldsOf<O extends Own>(seat: ChaosSeat<O>): Scenario<O>[] {
  const mixed = mixedOf(seat)
  const rows = rowsOf(seat).flatMap(({ name, world }) => (world === undefined ? [] : [{ name, world }]))
  const slowPlugin = { name: 'where the plugin takes 40 ms a call', world: { plugin: { tripMs: ms(40) } } }
  return [...rows, ...seat.worlds, slowPlugin].map(({ name, world }) => ({
    ...mixed,
    name: `${mixed.name}, ${name}`,
    world,
  }))
}
