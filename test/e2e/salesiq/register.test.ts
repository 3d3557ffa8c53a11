import { describe, expect, test } from 'vitest'
import { scopes } from '../../../sim/salesiq-stage'
import { stored } from '../../stage/stored'
import { until } from '../../stage/until'
import { accessToken, escalated, onSalesIqStage, type TestStage } from './on-salesiq-stage'

/** What register throws at the bot builder. */
async function complaint(stage: TestStage): Promise<string> {
  const error: unknown = await stage.bot.register().then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error)) throw new Error('The registration was accepted')
  return error.message
}

const configured = (configuration: Record<string, unknown>) => onSalesIqStage({ registered: false, configuration })
const warnings = ({ logs }: TestStage) => logs.filter(({ level }) => level === 'warn').map(({ text }) => text)

describe('register', () => {
  test('makes one signed webhook for the brand, keeps its key, and is called daily from then on', async () => {
    const stage = await onSalesIqStage()
    const [webhook, ...others] = stage.salesiq.webhooksOf(stage.screenName)
    expect(others).toEqual([])
    expect(webhook).toMatchObject({ url: stage.bot.webhookUrl, secured: true, appIds: [stage.appId] })
    expect(webhook?.events).toEqual(
      expect.arrayContaining(['conversation.operator.replied', 'conversation.completed', 'conversation.missed']),
    )
    expect(stored(stage, 'webhook')).toMatchObject({ id: webhook?.id, keys: [webhook?.keys[0]?.publicPem] })
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
  })

  test('opens no chat, and asks for one token', async () => {
    const stage = await onSalesIqStage()
    expect(stage.salesiq.chats(stage.screenName)).toEqual([])
    expect(stage.salesiq.log.calls.filter(({ path }) => path === '/oauth/v2/token')).toHaveLength(1)
  })

  test('again finds what is there: no second webhook, no second token', async () => {
    const stage = await onSalesIqStage()
    await stage.bot.register()
    expect(stage.salesiq.webhooksOf(stage.screenName)).toHaveLength(1)
    expect(stage.salesiq.log.calls.filter(({ path }) => path === '/oauth/v2/token')).toHaveLength(1)
  })

  test('twice at the same time makes one webhook', async () => {
    const stage = await onSalesIqStage({ registered: false })
    await Promise.all([stage.bot.register(), stage.bot.register()])
    expect(stage.salesiq.webhooksOf(stage.screenName)).toHaveLength(1)
  })

  test.each([
    ['events', () => ({ events: ['conversation.rated'] })],
    ['brand', ({ brands }: TestStage) => ({ app_ids: [brands[1]?.id] })],
    ['signature', () => ({ secured: false })],
  ])('repairs the %s of a webhook that differs', async (_what, change) => {
    const stage = await onSalesIqStage()
    const [webhook] = stage.salesiq.webhooksOf(stage.screenName)
    await changeWebhook(stage, webhook?.id ?? '', change(stage))
    await stage.bot.register()
    const [repaired] = stage.salesiq.webhooksOf(stage.screenName)
    expect(repaired).toMatchObject({ id: webhook?.id, secured: true })
    expect(repaired?.appIds).toContain(stage.appId)
    expect(repaired?.events).toContain('conversation.operator.replied')
  })

  test('makes the webhook without the one event that a portal may not know', async () => {
    const stage = await onSalesIqStage({ salesiq: { reopenedSubscribable: false } })
    expect(stage.salesiq.webhooksOf(stage.screenName)[0]?.events).toContain('conversation.operator.replied')
  })

  test('without the scopes for webhooks logs the URL for one that is made by hand, which then works', async () => {
    const stage = await onSalesIqStage({ scopes: [...scopes.required] })
    const line = warnings(stage).find((text) => text.includes('made by hand')) ?? ''
    const url = /https?:\S+\?key=[\w-]+/.exec(line)?.[0] ?? ''
    expect(url.startsWith(`${stage.bot.webhookUrl}?key=`)).toBe(true)
    stage.salesiq.ui.pasteWebhook({
      screenName: stage.screenName,
      url,
      appIds: [stage.appId],
      events: ['conversation.attender.updated', 'conversation.operator.replied', 'conversation.completed'],
    })
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.end(chatId, { by: 'agent' })
    await until(() => user.session?.active !== true)
  })

  test('takes the only brand and its only department where none is named', async () => {
    const stage = await onSalesIqStage({
      registered: false,
      configuration: { appId: undefined, departmentId: undefined },
    })
    const [one, other] = stage.brands
    stage.salesiq.ui.setBrand(other?.id ?? '', { enabled: false })
    stage.salesiq.ui.setBrand(one?.id ?? '', { departments: [{ id: '60000000009001', name: 'Everything' }] })
    await stage.bot.register()
    expect(stored(stage, 'brand')).toMatchObject({ appId: one?.id, departmentId: '60000000009001' })
  })

  test.each([
    ['files are off', { shareFile: false }, /takes no files: agents get the links/],
    ['a bot answers first', { bot: { id: 'b70', name: 'Helper' } }, /Zobot\) is on .* answers first/],
    ['little time to pick up', { waitingTimeS: 10 }, /missed after 10 seconds/],
  ])('names what hurts: %s', async (_what, change, text) => {
    const stage = await onSalesIqStage({ registered: false })
    stage.salesiq.ui.setBrand(stage.appId, change)
    await stage.bot.register()
    expect(warnings(stage).join('\n')).toMatch(text)
  })

  test('in an outage changes nothing that works, and says so', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.faults.add({ path: /\/api\//, status: 503 })
    await stage.bot.register()
    expect(warnings(stage).join('\n')).toMatch(/SalesIQ could not be checked; what is set up stays as it is/)
  })
})

describe('a wrong value', () => {
  test.each([
    ['refresh token', { refreshToken: '1005.never.issued' }, /refresh token was revoked.*"Refresh token"/],
    ['client ID', { clientId: '1005.NOBODY' }, /"Client ID" and "Client secret".*"Region"/],
    ['client secret', { clientSecret: 'not-the-secret-of-anybody' }, /"Client secret"/],
    ['screen name', { screenName: 'nobody-has-this' }, /"Screen name".*salesiq\.zoho\.com/],
    ['unreadable screen name', { screenName: 'https://example.com/acme' }, /"Screen name" cannot be read/],
    ['brand', { appId: '4711' }, /"Brand ID": there is no brand 4711\. The SalesIQ portal has: .*Example Outlet/],
    [
      'department',
      { departmentId: '4712' },
      /"Department ID": .* has no department 4712\. It has: .*\(Support\).*\(Sales\)/,
    ],
    ['wait time', { waitTimeSeconds: 10_000 }, /"Wait time" has to be a whole number of seconds from 1 to 999/],
  ])('of the %s is refused with the field and the fix', async (_field, configuration, text) => {
    const stage = await configured(configuration)
    const message = await complaint(stage)
    expect(message).toMatch(text)
    for (const secret of [stage.bot.configuration.clientSecret, stage.bot.configuration.refreshToken]) {
      expect(message).not.toContain(String(secret))
    }
    expect(stage.bot.scheduleRegisterCall).toBeUndefined()
    expect(stage.salesiq.webhooksOf(stage.screenName)).toEqual([])
  })

  test.each([
    ['brand', { appId: undefined, departmentId: undefined }, /"Brand ID" is missing\. .*Example \)?/],
    ['department', { departmentId: undefined }, /"Department ID" is missing\..*\(Support\)/],
    ['screen name', { screenName: undefined }, /"Screen name" is missing/],
  ])('that is missing, the %s, is named with what there is', async (_field, configuration, text) => {
    expect(await complaint(await configured(configuration))).toMatch(text)
  })

  test('the brand is switched off in SalesIQ', async () => {
    const stage = await onSalesIqStage({ registered: false })
    stage.salesiq.ui.setBrand(stage.appId, { enabled: false })
    expect(await complaint(stage)).toMatch(/"Brand ID": the brand .* is switched off in SalesIQ/)
  })

  test('a client that is not of type ORG is told apart', async () => {
    const stage = await onSalesIqStage({ registered: false })
    const clientId = '1000.SERVERBASED'
    const clientSecret = 'secret-of-a-server-client-d41d8'
    stage.salesiq.addClient({ clientId, clientSecret, kind: 'SERVER', redirectUrls: [] })
    const granted = Object.values(scopes).flat()
    const { refreshToken } = stage.salesiq.grant({ clientId, screenName: stage.screenName, scopes: granted })
    stage.bot.configuration = { ...stage.bot.configuration, clientId, clientSecret, refreshToken }
    expect(await complaint(stage)).toMatch(/not a client of type ORG.*1005/)
  })

  test.each([
    ['chats', ['SalesIQ.Apps.READ'], /SalesIQ\.Conversations\.ALL is missing/],
    ['brands', ['SalesIQ.Conversations.ALL'], /SalesIQ\.Apps\.READ is missing/],
  ])('the scope for %s is missing', async (_what, granted, text) => {
    expect(await complaint(await onSalesIqStage({ registered: false, scopes: granted }))).toMatch(text)
  })

  test('is told as well where SalesIQ answers errors with HTTP 200', async () => {
    const stage = await onSalesIqStage({
      registered: false,
      salesiq: { errorStatus: '200' },
      configuration: { screenName: 'nobody-has-this' },
    })
    expect(await complaint(stage)).toMatch(/"Screen name"/)
  })

  test('of the region lists those that there are', async () => {
    const stage = await onSalesIqStage({ registered: false })
    stage.bot.configuration = { ...stage.bot.configuration, region: 'mars' }
    expect(await complaint(stage)).toMatch(/us, eu, in, au, cn, jp, ca, sa, uk|region/i)
  })
})

describe('unregister', () => {
  test('removes the webhook and everything stored', async () => {
    const stage = await onSalesIqStage()
    await stage.bot.unregister()
    expect(stage.salesiq.webhooksOf(stage.screenName)).toEqual([])
    for (const name of ['credentials', 'connection', 'visit', 'brand', 'webhook']) {
      expect(stored(stage, name) ?? null).toBeNull()
    }
  })

  test('never fails, and says what is left', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.revoke(String(stage.bot.configuration.refreshToken))
    stage.salesiq.expireAccessTokens()
    await stage.bot.unregister()
    expect(stage.logs.map(({ text }) => text).join('\n')).toMatch(/webhook could not be removed.*Delete it by hand/)
  })
})

/** As somebody in the portal would change it. */
async function changeWebhook(stage: TestStage, id: string, change: Record<string, unknown>): Promise<void> {
  const url = `${stage.salesiq.url}/api/v2/${stage.screenName}/webhooks/${id}`
  const answer = await fetch(url, {
    method: 'PUT',
    headers: { authorization: `Zoho-oauthtoken ${accessToken(stage)}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'data',
      url: stage.bot.webhookUrl,
      app_ids: [stage.appId],
      events: ['conversation.operator.replied'],
      secured: true,
      version: 1,
      ...change,
    }),
  })
  if (!answer.ok) throw new Error(`SalesIQ answered ${answer.status}: ${await answer.text()}`)
}
