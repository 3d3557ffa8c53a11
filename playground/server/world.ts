import { agents, inboxes, type Stage } from '../../sim/hubspot-stage'
import type { World } from '../protocol'
import type { Breakages } from './breakages'
import { endUserView } from './chat'
import type { CrmWatch } from './crm-watch'
import { evidenceOf } from './evidence'
import { fatesOf, tallyOf } from './fates'
import type { Guests } from './guests'
import { threadViews } from './inbox'
import type { LocalIntegration } from './integration'
import { learnIds } from './learn-ids'
import { takeSnapshot } from './snapshot'
import type { Traces } from './traces'

export type Parts = {
  stage: Stage
  guests: Guests
  crm: CrmWatch
  breakages: Breakages
  integration: Pick<LocalIntegration, 'state'>
  traces: Traces
  fileUrl: (fileId: string, name: string) => string
}

/** Everything the panes show, as it is now; what it finds out about ids goes into `traces`. */
export function worldOf({ stage, guests, crm, breakages, integration, traces, fileUrl }: Parts): World {
  const snapshot = takeSnapshot(stage, guests.all)
  learnIds(traces, snapshot)
  const fates = fatesOf(evidenceOf(snapshot, traces))
  return {
    integration: integration.state(),
    users: guests.all.map((guest) => endUserView(guest, snapshot, traces, fates)),
    inboxes: inboxes.map(({ id, name, type }) => ({ id, name, type })),
    agents: Object.values(agents).map(({ userId, name }) => ({ id: userId, name })),
    threads: threadViews(snapshot, traces, fates, fileUrl),
    crm: crm.view(),
    breakages: breakages.list(),
    tally: tallyOf(fates),
  }
}
