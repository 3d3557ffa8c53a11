import type { ThreadMessage } from '../../../sim/hubspot'
import { type Stage, scopes, setStage } from '../../../sim/hubspot-stage'
import integration from '../../../src/index'
import type { Demo } from '../play'
import { crmStory } from './crm-story'
import { agentLine } from './lines'
import { logStory } from './log-story'
import { handOverStory } from './story'

/** One whole escalation, a bot's work in the CRM, and what is left of a conversation there. */
export const demo: Demo<Stage, ThreadMessage> = {
  about:
    'One escalation and back, a ticket, and a note of it all: the real integration between stand-ins for Botpress and HubSpot.',
  where: 'in the HubSpot inbox',
  set: () =>
    setStage({
      handler: integration.handler,
      hubspot: { publicDelayMs: 1_500 },
      scopes: Object.values(scopes).flat(),
    }),
  agents: ({ hubspot, portalId }) => ({
    desk: 'HubSpot',
    calls: () => hubspot.log.calls.length,
    entries: () => hubspot.threads(portalId).flatMap(({ id }) => hubspot.messages(id)),
    line: agentLine,
    settled: () => hubspot.webhooks.settled(),
  }),
  story: [...handOverStory, ...crmStory, ...logStory],
}
