import { alone } from '../alone'
import type { Scenario } from '../scenario'
import type { ChaosSeat } from '../seat'
import { salesIqSources } from './faults'
import type { SalesIqOwn } from './own'

/** Families of SalesIQ's own faults, and worlds that no document of Zoho's rules out. */
export const salesIqRows: readonly Scenario<SalesIqOwn>[] = [
  alone(8, 'access token expired, refresh answering 5xx', salesIqSources.expiry, 4),
  { ...alone(9, 'access withdrawn and granted anew', salesIqSources.revoked, 2), harsh: true },
  { ...alone(14, 'chats of others with the brand', salesIqSources.strangers, 6), gentle: true },
  alone(16, 'webhooks signed with another key', salesIqSources.rotated, 3),
  alone(20, 'webhooks lost and fetched again', salesIqSources.lost, 1),
  {
    ...alone(21, 'where all errors come with HTTP 200', (random) => random.pick(errors)(random), 6),
    world: { desk: { errorStatus: '200' } },
  },
]

const errors = [salesIqSources.busy200, salesIqSources.busy200, salesIqSources.expiry]

/** Worlds that only the soak plays. */
export const salesIqWorlds: ChaosSeat<SalesIqOwn>['worlds'] = [
  { name: "where SalesIQ's clock is 5 s ahead", world: { desk: { clockAheadMs: 5_000 } } },
  { name: "where SalesIQ's clock is 5 s behind", world: { desk: { clockAheadMs: -5_000 } } },
  { name: 'where events of a chat overtake the answer to its opening', world: { desk: { eventsOvertake: true } } },
]
