import { rateLimitBody, startHubSpotSim } from '../../../sim/hubspot'
import { hubspotEnvironment, inboxes } from '../../../sim/hubspot-stage'
import { timing } from '../../../src/timing'
import { hubspotAgents } from '../../desk/hubspot/desk'
import { hubspotLacks } from '../../desk/hubspot/lacks'
import type { ChaosSeat, DeskSim } from '../seat'
import { hubspotSources } from './faults'
import type { HubSpotOwn } from './own'
import { newPlace } from './place'
import { hubspotRows, hubspotWorlds } from './rows'

const [careInbox, , helpDesk] = inboxes

/** A seat at HubSpot's inboxes for the chaos suite. */
export const hubspotSeat: ChaosSeat<HubSpotOwn> = {
  name: 'HubSpot',
  key: 'hubspot',
  lacks: hubspotLacks,
  agents: hubspotAgents,
  bundleEntry: './src/index',
  timeOuts: { desk: timing.hubspotTimeout, webhook: timing.webhookBudget },
  busyAnswers: [rateLimitBody('SECONDLY'), rateLimitBody('TEN_SECONDLY_ROLLING')],
  destinations: { manual: { inboxId: careInbox.id }, automatic: { inboxId: helpDesk.id } },
  keepsOrder: true,
  // The comment with the history.
  holdsUpStart: 'note',
  rows: hubspotRows,
  worlds: hubspotWorlds,
  mixed: {
    news: [hubspotSources.batched],
    connection: [hubspotSources.expiry, hubspotSources.revoked, hubspotSources.purged],
  },
  startSim: async ({ patienceMs, redeliveryDelaysMs }): Promise<DeskSim<HubSpotOwn>> => {
    const hubspot = await startHubSpotSim({
      webhookTimeoutMs: patienceMs,
      redeliveryDelaysMs,
      // An inbox that is connected anew has the address it had before.
      reusedIdentifierActive: true,
    })
    return {
      environment: hubspotEnvironment(hubspot),
      properties: hubspot.properties,
      log: hubspot.log,
      newsLog: hubspot.webhookLog,
      newPlace: (host) => newPlace(hubspot, helpDesk.id, host),
      settled: () => hubspot.webhooks.settled(),
      close: () => hubspot.close(),
    }
  },
}
