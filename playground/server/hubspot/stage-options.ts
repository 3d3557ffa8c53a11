import type { StageOptions } from '../../../sim/hubspot-stage'
import { inboxes, scopes } from '../../../sim/hubspot-stage'

/** The stage as the playground sets it: all inboxes connected, all boxes ticked, and patience enough to outlast an outage of a minute. */
export const stageOptions = {
  configuration: {
    additionalInboxIds: inboxes.slice(1).map(({ id }) => id),
    // So that every action can be tried: whom it knows by these can be verified, and bindings can be saved.
    identityCheck: 'answers',
    identityFields: ['date_of_birth', 'zip'],
    crmAuthoring: true,
    // Whatever ends is to be seen on the contact's timeline.
    interactionLog: 'summaryAndTranscript',
  },
  scopes: Object.values(scopes).flat(),
  hubspot: {
    // The search learns of what was written some seconds later.
    contactSearchLagMs: 3_000,
    // A minute and a half in all; HubSpot itself goes on for a day.
    redeliveryDelaysMs: [200, 500, 1_000, 2_000],
    maxDeliveries: 48,
  },
  // Botpress repeats what no process answered.
  botpress: { dispatchPatienceMs: 60_000 },
} satisfies Partial<StageOptions>
