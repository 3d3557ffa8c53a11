import { timing } from '../../../integrations/zoho-salesiq/src/timing'
import { errorBody, startSalesIqSim } from '../../../sim/salesiq'
import { salesIqEnvironment } from '../../../sim/salesiq-stage'
import { salesIqAgents } from '../../desk/salesiq/agents'
import { salesIqLacks } from '../../desk/salesiq/lacks'
import type { ChaosSeat, DeskSim } from '../seat'
import { salesIqSources } from './faults'
import type { SalesIqOwn } from './own'
import { newPlace } from './place'
import { salesIqRows, salesIqWorlds } from './rows'

/** A seat at a brand of Zoho SalesIQ for the chaos suite. */
export const salesIqSeat: ChaosSeat<SalesIqOwn> = {
  name: 'SalesIQ',
  key: 'salesiq',
  lacks: salesIqLacks,
  agents: salesIqAgents,
  bundleEntry: './integrations/zoho-salesiq/src/index',
  timeOuts: { desk: timing.salesiqTimeout, webhook: timing.webhookBudget },
  busyAnswers: [errorBody(1023)],
  // SalesIQ puts somebody in charge of all new chats of a brand or of none.
  destinations: { manual: {} },
  keepsOrder: false,
  holdsUpStart: 'look',
  // Left out: replies that come after the closing, where each part is a webhook of its own and what a busy machine does not manage
  // at once is sent again within the closing's grace, and not a minute later; and what happens between Botpress and the core alone.
  families: new Set([1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 15, 17, 19]),
  rows: salesIqRows,
  worlds: salesIqWorlds,
  mixed: {
    news: [salesIqSources.strangers, salesIqSources.busy200],
    connection: [salesIqSources.expiry, salesIqSources.revoked, salesIqSources.rotated],
  },
  startSim: async ({ patienceMs, redeliveryDelaysMs }): Promise<DeskSim<SalesIqOwn>> => {
    const salesiq = await startSalesIqSim({
      webhookTimeoutMs: patienceMs,
      // It tries three times more, as far apart as possible, and no more.
      redeliveryDelaysMs: redeliveryDelaysMs.slice(2, 5),
    })
    return {
      environment: salesIqEnvironment(salesiq),
      properties: salesiq.settings,
      log: salesiq.log,
      newsLog: salesiq.webhookLog,
      newPlace: (host) => newPlace(salesiq, host),
      settled: () => salesiq.webhooks.settled(),
      close: () => salesiq.close(),
    }
  },
}
