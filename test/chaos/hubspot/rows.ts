import { alone, early, ms } from '../alone'
import { sources } from '../faults'
import type { Scenario } from '../scenario'
import type { ChaosSeat } from '../seat'
import { hubspotSources } from './faults'
import type { HubSpotOwn } from './own'

/** Families of HubSpot's own faults, and worlds that no document of HubSpot rules out. */
export const hubspotRows: readonly Scenario<HubSpotOwn>[] = [
  alone(8, 'access token expired, refresh answering 5xx', hubspotSources.expiry, 8),
  { ...alone(9, 'connection revoked and made anew', hubspotSources.revoked, 2), harsh: true },
  { ...alone(14, "webhooks in arrays, with others' events among them", hubspotSources.batched, 6), gentle: true },
  { ...alone(16, 'channel accounts purged and connected anew', hubspotSources.purged, 2), harsh: true },
  {
    ...alone(
      20,
      'where channel webhooks come once or never',
      sources.unanswered,
      10,
      { endings: ['user', 'bot'] },
      450,
    ),
    world: { desk: { repeatsChannelWebhooks: false } },
  },
  {
    ...alone(21, 'where a new thread is not there for two seconds', sources.copied, 3, early),
    gentle: true,
    world: { desk: { newThreadHiddenForMs: ms(2_000) } },
  },
]

/** Worlds that only the soak plays. */
export const hubspotWorlds: ChaosSeat<HubSpotOwn>['worlds'] = [
  {
    name: 'where a new thread takes no writes for two seconds either',
    world: { desk: { newThreadHiddenForMs: ms(2_000), hiddenThreadTakesWrites: false } },
  },
  { name: 'where ids of threads are beyond 2^53', world: { desk: { hugeThreadIds: true } } },
  { name: "where HubSpot's clock is 5 s ahead", world: { desk: { clockAheadMs: 5_000 } } },
  { name: "where HubSpot's clock is 5 s behind", world: { desk: { clockAheadMs: -5_000 } } },
]
