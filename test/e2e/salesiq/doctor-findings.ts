import type { LocalSettings } from '../../../scripts/doctor/salesiq/settings'
import { settingsOf } from '../../../scripts/doctor/salesiq/settings-of'
import { scopes } from '../../../sim/salesiq-stage'
import type { TestStage } from './on-salesiq-stage'

/** Breaks something at Zoho, or returns what is different in the settings. */
type Sabotage = (stage: TestStage) => unknown

/** What is broken, the check that finds it, and what there is to do. */
export type Finding = [what: string, id: string, sabotage: Sabotage, fix: RegExp]
/** The same, with what was found before what there is to do. */
export type Cost = [what: string, id: string, sabotage: Sabotage, detail: RegExp, fix: RegExp]

export const everything = Object.values(scopes).flat()

/** The portal's only webhook. */
const webhookOf = ({ salesiq, screenName }: TestStage) => {
  const [webhook] = [...salesiq.portal(screenName).webhooks.values()]
  if (webhook === undefined) throw new Error('There is no webhook')
  return webhook
}

/** What keeps conversations from being handed over. */
export const breaking: Finding[] = [
  ['a missing value', 'configuration', () => ({ clientId: '' }), /\.env/],
  ['an unknown region', 'region', () => ({ region: undefined }), /us, eu, in, au, cn, jp, ca, sa, uk/],
  ['a wrong client ID', 'client', () => ({ clientId: '1005.OTHER' }), /ZOHO_REGION/],
  ['a wrong client secret', 'client', () => ({ clientSecret: 'wrong' }), /api-console\.zoho\.com/],
  ['a wrong client secret and no token', 'client', () => ({ clientSecret: 'wrong', refreshToken: '' }), /Copy both/],
  ['a revoked token', 'token', ({ salesiq, bot }) => salesiq.revoke(settingsOf(bot).refreshToken), /connect again/],
  ['a client of another type', 'org-client', asServerClient, /client_type=ORG/],
  ['a wrong screen name', 'screen-name', () => ({ screenName: 'elsewhere' }), /ZOHO_SCREEN_NAME, or ZOHO_REGION/],
  ['a brand that is not there', 'brand', () => ({ appId: '1' }), /\(Example\)/],
  [
    'a brand that is switched off',
    'brand',
    ({ salesiq, appId }) => salesiq.ui.setBrand(appId, { enabled: false }),
    /Enable it/,
  ],
  [
    "another brand's department",
    'department',
    ({ brands }) => ({ departmentId: brands[1]?.departments[0]?.id ?? '' }),
    /\(Support\).*\(Sales\)/,
  ],
  ['no webhook', 'webhook', (stage) => stage.salesiq.portal(stage.screenName).webhooks.clear(), /Save the integration/],
  ['another webhook URL', 'webhook', () => ({ webhookUrl: 'https://elsewhere.example/1' }), /Save the integration/],
  ['a webhook that is switched off', 'webhook-enabled', (stage) => change(stage, { status: 'disabled' }), /Enable it/],
  [
    'a webhook for another brand',
    'webhook-brand',
    (stage) => change(stage, { appIds: [stage.brands[1]?.id ?? ''] }),
    /Save the integration/,
  ],
  [
    'a webhook without replies',
    'webhook-events',
    (stage) => change(stage, { events: ['conversation.completed'] }),
    /Save the integration/,
  ],
  [
    'a webhook that is not signed',
    'webhook-signed',
    (stage) => change(stage, { secured: false, keys: [] }),
    /Save the integration/,
  ],
  ['a webhook without a key', 'webhook-signed', (stage) => change(stage, { keys: [] }), /Save the integration/],
]

/** What costs something, and breaks no escalation. */
export const costing: Cost[] = [
  [
    'files that are off',
    'files',
    ({ salesiq, appId }) => salesiq.ui.setBrand(appId, { shareFile: false }),
    /links only/,
    /file sharing/,
  ],
  [
    'a bot that answers first',
    'zobot',
    ({ salesiq, appId }) => salesiq.ui.setBrand(appId, { bot: { id: 'b1', name: 'Zobot' } }),
    /one bot to the next/,
    /Zobot/,
  ],
  [
    'little time',
    'waiting-time',
    ({ salesiq, appId }) => salesiq.ui.setBrand(appId, { waitingTimeS: 10 }),
    /10 s/,
    /"Wait time"/,
  ],
  ['a second webhook', 'webhook', twin, /1 more/, /Delete the others/],
  ['a webhook made by hand', 'webhook-signed', byHand, /by hand/, /Delete it/],
]

/** What a sabotage returned, where that is settings. */
export function different(changes: unknown): Partial<LocalSettings> {
  return typeof changes === 'object' && changes !== null ? changes : {}
}

function change(stage: TestStage, differences: Partial<ReturnType<typeof webhookOf>>): void {
  Object.assign(webhookOf(stage), differences)
}

function asServerClient({ salesiq, screenName }: TestStage): Partial<LocalSettings> {
  const client = { clientId: '1000.SERVER', clientSecret: 'secret-of-server-client' }
  salesiq.addClient({ ...client, kind: 'SERVER', redirectUrls: [] })
  const { refreshToken } = salesiq.grant({ clientId: client.clientId, screenName, scopes: everything })
  return { ...client, refreshToken }
}

function twin({ salesiq, bot, screenName, appId }: TestStage): void {
  salesiq.ui.pasteWebhook({ screenName, url: bot.webhookUrl, appIds: [appId], events: ['conversation.completed'] })
}

/** In place of the one that the integration made. */
function byHand(stage: TestStage): void {
  change(stage, { url: `${stage.bot.webhookUrl}?key=abc`, secured: false, keys: [] })
}
