import definition from '../integration.definition'
import {
  type BotpressSim,
  hostIntegration,
  type Installation,
  type IntegrationHandler,
  startBotpressSim,
} from './botpress'
import type { Front } from './http/front'
import { type AppEventType, type HubSpotSim, type HubSpotSimOptions, startHubSpotSim } from './hubspot'

/**
 * Both stand-ins with a small world in them, and the integration between: what the demo, the tests and the playground
 * play on. The integration finds the stand-ins by the same environment variables as in production.
 */

export const scopes = {
  required: [
    'oauth',
    'conversations.read',
    'conversations.write',
    'conversations.custom_channels.read',
    'conversations.custom_channels.write',
  ],
  contacts: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
  files: ['files.read', 'files.write'],
}

/** What `hubspot-app/` subscribes to. HubSpot subscribes to each changed property by itself; here it is one. */
export const subscriptions: readonly AppEventType[] = [
  'conversation.propertyChange',
  'conversation.deletion',
  'conversation.privacyDeletion',
  'conversation.newMessage',
]

export const inboxes = [
  { id: '1001', name: 'Customer care', type: 'INBOX' },
  { id: '1002', name: 'Sales', type: 'INBOX' },
  { id: '1003', name: 'Help desk', type: 'HELP_DESK' },
] as const

export const agents = {
  dana: { userId: '501', name: 'Dana Fields', email: 'dana@agents.example', avatar: 'https://cdn.example/dana.png' },
  robin: { userId: '502', name: 'Robin Hale', email: 'robin@agents.example' },
} as const

/** Where the stand-ins are, by the environment variables that the integration finds them by. */
export type Environment = Record<
  'HUBSPOT_API_URL' | 'HUBSPOT_APP_URL' | 'BP_API_URL' | 'BP_WEBHOOK_URL' | 'BP_TOKEN',
  string
>

/** Where the integration answers. */
export type Host = { url: string; close(): Promise<void> }

export type StageOptions = {
  /** The integration: to be run in this process, or what runs it elsewhere. */
  handler: IntegrationHandler | { start(environment: Environment): Promise<Host> }
  /** Both stand-ins answer on this one port in place of ports of their own. */
  front?: Front
  hubspot?: HubSpotSimOptions
  botpress?: Parameters<typeof startBotpressSim>[0]
  /** Fields that differ from the default configuration; undefined takes a field away. */
  configuration?: Record<string, unknown>
  /** Granted scopes; default: all of them. */
  scopes?: string[]
}

export type Stage = {
  hubspot: HubSpotSim
  botpress: BotpressSim
  /** The integration as installed in the bot. */
  bot: Installation
  host: Host
  portalId: number
  appId: number
  close(): Promise<void>
}

let installations = 0

/** Puts everything up; nothing is registered yet. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const front = options.front === undefined ? {} : { front: options.front }
  const hubspot = await startHubSpotSim({ ...front, ...options.hubspot })
  const botpress = await startBotpressSim({ ...front, ...options.botpress })
  const host = await startIntegration(options.handler, {
    HUBSPOT_API_URL: hubspot.url,
    HUBSPOT_APP_URL: hubspot.url,
    BP_API_URL: botpress.url,
    BP_WEBHOOK_URL: botpress.webhookUrl,
    BP_TOKEN: botpress.token,
  })
  const installed = installBot({ hubspot, botpress, host }, options)
  return {
    hubspot,
    botpress,
    host,
    ...installed,
    close: async () => {
      await Promise.all([hubspot.close(), botpress.close(), host.close()])
    },
  }
}

function startIntegration(handler: StageOptions['handler'], environment: Environment): Promise<Host> {
  if (typeof handler !== 'function') return handler.start(environment)
  Object.assign(process.env, environment)
  return hostIntegration(handler)
}

/** Another bot with a HubSpot account and app of its own, on the same stand-ins and in the same process. */
export function installBot(
  { hubspot, botpress, host }: Pick<Stage, 'hubspot' | 'botpress' | 'host'>,
  options: Pick<StageOptions, 'configuration' | 'scopes'> = {},
): Pick<Stage, 'bot' | 'portalId' | 'appId'> {
  installations += 1
  const portalId = 7_000_000 + installations
  const appId = 40_000 + installations
  const credentials = {
    clientId: `client-${appId}`,
    clientSecret: `secret-of-${appId}-d41d8cd98f00`,
    developerApiKey: `key-of-${appId}-eu1-7c9e6679`,
  }
  hubspot.addApp({ appId, ...credentials, subscriptions: [...subscriptions] })
  hubspot.addPortal({ portalId, inboxes: [...inboxes], agents: Object.values(agents) })
  const granted = options.scopes ?? [...scopes.required, ...scopes.contacts, ...scopes.files]
  const { refreshToken } = hubspot.install({ appId, portalId, scopes: granted })
  const bot = botpress.install({
    definition,
    integrationUrl: host.url,
    configuration: {
      appId: String(appId),
      ...credentials,
      refreshToken,
      inboxId: inboxes[0].id,
      additionalInboxIds: [inboxes[2].id],
      ...options.configuration,
    },
  })
  hubspot.setWebhookTarget(appId, bot.webhookUrl)
  hubspot.app(appId).redirectUrls.push(bot.webhookUrl)
  return { bot, portalId, appId }
}
