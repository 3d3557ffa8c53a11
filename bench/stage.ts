import * as z from 'zod'
import { type BotpressSim, type Conversation, type EndUser, type Installation, startBotpressSim } from '../sim/botpress'
import { type HubSpotSim, startHubSpotSim } from '../sim/hubspot'
import { installBot } from '../sim/hubspot-stage'
import { type Process, startProcess } from './processes'

/** The stand-ins with one bot, whose integration runs in a process of its own. */
export type Stage = {
  hubspot: HubSpotSim
  botpress: BotpressSim
  bot: Installation
  portalId: number
  /** What a process of an integration needs to find the stand-ins. */
  environment: Record<string, string>
  /** The process that serves the bot. */
  process(): Process
  /** Puts a fresh process in the place of the one that serves the bot. */
  restart(): Promise<void>
  /** Adds this many ms to every call that the integration makes, in place of what was added before. */
  addLatency(ms: number): void
  settled(): Promise<void>
  close(): Promise<void>
}

/** A session, with its conversation in Botpress as it was when it began, and its thread in HubSpot. */
export type Talk = { user: EndUser; conversation: Conversation; threadId: string }

/** For this many ms, replies are scheduled, because the hitl plugin may not listen yet: see `src/plugin-time.ts`. */
export const settling = 8_000

const credentials = z.object({ clientId: z.string(), clientSecret: z.string(), developerApiKey: z.string() })

/**
 * The app subscribes to what the one in `hubspot-app/` does: news of every single message would be dispatches for nothing.
 *
 * @param bundle the file to run.
 */
export async function setStage(bundle: string): Promise<Stage> {
  // Finer than a millisecond, so that what the dispatches take can be told.
  const now = () => performance.timeOrigin + performance.now()
  const hubspot = await startHubSpotSim()
  const botpress = await startBotpressSim({ now })
  const environment = {
    HUBSPOT_API_URL: hubspot.url,
    BP_API_URL: botpress.url,
    BP_WEBHOOK_URL: botpress.webhookUrl,
    BP_TOKEN: botpress.token,
  }
  let current = await startProcess(bundle, environment)
  const host = { url: current.url, port: 0, close: async () => {} }
  const { bot, portalId, appId } = installBot({ hubspot, botpress, host })
  hubspot.addApp({
    appId,
    ...credentials.parse(bot.configuration),
    webhookTargetUrl: bot.webhookUrl,
    subscriptions: ['conversation.propertyChange', 'conversation.deletion', 'conversation.privacyDeletion'],
  })
  const settled = async () => {
    await hubspot.webhooks.settled()
    await botpress.settled()
  }
  await bot.register()
  await settled()
  return {
    hubspot,
    botpress,
    bot,
    portalId,
    environment,
    process: () => current,
    restart: async () => {
      await current.close()
      current = await startProcess(bundle, environment)
      bot.integrationUrls = [current.url]
    },
    addLatency: (ms) => {
      for (const { faults } of [hubspot, botpress]) {
        faults.clear()
        if (ms > 0) faults.add({ path: /./, delayMs: ms })
      }
    },
    settled,
    close: async () => {
      await hubspot.close()
      await botpress.close()
      await current.close()
    },
  }
}

/** Has an end user of the bot handed over to HubSpot. */
export async function escalate(stage: Stage, email?: string): Promise<Talk> {
  const { botpress, bot } = stage
  const user = bot.plugin.startConversation({ name: 'Kim Lee', ...(email === undefined ? {} : { email }) })
  await user.say('Hello there.')
  await user.escalate({ title: 'A broken lamp' })
  const id = user.session?.downstreamConversationId
  const conversation = botpress.conversations(bot).find((candidate) => candidate.id === id)
  const { threadId } = conversation?.tags ?? {}
  if (conversation === undefined || threadId === undefined) throw new Error('The escalation opened no thread')
  return { user, conversation, threadId }
}
