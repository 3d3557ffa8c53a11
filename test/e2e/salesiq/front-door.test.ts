import { describe, expect, test } from 'vitest'
import { keyPair, sign } from '../../../sim/salesiq/sign'
import { operators, scopes } from '../../../sim/salesiq-stage'
import { said, seen } from '../../stage/chat'
import { store, stored } from '../../stage/stored'
import { until } from '../../stage/until'
import { knock, replyEvent } from './knock'
import { accessToken, escalated, onSalesIqStage, type TestStage } from './on-salesiq-stage'

const nothing = { salesiq: [], botpress: [] }
const writes = (stage: TestStage) =>
  [...stage.calls().salesiq, ...stage.calls().botpress].filter((call) => !call.startsWith('GET '))

describe("SalesIQ's handshake", () => {
  test.each(['GET', 'HEAD'])(
    '%s is answered 200 without a word of what is configured, and asks nobody',
    async (method) => {
      const stage = await onSalesIqStage()
      stage.startCounting()
      const { status, text, headers } = await knock(stage, { method, key: undefined })
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(/^text\/plain/)
      for (const value of Object.values(stage.bot.configuration)) expect(text).not.toContain(String(value))
      expect(stage.calls()).toEqual(nothing)
    },
  )

  test('an empty POST is answered 200, before anything is configured', async () => {
    const stage = await onSalesIqStage({ registered: false })
    stage.bot.configuration = {}
    expect(await knock(stage, { key: undefined, body: '' })).toMatchObject({ status: 200 })
    expect(await knock(stage, { method: 'HEAD', key: undefined })).toMatchObject({ status: 200 })
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is answered 405', async (method) => {
    const stage = await onSalesIqStage()
    expect(await knock(stage, { method, body: '{}' })).toMatchObject({ status: 405 })
  })
})

describe('a webhook', () => {
  test('that is signed is heard, by a key in PEM and by one in bare base64', async () => {
    for (const keyFormat of ['pem', 'base64'] as const) {
      const stage = await onSalesIqStage({ salesiq: { keyFormat } })
      const { user, chatId } = await escalated(stage)
      stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text: 'Hello, Kim.' })
      await until(() => said(user).includes('Hello, Kim.'))
    }
  })

  test.each([
    ['without a signature', { key: undefined }],
    ['with one of another key', { signature: sign('{}', keyPair(5).privatePem) }],
    ['with one of another body', { signature: sign('{"other":1}', keyPair(0).privatePem) }],
    ['with no signature at all in its place', { signature: 'x' }],
    ['with the secret of a webhook made by hand', { key: undefined, query: 'key=anything' }],
  ])('%s is answered 401 and nothing comes of it', async (_how, how) => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.startCounting()
    expect(await knock(stage, { body: replyEvent(stage, chatId), ...how })).toMatchObject({ status: 401 })
    expect(writes(stage)).toEqual([])
    expect(said(user)).toEqual([])
  })

  test('is refused until there is a key or a secret to know it by', async () => {
    const stage = await onSalesIqStage({ registered: false })
    expect(await knock(stage, { body: '{}', key: undefined })).toMatchObject({ status: 401 })
    expect(await knock(stage, { body: '{}', signature: sign('{}', keyPair(0).privatePem) })).toMatchObject({
      status: 401,
    })
  })

  test('with another secret than the one in the log is refused', async () => {
    const stage = await onSalesIqStage({ scopes: [...scopes.required] })
    expect(await knock(stage, { body: '{}', key: undefined, query: 'key=guessed' })).toMatchObject({ status: 401 })
    expect(await knock(stage, { body: '{}', key: undefined })).toMatchObject({ status: 401 })
  })

  test('signed with a key that was changed in SalesIQ is heard once the keys were read again', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    await longAgo(stage)
    await rotate(stage)
    stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text: 'With a new key.' })
    await until(() => said(user).includes('With a new key.'))
  })

  test('forged many times makes SalesIQ be asked for its keys once', async () => {
    const stage = await onSalesIqStage()
    await longAgo(stage)
    stage.startCounting()
    const forged = { body: '{"entity":{}}', signature: sign('{}', keyPair(5).privatePem) }
    const asked = () => stage.calls().salesiq.filter((call) => call.includes('/webhooks/')).length
    const forge = async () => expect(await knock(stage, forged)).toMatchObject({ status: 401 })
    while (asked() === 0) await forge()
    for (let count = 0; count < 5; count += 1) await forge()
    expect(asked()).toBe(1)
  })

  test.each(['{', 'undefined', '<xml/>'])('with the malformed body %s is answered 400', async (body) => {
    const stage = await onSalesIqStage()
    expect(await knock(stage, { body })).toMatchObject({ status: 400 })
  })

  test.each([['null'], ['42'], ['{}'], ['[]'], ['{"event":"conversation.rated","entity":{"id":"1"}}']])(
    'with %s, which means nothing here, is answered 200 and nothing is written',
    async (body) => {
      const stage = await onSalesIqStage()
      stage.startCounting()
      expect(await knock(stage, { body })).toMatchObject({ status: 200 })
      expect(writes(stage)).toEqual([])
    },
  )

  test("about another visitor's chat of the brand is answered 200, and nothing is written", async () => {
    const stage = await onSalesIqStage()
    stage.startCounting()
    const chatId = stage.salesiq.ui.writeOnWebsite({ screenName: stage.screenName, appId: stage.appId, text: 'Hi!' })
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    stage.salesiq.ui.reply({ chatId, text: 'Hello, stranger.' })
    stage.salesiq.ui.end(chatId, { by: 'agent' })
    await stage.settled()
    expect(writes(stage)).toEqual([])
    expect(stage.salesiq.webhookLog.calls.filter(({ method, status }) => method === 'POST' && status !== 200)).toEqual(
      [],
    )
  })
})

describe('an event is read', () => {
  test.each([
    ['without an envelope', { salesiq: { envelope: 'bare' } }],
    ["as a workflow's", { salesiq: { envelope: 'workflow' } }],
    ['with the brand as a number', { salesiq: { appIdAsNumber: true } }],
  ] as const)('%s', async (_how, options) => {
    const stage = await onSalesIqStage(options)
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.robin.id)
    stage.salesiq.ui.reply({ chatId, text: 'I am Robin.' })
    await until(() => said(user).includes('I am Robin.'))
    stage.salesiq.ui.end(chatId, { by: 'agent' })
    await until(() => user.session?.active !== true)
  })

  test('without a text, an owner or an e-mail address', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    const bare = { message: { text: undefined }, entity: { visitor: undefined } }
    expect(await knock(stage, { body: replyEvent(stage, chatId, bare) })).toMatchObject({ status: 200 })
    await until(() => said(user).includes('The agent sent something that cannot be shown here.'))
    const noOwner = { event: 'conversation.attender.updated', entity: { id: chatId, status: 'Connected' } }
    expect(await knock(stage, { body: { ...replyEvent(stage, chatId), ...noOwner } })).toMatchObject({ status: 200 })
  })

  test('of a reply that cannot be read: the owner of the bot is told where', async () => {
    const stage = await onSalesIqStage()
    const { chatId } = await escalated(stage)
    const body = replyEvent(stage, chatId, { message: { msgid: null } })
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(stage.logs.map(({ text }) => text).join('\n')).toMatch(/form that this version.*message\.msgid/)
  })

  test('twice, and later again, shows a reply once', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    const body = replyEvent(stage, chatId)
    await Promise.all([knock(stage, { body }), knock(stage, { body })])
    await knock(stage, { body: { ...body, attempt: 2 } })
    await until(() => said(user).length > 0)
    await stage.settled()
    expect(seen(user).filter((line) => line === 'agent: Hello from SalesIQ.')).toHaveLength(1)
  })

  test('of before the chat began, replayed by somebody who has an old one, changes nothing', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    const old = String(Date.now() - 3_600_000)
    const body = replyEvent(stage, chatId, { event_time: old, message: { msgid: old } })
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    await stage.settled()
    expect(said(user)).toEqual([])
    const ended = { ...body, event: 'conversation.completed', entity: { id: chatId, end_time: old, ended_by: 'agent' } }
    expect(await knock(stage, { body: ended })).toMatchObject({ status: 200 })
    expect(user.session?.active).toBe(true)
  })
})

/** As if the keys had been read when nobody remembers. */
async function longAgo(stage: TestStage): Promise<void> {
  const state = stored(stage, 'webhook')
  if (typeof state !== 'object' || state === null) throw new Error('No webhook was stored')
  await store(stage, 'webhook', { ...state, readAt: 0 })
}

/** Somebody changes the key in SalesIQ: makes a second one, and deletes the first. */
async function rotate(stage: TestStage): Promise<void> {
  const { salesiq, screenName } = stage
  const [webhook] = salesiq.webhooksOf(screenName)
  const keys = `${salesiq.url}/api/v2/${screenName}/webhooks/${webhook?.id}/keys`
  const headers = { authorization: `Zoho-oauthtoken ${accessToken(stage)}` }
  const made = await fetch(keys, { method: 'POST', headers })
  const removed = await fetch(`${keys}/${webhook?.keys[0]?.id}`, { method: 'DELETE', headers })
  expect([made.ok, removed.ok]).toEqual([true, true])
}
