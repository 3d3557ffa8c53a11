import * as z from 'zod'
import {
  type BotpressSim,
  hostIntegration,
  type Installation,
  type InstallOptions,
  type IntegrationHandler,
  startBotpressSim,
} from '../../sim/botpress'
import { botpressEnvironment } from '../../sim/stage'
import type { LiveSettings } from './settings'

/** A webhook exactly as it came in. */
export type RawWebhook = {
  method: string
  path: string
  query: string
  headers: Record<string, string | undefined>
  body: string
}

/** The real integration between a help desk and a Botpress of its own on this machine. */
export type Theatre = {
  botpress: BotpressSim
  bot: Installation
  /** Webhooks of the help desk that the integration got, oldest first. */
  webhooks: RawWebhook[]
  /** Webhooks that were answered with 503 instead. */
  turnedAway: RawWebhook[]
  /** Answers the next webhook like this with 503, and that one only. */
  turnAwayNext(isIt: (webhook: RawWebhook) => boolean): void
  close(): Promise<void>
}

const received = z.object({
  req: z.object({
    method: z.string(),
    path: z.string(),
    query: z.string(),
    headers: z.record(z.string(), z.string().optional()),
    body: z.string().optional(),
  }),
})

/**
 * Sets up everything but the help desk; nothing is registered yet.
 *
 * @param installed the same `webhookId` at every run, so that what was left over at the desk is found again.
 */
export async function openTheatre(
  { publicUrl, port: webhookPort }: Pick<LiveSettings, 'publicUrl' | 'port'>,
  handler: IntegrationHandler,
  installed: Pick<InstallOptions, 'definition' | 'webhookId' | 'configuration'>,
): Promise<Theatre> {
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
    return handler(request)
  })
  Object.assign(process.env, botpressEnvironment(botpress))
  const bot = botpress.install({ ...installed, integrationUrl: host.url })
  return {
    botpress,
    bot,
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
