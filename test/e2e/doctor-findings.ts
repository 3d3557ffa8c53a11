import type { LocalSettings } from '../../scripts/doctor/hubspot/settings'
import { settingsOf } from '../../scripts/doctor/hubspot/settings-of'
import { developer } from './developer'
import { everything } from './doctor-rig'
import type { TestStage } from './on-stage'

/** Breaks something in HubSpot, or returns what is different in the settings. */
type Sabotage = (stage: TestStage) => unknown

/** What is broken, the check that finds it, and what there is to do. */
export type Finding = [what: string, id: string, sabotage: Sabotage, fix: RegExp]

const account = (stage: TestStage) => stage.hubspot.accounts(stage.portalId)[0]?.id ?? ''

/** What keeps conversations from being handed over. */
export const breaking: Finding[] = [
  ['a missing value', 'configuration', () => ({ appId: '' }), /\.env/],
  ['a wrong client secret', 'client', () => ({ clientSecret: 'wrong' }), /Auth tab/],
  ['a wrong client ID', 'client', () => ({ clientId: 'wrong' }), /Auth tab/],
  ['a wrong client secret and no token', 'client', () => ({ clientSecret: 'wrong', refreshToken: '' }), /Auth tab/],
  ['a wrong developer key', 'developer-key', () => ({ developerApiKey: 'wrong' }), /Development > Keys/],
  ['an app ID of another developer', 'developer-key', () => ({ appId: '1' }), /same developer account/],
  ['a revoked token', 'token', (stage) => stage.hubspot.revoke(settingsOf(stage.bot).refreshToken), /connect again/],
  ['a token of another app', 'app', (stage) => introspected(stage, { app_id: 99 }), /one app/],
  ['a token that is not active', 'app', (stage) => introspected(stage, { active: false }), /one app/],
  ['an account that refuses', 'portal', (stage) => answers(stage, /account-info/, 403), /said above/],
  ['no inbox at all', 'inboxes', (stage) => answers(stage, /\/inboxes$/, 200, { results: [] }), /Create one/],
  ['an unknown inbox', 'inbox:77', () => ({ inboxId: '77' }), /1001 \(Customer care, INBOX\)/],
  ['no channel', 'channel', (stage) => stage.bot.unregister(), /Save the integration's configuration/],
  ['another webhook URL', 'channel', () => ({ webhookUrl: 'https://elsewhere.example/1' }), /Save the integration/],
  ['no account', 'account:1002', () => ({ additionalInboxIds: ['1002'] }), /Save the integration/],
  [
    'an account not authorised',
    'account:1001',
    (stage) => stage.hubspot.ui.setAccountAuthorized(account(stage), false),
    /authorises/,
  ],
  [
    'an account not active',
    'account:1001',
    (stage) => stage.hubspot.ui.setAccountActive(account(stage), false),
    /Switch it on/,
  ],
]

/** What costs something, and breaks no escalation. */
export const costing: Finding[] = [
  [
    'another bot on the app',
    'other-installations',
    (stage) => developer(stage).createChannel('https://other.example/1'),
    /an app of its own|HubSpot app of its own/,
  ],
  ['a second channel', 'channel', (stage) => developer(stage).createChannel(stage.bot.webhookUrl), /Save/],
  ['other capabilities', 'capabilities', lessCapable, /Save/],
  [
    'another webhook target',
    'webhook-target',
    (stage) => stage.hubspot.setWebhookTarget(stage.appId, 'https://other.example/1'),
    /Set the target URL/,
  ],
  [
    'no subscription to closings',
    'subscription:conversation.propertyChange:status',
    (stage) => {
      stage.hubspot.app(stage.appId).subscriptions = []
    },
    /Create and activate/,
  ],
  ['a paused subscription', 'subscription:conversation.deletion', paused, /Activate the subscription/],
]

export const isSettings = (changes: unknown): changes is Partial<LocalSettings> =>
  typeof changes === 'object' && changes !== null && !Array.isArray(changes)

function answers(stage: TestStage, path: RegExp, status: number, body: unknown = { message: 'no' }): void {
  stage.hubspot.faults.add({ path, status, body })
}

function introspected(stage: TestStage, differences: Record<string, unknown>): void {
  answers(stage, /introspect$/, 200, { active: true, hub_id: stage.portalId, scopes: everything, ...differences })
}

async function lessCapable(stage: TestStage): Promise<void> {
  const id = stage.hubspot.channels(stage.appId)[0]?.id ?? ''
  await developer(stage).changeChannel(id, { capabilities: { threadingModel: 'INTEGRATION_THREAD_ID' } })
}

function paused(stage: TestStage): void {
  const results = [{ id: '1', eventType: 'conversation.deletion', active: false }]
  answers(stage, /app-webhooks.*subscriptions$/, 200, { results })
}
