import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { installSalesIqBot, operators } from '../../../sim/salesiq-stage'
import { hostAnew } from '../../stage/another-process'
import { said } from '../../stage/chat'
import { store, stored } from '../../stage/stored'
import { until } from '../../stage/until'
import { escalated, onSalesIqStage, type TestStage } from './on-salesiq-stage'

const credentials = z.looseObject({ accessToken: z.string(), expiresAt: z.number(), renewAt: z.number() })
const now = (stage: TestStage) => credentials.parse(stored(stage, 'credentials'))
const asked = ({ salesiq }: TestStage) => salesiq.log.calls.filter(({ path }) => path === '/oauth/v2/token').length

/** One more process of the integration, which is called in turn with the others. */
async function addProcess(stage: TestStage): Promise<void> {
  const load = async () => (await import('../../../integrations/zoho-salesiq/src/index')).default.handler
  const { url } = await hostAnew(stage, load)
  stage.bot.integrationUrls = [...stage.bot.integrationUrls, url]
}

/** A session, and its token ended. */
async function withoutToken(stage: TestStage) {
  const session = await escalated(stage)
  stage.salesiq.expireAccessTokens()
  return session
}

describe('an access token', () => {
  test.each([
    ['seconds', 'us', 3600],
    ['milliseconds, with the seconds beside them', 'ca', 3600],
  ] as const)('lives as long as Zoho says in %s', async (_how, region, seconds) => {
    const stage = await onSalesIqStage({ salesiq: { expiresInMs: region === 'ca' ? ['us'] : [] } })
    const { expiresAt } = now(stage)
    expect(expiresAt).toBeGreaterThan(Date.now() + (seconds - 60) * 1000)
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + seconds * 1000)
  })

  test('that SalesIQ refuses is renewed once, and the message arrives', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await withoutToken(stage)
    const before = asked(stage)
    await user.say('With a new token.')
    expect(stage.salesiq.chat(chatId).entries.map(({ text }) => text)).toContain('With a new token.')
    expect(asked(stage) - before).toBe(1)
  })

  test('that another process has just got, and that has ended again, is renewed once more', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await withoutToken(stage)
    // What was noted by another process meanwhile is no good any more either.
    await store(stage, 'credentials', { ...now(stage), accessToken: '1005.got.meanwhile' })
    const before = asked(stage)
    await user.say('With a third token.')
    expect(stage.salesiq.chat(chatId).entries.map(({ text }) => text)).toContain('With a third token.')
    expect(asked(stage) - before).toBe(1)
  })

  test('that has ended is renewed once, though many messages come at once to three processes', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    await addProcess(stage)
    await addProcess(stage)
    stage.salesiq.expireAccessTokens()
    await store(stage, 'credentials', { ...now(stage), expiresAt: 0, renewAt: 0 })
    const before = asked(stage)
    await Promise.all(Array.from({ length: 9 }, (_, at) => user.say(`message ${at}`)))
    const texts = stage.salesiq.chat(chatId).entries.map(({ text }) => text)
    for (let at = 0; at < 9; at += 1) expect(texts).toContain(`message ${at}`)
    expect(asked(stage) - before).toBe(1)
  })

  test('is good on until it ends where Zoho gives no new one in time', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    await store(stage, 'credentials', { ...now(stage), renewAt: 0 })
    await addProcess(stage)
    stage.bot.integrationUrls = stage.bot.integrationUrls.slice(-1)
    stage.salesiq.faults.add({ path: /\/oauth\/v2\/token$/, status: 500 })
    await user.say('Still good.')
    expect(stage.salesiq.chat(chatId).entries.map(({ text }) => text)).toContain('Still good.')
  })

  test('is not asked for again while Zoho says that there were too many', async () => {
    const stage = await onSalesIqStage({ salesiq: { tokensPerWindow: 1 } })
    const { user } = await withoutToken(stage)
    await user.say('one')
    const after = asked(stage)
    await user.say('two')
    await user.say('three')
    expect(asked(stage)).toBe(after)
    expect(stage.bot.plugin.deliveryFailures.at(-1)?.message).toMatch(/ten access tokens in ten minutes/)
  })

  test('is asked for nine times in ten minutes at most, so that Zoho does not lock the bot out', async () => {
    const stage = await onSalesIqStage()
    const { user } = await escalated(stage)
    for (let turn = 0; turn < 12; turn += 1) {
      stage.salesiq.expireAccessTokens()
      await user.say(`message ${turn}`)
    }
    expect(asked(stage)).toBe(9)
    expect(stage.bot.plugin.deliveryFailures.at(-1)?.message).toMatch(/ten access tokens in ten minutes/)
  })

  test('of a grant that was revoked: the owner reads what to do', async () => {
    const stage = await onSalesIqStage()
    const { user } = await withoutToken(stage)
    stage.salesiq.revoke(String(stage.bot.configuration.refreshToken))
    await user.say('Hello?')
    expect(stage.bot.plugin.deliveryFailures.at(-1)?.message).toMatch(/refresh token was revoked.*"Refresh token"/)
  })

  test('never reaches a log, nor does what the brand keeps secret', async () => {
    const stage = await onSalesIqStage()
    const { user } = await withoutToken(stage)
    await user.say('Hello?')
    const brand = stage.salesiq.log.calls.find(({ path }) => /\/apps\/\d+$/.test(path))
    const secrets = z
      .object({ data: z.object({ jwt_authentication: z.object({ secret_key: z.string() }), widgetcode: z.string() }) })
      .parse(brand?.responseBody).data
    const log = stage.logs.map(({ text }) => text).join('\n')
    const all = [now(stage).accessToken, secrets.jwt_authentication.secret_key, secrets.widgetcode]
    for (const secret of all) expect(log).not.toContain(secret)
    for (const { payload } of stage.botpress.states()) expect(JSON.stringify(payload)).not.toContain(secrets.widgetcode)
  })
})

describe('two installations in one process', () => {
  test('are never mixed: each hears of its own chats, by its own key and with its own token', async () => {
    const stage = await onSalesIqStage()
    const other = installSalesIqBot(stage)
    await other.bot.register()
    const one = await escalated(stage)
    const two = other.bot.plugin.startConversation({ name: 'Kim Lee' })
    await two.say('hello there')
    await two.escalate({ title: 'Another lamp' })
    const [chat] = stage.salesiq.chats(other.screenName)
    stage.salesiq.ui.reply({ chatId: one.chatId, operator: operators.dana.id, text: 'For the first.' })
    stage.salesiq.ui.reply({ chatId: chat?.conversationId ?? '', operator: operators.dana.id, text: 'For the second.' })
    await until(() => said(one.user).length > 0 && said(two).length > 0)
    expect(said(one.user)).toEqual(['For the first.'])
    expect(said(two)).toEqual(['For the second.'])
    const signed = stage.salesiq.webhookLog.calls.find(
      ({ method, path }) => method === 'POST' && path.endsWith(other.bot.webhookId),
    )
    const headers = { 'content-type': 'application/json', 'x-siqsignature': signed?.headers['x-siqsignature'] ?? '' }
    const body = JSON.stringify(signed?.requestBody)
    const elsewhere = await fetch(stage.bot.webhookUrl, { method: 'POST', headers, body })
    expect(elsewhere.status).toBe(401)
  })
})

test("news of a brand that another process has just connected is not taken for strangers'", async () => {
  const stage = await onSalesIqStage({
    configuration: { appId: undefined, departmentId: undefined },
    registered: false,
  })
  const [one, other] = stage.brands
  stage.salesiq.ui.setBrand(other?.id ?? '', { enabled: false })
  stage.salesiq.ui.setBrand(one?.id ?? '', { departments: [{ id: '60000000009001', name: 'Everything' }] })
  await stage.bot.register()
  await addProcess(stage)
  const [first = '', second = ''] = stage.bot.integrationUrls
  stage.salesiq.ui.setBrand(one?.id ?? '', { enabled: false })
  stage.salesiq.ui.setBrand(other?.id ?? '', { enabled: true, departments: [{ id: '60000000009002', name: 'All' }] })
  stage.bot.integrationUrls = [second]
  await stage.bot.register()
  const { user, chatId } = await escalated(stage)
  stage.bot.integrationUrls = [first]
  stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text: 'From the other brand.' })
  await until(() => said(user).includes('From the other brand.'))
})

test('another brand that is connected ends the sessions of the one before, and none of it goes there', async () => {
  const stage = await onSalesIqStage({
    configuration: { appId: undefined, departmentId: undefined },
    registered: false,
  })
  const [one, other] = stage.brands
  stage.salesiq.ui.setBrand(other?.id ?? '', { enabled: false })
  stage.salesiq.ui.setBrand(one?.id ?? '', { departments: [{ id: '60000000009001', name: 'Everything' }] })
  await stage.bot.register()
  const { user } = await escalated(stage)
  const brand = z.looseObject({}).parse(stored(stage, 'brand'))
  await store(stage, 'brand', { ...brand, appId: other?.id })
  await addProcess(stage)
  stage.bot.integrationUrls = stage.bot.integrationUrls.slice(-1)
  const before = stage.salesiq.log.calls.length
  await user.say('Are you there?')
  expect(stage.bot.plugin.deliveryFailures.at(-1)?.message).toMatch(/has been connected with .* since/)
  await until(() => user.session?.active !== true)
  expect(stage.salesiq.log.calls.slice(before).filter(({ method }) => method === 'POST')).toEqual([])
})
