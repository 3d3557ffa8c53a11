import definition from '../integration.definition'
import type { Installation, InstallOptions } from './botpress'
import { type AppEventType, type HubSpotSim, type HubSpotSimOptions, startHubSpotSim } from './hubspot'
import { type BareStage, type BareStageOptions, type Environment, setBareStage } from './stage'

/**
 * Both stand-ins with a small world in them, and the HubSpot integration between: what the demo, the tests and the
 * playground play on.
 */

/** What `hubspot-app/` declares. */
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
  crm: [
    'crm.objects.companies.read',
    'crm.objects.companies.write',
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'tickets',
    'crm.objects.owners.read',
    'crm.objects.users.read',
  ],
  customObjects: ['crm.objects.custom.read', 'crm.objects.custom.write', 'crm.schemas.custom.read'],
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

export type StageOptions = BareStageOptions & {
  hubspot?: HubSpotSimOptions
  /** Fields that differ from the default configuration; undefined takes a field away. */
  configuration?: Record<string, unknown>
  /** Granted scopes; default: all that the hand-over has use for. */
  scopes?: string[]
}

export type Stage = BareStage & {
  hubspot: HubSpotSim
  /** The integration as installed in the bot. */
  bot: Installation
  portalId: number
  appId: number
}

let installations = 0

/** Puts everything up; nothing is registered yet. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const { front } = options
  const hubspot = await startHubSpotSim({ ...(front === undefined ? {} : { front }), ...options.hubspot })
  const bare = await setBareStage(options, { environment: hubspotEnvironment(hubspot), close: hubspot.close })
  return { hubspot, ...bare, ...installBot({ hubspot, ...bare }, options) }
}

/** Where an integration finds this HubSpot. */
export function hubspotEnvironment({ url }: HubSpotSim): Environment {
  return { HUBSPOT_API_URL: url, HUBSPOT_APP_URL: url }
}

/**
 * Another bot with a HubSpot account and app of its own, on the same stand-ins and in the same process; with `botId`, one
 * more integration of that bot.
 */
export function installBot(
  { hubspot, botpress, host }: Pick<Stage, 'hubspot' | 'botpress' | 'host'>,
  options: Pick<StageOptions, 'configuration' | 'scopes'> & Pick<InstallOptions, 'botId'> = {},
): Pick<Stage, 'bot' | 'portalId' | 'appId'> {
  installations += 1
  const portalId = 7_000_000 + installations
  const appId = 40_000 + installations
  const credentials = {
    clientId: `client-${appId}`,
    clientSecret: `secret-of-${appId}-d41d8cd98f00`,
    developerApiKey: `key-of-${appId}-eu1-7c9e6679`,
  }
  hubspot.addApp({
    appId,
    ...credentials,
    subscriptions: [...subscriptions],
    declaredScopes: Object.values(scopes).flat(),
  })
  hubspot.addPortal({ portalId, inboxes: [...inboxes], agents: Object.values(agents) })
  const granted = options.scopes ?? [...scopes.required, ...scopes.contacts, ...scopes.files]
  const { refreshToken } = hubspot.install({ appId, portalId, scopes: granted })
  const bot = botpress.install({
    definition,
    integrationUrl: host.url,
    ...(options.botId === undefined ? {} : { botId: options.botId }),
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
