import type { World } from '../protocol'
import type { Breakages } from './breakages'
import { endUserView } from './chat'
import type { Desk, DeskCrm } from './desk'
import { evidenceOf } from './evidence'
import { fatesOf, tallyOf } from './fates'
import type { Guests } from './guests'
import type { LocalIntegration } from './integration'
import type { Language } from './language'
import { learnIds } from './learn-ids'
import type { SelfTests } from './self-tests'
import { takeSnapshot } from './snapshot'
import { threadViews } from './threads'
import type { Traces } from './traces'

export type Parts = {
  desk: Desk
  guests: Guests
  crm?: Pick<DeskCrm, 'view'> | undefined
  breakages: Breakages
  integration: Pick<LocalIntegration, 'state'>
  language: Pick<Language, 'view'>
  traces: Traces
  tests: SelfTests
}

/** Everything the panes show, as it is now; what it finds out about ids goes into `traces`. */
export function worldOf({ desk, guests, crm, breakages, integration, language, traces, tests }: Parts): World {
  const snapshot = takeSnapshot(desk, guests.all, tests)
  learnIds(traces, snapshot)
  const fates = fatesOf(evidenceOf(snapshot, traces))
  return {
    integration: integration.state(),
    language: language.view(),
    users: guests.all.map((guest) => endUserView(guest, snapshot, traces, fates)),
    inboxes: [...desk.inboxes],
    agents: desk.agents.map((agent) => ({
      ...agent,
      ...(desk.presence && { isThere: desk.presence.of(agent.id) }),
    })),
    threads: threadViews(snapshot, traces, fates),
    ...(crm === undefined ? {} : { crm: crm.view() }),
    breakages: breakages.list(),
    tally: tallyOf(fates),
  }
}
