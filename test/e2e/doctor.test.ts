import { describe, expect, test } from 'vitest'
import { verdictOf } from '../../core/doctor/check'
import type { LocalSettings } from '../../scripts/doctor/hubspot/settings'
import { settingsOf } from '../../scripts/doctor/hubspot/settings-of'
import { scopes } from '../../sim/hubspot-stage'
import { checkVersions } from '../../src/doctor/checks/versions'
import { developer } from './developer'
import { everything, examine, find, healthy, withScopes } from './doctor-rig'
import type { TestStage } from './on-stage'

/** Breaks something in HubSpot, or returns what is different in the settings. */
type Sabotage = (stage: TestStage) => unknown

const account = (stage: TestStage) => stage.hubspot.accounts(stage.portalId)[0]?.id ?? ''

test('of a healthy installation every check passes', async () => {
  const checks = await examine(await healthy())
  expect(checks.filter(({ ok }) => ok !== true)).toEqual([])
  expect(verdictOf(checks)).toBe('well')
  expect(checks.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      ...['configuration', 'client', 'developer-key', 'token', 'app', 'portal', 'inboxes', 'inbox:1001', 'inbox:1003'],
      ...everything.map((scope) => `scope:${scope}`),
      ...['channel', 'capabilities', 'other-installations', 'account:1001', 'account:1003', 'webhook-target'],
      ...['subscription:conversation.propertyChange:assignedTo', 'subscription:conversation.deletion', 'api-version'],
    ]),
  )
  expect(find(checks, 'inboxes').detail).toContain('1003 (Help desk, HELP_DESK)')
})

test('scopes that only the CRM or custom objects need are told by their group where nobody asked for them', async () => {
  const checks = await examine(await healthy())
  const crm = find(checks, 'scopes:crm')
  expect(crm).toMatchObject({ ok: true, title: expect.stringMatching(/^CRM: .*not asked for/), fix: '' })
  for (const scope of scopes.crm) expect(crm.detail).toContain(scope)
  expect(find(checks, 'scopes:customObjects')).toMatchObject({ ok: true, detail: scopes.customObjects.join(', ') })
})

test('it changes nothing', async () => {
  const stage = await healthy()
  stage.startCounting()
  await examine(stage)
  const { hubspot, botpress } = stage.calls()
  expect(hubspot.filter((call) => !call.startsWith('GET ') && !call.startsWith('POST /oauth/2026-09/token'))).toEqual(
    [],
  )
  expect(botpress).toEqual([])
})

describe('what keeps conversations from being handed over', () => {
  test.each<[string, string, Sabotage, RegExp]>([
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
  ])('%s', async (_what, id, sabotage, fix) => {
    const stage = await healthy()
    const changes = await sabotage(stage)
    const checks = await examine(stage, isSettings(changes) ? changes : {})
    expect(find(checks, id)).toMatchObject({ ok: false, breaksEscalation: true, fix: expect.stringMatching(fix) })
    expect(verdictOf(checks)).toBe('broken')
  })

  test.each(scopes.required.filter((scope) => scope !== 'oauth'))('a missing scope %s', async (scope) => {
    const checks = await withScopes(everything.filter((other) => other !== scope))
    expect(find(checks, `scope:${scope}`)).toMatchObject({ ok: false, breaksEscalation: true })
  })

  test('no connected inbox, where none is configured either', async () => {
    const stage = await healthy()
    stage.hubspot.faults.add({ path: /channel-accounts$/, status: 200, body: { results: [] } })
    const checks = await examine(stage, { inboxId: '', additionalInboxIds: [] })
    expect(find(checks, 'accounts')).toMatchObject({ ok: false, fix: expect.stringMatching(/connect page/) })
  })
})

describe('what costs something, and breaks no escalation', () => {
  test.each([
    ['files.write', /as links/],
    ['files.read', /may not open/],
  ])('a missing scope %s', async (scope, cost) => {
    const checks = await withScopes(everything.filter((other) => other !== scope))
    expect(find(checks, `scope:${scope}`)).toMatchObject({
      ok: false,
      breaksEscalation: false,
      detail: expect.stringMatching(cost),
    })
    expect(verdictOf(checks)).toBe('well')
  })

  test('scopes for contacts switch the interaction log off where it is on', async () => {
    const granted = everything.filter((scope) => scope !== 'crm.objects.contacts.write')
    const on = { contactPolicy: 'findOnly', interactionLog: 'summary' } as const
    expect(find(await withScopes(granted, on), 'interactionLog')).toMatchObject({
      ...{ ok: false, breaksEscalation: false, detail: expect.stringContaining('crm.objects.contacts.write') },
    })
    expect(find(await withScopes(everything, on), 'interactionLog').ok).toBe(true)
    const off = await withScopes(granted, { ...on, interactionLog: 'off' })
    expect(off.map(({ id }) => id)).not.toContain('interactionLog')
  })

  test('scopes for contacts break only the policy that needs them', async () => {
    const granted = [...scopes.required, ...scopes.files]
    expect(find(await withScopes(granted), 'scope:crm.objects.contacts.write')).toMatchObject({
      ok: false,
      breaksEscalation: true,
      fix: expect.stringContaining('"Contacts"'),
    })
    const anonymous = await withScopes(granted, { contactPolicy: 'anonymous' })
    expect(find(anonymous, 'scope:crm.objects.contacts.write')).toMatchObject({ ok: false, breaksEscalation: false })
  })

  test('of a group of scopes that was granted in part, those that are missing', async () => {
    const checks = await withScopes([...everything, 'tickets', ...scopes.customObjects])
    expect(find(checks, 'scope:tickets')).toMatchObject({ ok: true, title: expect.stringMatching(/^CRM: /) })
    expect(find(checks, 'scope:crm.objects.deals.read')).toMatchObject({
      ok: false,
      breaksEscalation: false,
      detail: 'deals are not found',
      fix: expect.stringMatching(/box "CRM" on the connect page/),
    })
    for (const scope of scopes.customObjects) expect(find(checks, `scope:${scope}`).ok).toBe(true)
    expect(verdictOf(checks)).toBe('well')
  })

  test.each<[string, string, Sabotage, RegExp]>([
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
  ])('%s', async (_what, id, sabotage, fix) => {
    const stage = await healthy()
    await sabotage(stage)
    const checks = await examine(stage)
    expect(find(checks, id)).toMatchObject({ ok: false, breaksEscalation: false, fix: expect.stringMatching(fix) })
    expect(verdictOf(checks)).toBe('well')
  })

  test('an API version that has reached its end', () => {
    expect(checkVersions('2028-02')).toMatchObject([{ ok: true }])
    expect(checkVersions('2028-03')).toMatchObject([{ ok: false, fix: 'Update the integration.' }])
  })
})

const isSettings = (changes: unknown): changes is Partial<LocalSettings> =>
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
