import integration from '../../../integrations/zoho-salesiq/src/index'
import { type SalesIqStage, setSalesIqStage } from '../../../sim/salesiq-stage'
import type { Demo } from '../play'
import { agentLine } from './lines'
import { story } from './story'
import { type ChatLine, watchChats } from './watch'

/** One whole escalation, one that nobody picks up, and one that the user ends. */
export const demo: Demo<SalesIqStage, ChatLine> = {
  about: 'Three escalations: the real integration between stand-ins for Botpress and Zoho SalesIQ.',
  where: 'in SalesIQ',
  set: () => setSalesIqStage({ handler: integration.handler }),
  agents: ({ salesiq, screenName }) => ({
    desk: 'Zoho',
    calls: () => salesiq.log.calls.length,
    entries: watchChats(salesiq, screenName),
    line: agentLine,
    settled: () => salesiq.webhooks.settled(),
  }),
  story,
}
