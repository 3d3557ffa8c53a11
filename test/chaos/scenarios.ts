import { type FaultSource, type Lane, sources } from './faults'
import type { Scenario } from './run'
import { autoAssignedInbox, careInbox, type Shape } from './schedule'

const few: Shape = {
  people: 6,
  arrivals: 300,
  acts: [3, 5],
  pauses: [20, 900],
  early: 0,
  secondSession: 0,
  endInStorm: 0,
  repliesAfterEnd: 0,
  endings: ['agent', 'agent', 'user', 'bot'],
  inboxes: [careInbox.id],
}

const lane = (from: readonly FaultSource[], count: number, pauses: [number, number]): Lane => ({ from, count, pauses })

/** @param longest ms between two faults. */
function alone(
  name: string,
  from: FaultSource,
  count: number,
  shape: Partial<Shape> = {},
  longest = Math.round(2_600 / count),
): Scenario {
  return { name, shape: { ...few, ...shape }, lanes: [lane([from], count, [20, longest])] }
}

/** One family of faults at a time. */
export const families: Scenario[] = [
  { name: 'no fault at all', shape: { ...few, early: 0.5 }, lanes: [], gentle: true },
  alone('429, with and without Retry-After', sources.busy, 10),
  alone('500, 502, 503, 504', sources.broken, 12),
  alone('connection dropped before the request took effect', sources.droppedBefore, 12),
  alone('connection dropped after the request took effect', sources.droppedAfter, 12),
  alone('answer slower than the time-out', sources.slow, 3),
  alone('409 and 423 from Botpress', sources.conflict, 16, {}, 300),
  alone('access token expired, refresh answering 5xx', sources.expiry, 8),
  { ...alone('connection revoked and made anew', sources.revoked, 2), harsh: true },
  alone('registered again by another process', sources.registered, 4),
  alone('webhook host answering 5xx', sources.refusedAtTheDoor, 10),
  { ...alone('webhooks delivered two or three times at once', sources.copied, 3), gentle: true },
  { ...alone('webhooks out of order', sources.shuffled, 6), gentle: true },
  { ...alone("webhooks in arrays, with others' events among them", sources.batched, 6), gentle: true },
  { ...alone('process killed and started again', sources.killed, 4), harsh: true },
  { ...alone('channel accounts purged and connected anew', sources.purged, 2), harsh: true },
  {
    ...alone('events and replies before startHitl has returned', sources.slowOpening, 4, {
      early: 1,
      inboxes: [careInbox.id, autoAssignedInbox.id],
    }),
    gentle: true,
  },
  {
    ...alone('replies that arrive after the closing they preceded', sources.late, 6, {
      endInStorm: 1,
      endings: ['agent'],
    }),
    gentle: true,
  },
  alone('replies after the end, and into the first of two sessions', sources.late, 5, {
    secondSession: 0.7,
    endInStorm: 0.6,
    repliesAfterEnd: 1,
  }),
]

/** Durations of Botpress and HubSpot, at the pace that the integration's own are played at. */
const ms = (duration: number) => Math.round(duration * Number(process.env.HITL_TIME_SCALE ?? '1'))

const early = { early: 1, inboxes: [careInbox.id, autoAssignedInbox.id] }

/** What no document promises is otherwise, and something goes wrong besides. */
export const worlds: Scenario[] = [
  {
    ...alone('where channel webhooks come once or never', sources.unanswered, 10, { endings: ['user', 'bot'] }, 450),
    world: { hubspot: { repeatsChannelWebhooks: false } },
  },
  {
    ...alone('where a new thread is not there for two seconds', sources.copied, 3, early),
    gentle: true,
    world: { hubspot: { newThreadHiddenForMs: ms(2_000) } },
  },
  {
    ...alone('where tags of plugins are not shown', sources.slowOpening, 4, early),
    gentle: true,
    world: { botpress: { showsPluginTags: false } },
  },
  {
    ...alone('where events come 100 ms late, in any order', sources.shuffled, 4, early),
    gentle: true,
    world: { botpress: { eventDelayMs: [ms(60), ms(140)] } },
  },
  {
    ...alone('where states do not survive an upgrade', sources.upgraded, 2),
    harsh: true,
    world: { botpress: { statesSurviveUpgrades: false } },
  },
  {
    ...alone('where integrations may not list events', sources.copied, 3, early),
    gentle: true,
    world: { botpress: { integrationsListEvents: false } },
  },
]

/** All of them together. */
export const mixed: Scenario = {
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
    inboxes: [careInbox.id, careInbox.id, autoAssignedInbox.id],
  },
  lanes: [
    lane([sources.busy, sources.broken, sources.conflict, sources.droppedBefore, sources.droppedAfter], 60, [50, 600]),
    lane([sources.copied, sources.shuffled, sources.batched, sources.late, sources.refusedAtTheDoor], 20, [100, 900]),
    lane(
      [sources.killed, sources.killed, sources.registered, sources.expiry, sources.revoked, sources.purged],
      9,
      [500, 2_600],
    ),
    lane([sources.slow, sources.slowOpening], 8, [500, 3_500]),
  ],
}

/** The same in each of the worlds, and in some that are played only here. */
export const mixedWorlds: Scenario[] = [
  ...worlds.map(({ name, world }) => ({ name, world })),
  {
    name: 'where a new thread takes no writes for two seconds either',
    world: { hubspot: { newThreadHiddenForMs: ms(2_000), hiddenThreadTakesWrites: false } },
  },
  { name: 'where ids of threads are beyond 2^53', world: { hubspot: { hugeThreadIds: true } } },
  { name: "where HubSpot's clock is 5 s ahead", world: { hubspot: { clockAheadMs: 5_000 } } },
  { name: "where HubSpot's clock is 5 s behind", world: { hubspot: { clockAheadMs: -5_000 } } },
  { name: 'where the plugin takes 40 ms a call', world: { plugin: { tripMs: ms(40) } } },
].map(({ name, world }) => ({ ...mixed, name: `${mixed.name}, ${name}`, ...(world === undefined ? {} : { world }) }))
