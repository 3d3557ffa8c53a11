import { type SalesIqSim, startSalesIqSim } from '../../sim/salesiq'
import { installSalesIqBot, operators, salesIqEnvironment } from '../../sim/salesiq-stage'
import type { Desk } from '../desk'
import { type Stage, setStage } from '../stage'
import { repliesLike } from './replies-like'

export type SalesIqStage = Stage & { salesiq: SalesIqSim; screenName: string }

/** @param bundle the file to run. */
export async function setSalesIqStage(bundle: string): Promise<SalesIqStage> {
  // Fresh processes have the token of those before them, but what is measured is no matter of Zoho's limits.
  const salesiq = await startSalesIqSim({ tokensPerWindow: 1_000 })
  return setStage(bundle, salesIqEnvironment(salesiq), (on) => {
    const { bot, screenName } = installSalesIqBot({ salesiq, ...on })
    return { bot, screenName, salesiq, desk: deskOf(salesiq, screenName) }
  })
}

function deskOf(salesiq: SalesIqSim, screenName: string): Desk {
  const { url, log, faults, ui, settings } = salesiq
  return {
    name: 'SalesIQ',
    figure: 'salesiq',
    url,
    log,
    faults,
    isTransfer: ({ path }) => path.includes('/attachments/'),
    // A visitor is told with the opening, whether SalesIQ knows them or not.
    people: [{ what: 'visitor with an address', most: 3, address: (name) => `${name}@customers.example` }],
    // Each is an event of its own, with a note of its own that keeps the order while a file is copied.
    withFiles: { text: '3 parts + 2 copies + 2 notes = 7 Botpress', isMet: ({ botpress }) => botpress === 7 },
    reply: (chatId, text, files) => {
      ui.reply({ chatId, operator: operators.dana.id, text, files: [...files] })
    },
    assign: (chatId, agent) => ui.pickUp(chatId, operators[agent].id),
    close: (chatId) => ui.end(chatId, { by: 'agent' }),
    miss: (chatId) => ui.miss(chatId),
    tokensLive: (seconds) => {
      settings.accessTokenTtlS = seconds
      salesiq.expireAccessTokens()
    },
    repliesLike: (body) => repliesLike(body, signingKey(salesiq, screenName)),
    sentWith: {},
    settled: () => salesiq.webhooks.settled(),
    shut: salesiq.close,
  }
}

/** What the webhook that the integration has made is signed with. */
function signingKey(salesiq: SalesIqSim, screenName: string): string {
  const [key] = salesiq.webhooksOf(screenName).flatMap(({ keys }) => keys)
  if (key === undefined) throw new Error('SalesIQ has no webhook that is signed')
  return key.privatePem
}
