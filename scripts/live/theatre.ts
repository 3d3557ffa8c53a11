import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import definition from '../../integration.definition'
import { type BotpressSim, hostIntegration, type Installation, startBotpressSim } from '../../sim/botpress'
import { type Caller, callerFor } from '../../src/hubspot/caller'
import { refreshTokens } from '../../src/hubspot/oauth'
import integration from '../../src/index'
import type { LiveSettings } from './settings'

/** A webhook exactly as it came in. */
export type RawWebhook = {
  method: string
  path: string
  query: string
  headers: Record<string, string | undefined>
  body: string
}

/** The real integration between HubSpot and a Botpress of its own on this machine. */
export type Theatre = {
  botpress: BotpressSim
  bot: Installation
  /** HubSpot, asked in the name of the account. */
  hubspot: Caller
  /** Webhooks of HubSpot that the integration got, oldest first. */
  webhooks: RawWebhook[]
  /** Webhooks that were answered with 503 instead. */
  turnedAway: RawWebhook[]
  /** Answers the next webhook like this with 503, and that one only. */
  turnAwayNext(isIt: (webhook: RawWebhook) => boolean): void
  close(): Promise<void>
}

/** The same at every run, so that a channel that was left over is found again. */
const webhookId = 'hubspot-inbox-hitl-live-test'

/** Where HubSpot has to bring its news during the test: the webhook target that the app needs meanwhile. */
export const webhookUrlFor = ({ publicUrl }: LiveSettings): string => `${publicUrl}/${webhookId}`

const received = z.object({
  req: z.object({
    method: z.string(),
    path: z.string(),
    query: z.string(),
    headers: z.record(z.string(), z.string().optional()),
    body: z.string().optional(),
  }),
})

export async function openTheatre(settings: LiveSettings): Promise<Theatre> {
  const { publicUrl, port: webhookPort } = settings
  const botpress = await startBotpressSim({ webhookPort, publicUrl })
  const [webhooks, turnedAway]: [RawWebhook[], RawWebhook[]] = [[], []]
  let isUnwelcome: ((webhook: RawWebhook) => boolean) | undefined
  const host = await hostIntegration(async (request) => {
    if (request.headers['x-bp-operation'] === 'webhook_received') {
      const { req } = received.parse(JSON.parse(request.body ?? ''))
      const webhook = { ...req, body: req.body ?? '' }
      if (isUnwelcome?.(webhook)) {
        isUnwelcome = undefined
        turnedAway.push(webhook)
        return { status: 503 }
      }
      webhooks.push(webhook)
    }
    return integration.handler(request)
  })
  process.env.BP_API_URL = botpress.url
  process.env.BP_WEBHOOK_URL = botpress.webhookUrl
  process.env.BP_TOKEN = botpress.token
  const { appId, developerApiKey, clientId, clientSecret, refreshToken, inboxId, contactPolicy } = settings
  const bot = botpress.install({
    definition,
    integrationUrl: host.url,
    webhookId,
    configuration: {
      appId,
      developerApiKey,
      clientId,
      clientSecret,
      refreshToken,
      inboxId,
      contactPolicy,
      channelName: 'Live test',
    },
  })
  const { accessToken } = await refreshTokens(settings, refreshToken, soon())
  const token = async () => accessToken
  return {
    botpress,
    bot,
    hubspot: callerFor({ token, renewed: token }),
    webhooks,
    turnedAway,
    turnAwayNext: (isIt) => {
      isUnwelcome = isIt
    },
    close: async () => {
      await Promise.all([botpress.close(), host.close()])
    },
  }
}

/** Time for one question to HubSpot, as epoch ms. */
export const soon = (): number => Date.now() + 15_000

/** Looks until there is something to see, or the patience ends. */
export async function awaited<T>(
  patience: number,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found !== undefined || Date.now() > end) return found
    await sleep(Math.min(1_000, patience / 20))
  }
}
