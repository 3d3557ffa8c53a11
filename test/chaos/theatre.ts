import { type BotpressSim, type Installation, startBotpressSim } from '../../sim/botpress'
import { type HubSpotSim, startHubSpotSim } from '../../sim/hubspot'
import { hubspotEnvironment, installBot } from '../../sim/hubspot-stage'
import { botpressEnvironment } from '../../sim/stage'
import { timing } from '../../src/timing'
import { recordCalls } from '../record'
import { buildAll, type Processes, startProcesses } from './processes'

/** The stand-ins and several processes of the built integration, which serve one bot after the other. */
export type Theatre = {
  hubspot: HubSpotSim
  botpress: BotpressSim
  processes: Processes
  /** Another bot, with a HubSpot account and app of its own, registered: nothing of earlier runs is in it. */
  newPlace(): Promise<Place>
  close(): Promise<void>
}

/** Where one run takes place. */
export type Place = {
  hubspot: HubSpotSim
  botpress: BotpressSim
  processes: Processes
  bot: Installation
  portalId: number
  appId: number
  /** Waits until nothing is under way: webhooks delivered, handlers done, everything that was scheduled due. */
  settled(): Promise<void>
}

const processCount = 3
let built: Promise<void> | undefined

export async function openTheatre(): Promise<Theatre> {
  built ??= buildAll()
  await built
  const hubspot = await startHubSpotSim({
    // HubSpot waits for webhooks a little longer than the integration takes, as it does in life.
    webhookTimeoutMs: Math.round(timing.webhookBudget * 1.25),
    // As often as HubSpot tries, over long enough that a fault passes meanwhile, as it does in HubSpot's 24 hours.
    redeliveryDelaysMs: [100, 200, 400, 800, 1500, 2000],
    // An inbox that is connected anew has the address it had before.
    reusedIdentifierActive: true,
  })
  const botpress = await startBotpressSim()
  let bots: Installation[] = []
  const environment = {
    ...hubspotEnvironment(hubspot),
    ...botpressEnvironment(botpress),
    HITL_TIME_SCALE: process.env.HITL_TIME_SCALE ?? '1',
  }
  const processes = await startProcesses(processCount, environment, (urls) => {
    for (const bot of bots) bot.integrationUrls = urls
  })
  const settled = async () => {
    do {
      await hubspot.webhooks.settled()
      await botpress.settled()
    } while (await somethingFellDue(botpress))
  }
  return {
    hubspot,
    botpress,
    processes,
    newPlace: async () => {
      const host = { url: processes.urls()[0] ?? '', port: 0, close: async () => {} }
      const installed = installBot({ hubspot, botpress, host })
      bots = [installed.bot]
      installed.bot.integrationUrls = processes.urls()
      await installed.bot.register()
      const place = { hubspot, botpress, processes, settled, ...installed }
      await settled()
      return place
    },
    close: async () => {
      recordCalls('chaos', 'chaos', 'hubspot', hubspot.log.calls)
      await hubspot.close()
      await processes.close()
      await botpress.close()
    },
  }
}

/** Waits for what is scheduled; false when nothing was. */
async function somethingFellDue(botpress: BotpressSim): Promise<boolean> {
  const last = botpress.scheduled().at(-1)
  if (last === undefined) return false
  await new Promise((done) => setTimeout(done, Math.max(1, last.dueAt - Date.now() + 5)))
  return true
}
