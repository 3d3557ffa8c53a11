import { describe, expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { store, stored } from '../stage/stored'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { appEvent, knock, writes } from './knock'
import { escalated, onStage } from './on-stage'

const nothing = { hubspot: [], botpress: [] }

describe('GET', () => {
  test.each(['GET', 'HEAD'])(
    'as %s answers a short plain status page without secrets, and asks nobody',
    async (method) => {
      const stage = await onStage()
      stage.startCounting()
      const { status, text, headers } = await knock(stage, { method, headers: { 'x-hubspot-signature-v3': undefined } })
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(/^text\/plain/)
      if (method === 'GET') expect(text).toContain('HubSpot Inbox HITL is running')
      for (const value of Object.values(stage.bot.configuration)) expect(text).not.toContain(String(value))
      expect(text).not.toContain(String(stage.portalId))
      expect(stage.calls()).toEqual(nothing)
    },
  )

  test('answers the status page before anything is registered or configured', async () => {
    const stage = await onStage({ registered: false })
    stage.bot.configuration = {}
    expect(await knock(stage, { method: 'GET' })).toMatchObject({ status: 200 })
  })
})

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is answered 405 and asks nobody', async (method) => {
  const stage = await onStage()
  stage.startCounting()
  const answer = await knock(stage, { method, body: '[]' })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, POST')
  expect(stage.calls()).toEqual(nothing)
})

describe('a signed webhook', () => {
  test.each(['', '{', '[{"type":', 'undefined', '<xml/>'])(
    'with the malformed body "%s" is answered 400',
    async (body) => {
      const stage = await onStage()
      stage.startCounting()
      expect(await knock(stage, { body })).toMatchObject({ status: 400 })
      expect(stage.calls()).toEqual(nothing)
    },
  )

  test.each([
    ['null'],
    ['42'],
    ['"text"'],
    ['{}'],
    ['[]'],
    ['[[]]'],
    ['[null, {"type": 7}]'],
    ['{"type":"OUTGOING_CHANNEL_MESSAGE_CREATED"}'],
    ['{"type":"SOMETHING_NEW","portalId":"1"}'],
    ['[{"subscriptionType":"conversation.propertyChange","objectId":1}]'],
    ['[{"subscriptionType":"contact.creation","portalId":1,"objectId":1,"occurredAt":1}]'],
  ])('that is JSON and means nothing to us, %s, is answered 200 and nobody is asked', async (body) => {
    const stage = await onStage()
    stage.startCounting()
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(stage.calls()).toEqual(nothing)
  })

  test('about a thread that is not ours is answered 200, and nothing is written anywhere', async () => {
    const stage = await onStage()
    stage.startCounting()
    const threadId = '5999999999'
    const body = [
      appEvent(stage, threadId),
      appEvent(stage, threadId, { propertyName: 'assignedTo', propertyValue: 'A-501' }),
      appEvent(stage, threadId, { propertyValue: 'OPEN' }),
      appEvent(stage, threadId, { subscriptionType: 'conversation.deletion' }),
      appEvent(stage, threadId, { subscriptionType: 'conversation.creation' }),
    ]
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(writes(stage.calls())).toEqual([])
    expect(stage.botpress.conversations(stage.bot)).toEqual([])
    expect(stage.botpress.users(stage.bot)).toEqual([])
  })

  test('about our thread, but from another portal, is ignored', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.startCounting()
    const body = [appEvent(stage, thread.id, { portalId: 999 }), appEvent(stage, '5000000001', { portalId: 999 })]
    for (let count = 0; count < 3; count += 1) expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    // Whether this bot was ever connected with that account is looked up, once for a while.
    expect(stage.calls()).toEqual({ hubspot: [], botpress: ['GET /v1/chat/conversations'] })
    expect(user.session?.active).toBe(true)
  })
})

describe('when Botpress', () => {
  test('hangs, HubSpot gets a 503 while it still waits, and the redelivery does the work', async () => {
    const stage = await onStage()
    const { thread } = await escalated(stage)
    const mend = stage.botpress.faults.add({ method: 'POST', path: /\/chat\/events$/, delayMs: 6_000, drop: 'before' })
    expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 503 })
    mend()
    stage.hubspot.ui.close(thread.id)
    await stage.settled()
    expect(stage.botpress.events(stage.bot).map(({ type }) => type)).toEqual(['hitlStopped'])
  })

  test('answers nothing at all, HubSpot gets a 503 while it still waits', async () => {
    const stage = await onStage()
    const mend = stage.botpress.faults.add({ path: /./, delayMs: 6_000, drop: 'before' })
    expect(await knock(stage, { body: [appEvent(stage, '5900000000')] })).toMatchObject({ status: 503 })
    mend()
  })

  test('fails, HubSpot delivers again until it is done', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.botpress.faults.add({ method: 'POST', path: /\/chat\/events$/, status: 500, times: 2 })
    stage.hubspot.ui.close(thread.id)
    await stage.settled()
    const closings = stage.hubspot.webhookLog.calls.filter(({ requestBody }) =>
      /CLOSED/.test(JSON.stringify(requestBody)),
    )
    expect(closings.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(stage.botpress.events(stage.bot)).toHaveLength(1)
    expect(user.dropped).toEqual([])
  })

  test('is set up and the configuration was emptied, nothing is let in', async () => {
    const stage = await onStage()
    const secret = String(stage.bot.configuration.clientSecret)
    stage.bot.configuration = { ...stage.bot.configuration, clientSecret: ' ' }
    const event = [appEvent(stage, '5000000001')]
    for (const key of [secret, '', ' ']) {
      const { status } = await knock(stage, { body: event, secret: key })
      expect([401, 503]).toContain(status)
    }
  })
})

describe('without credentials to tell whose it is, a genuine webhook', () => {
  test.each([
    ['were cleared', undefined],
    ['are of another version', { connections: [{ token: 'of another form' }] }],
  ])('is asked for again when they %s, and then handled', async (_what, left) => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken: undefined }
    const { user, thread } = await escalated(stage)
    await stage.settled()
    const good = stored(stage, 'credentials')
    const there = await anotherProcess(stage)
    stage.bot.integrationUrls = [there.url]
    const found = { state: { payload: left }, meta: { cached: false } }
    const answer =
      left === undefined
        ? { status: 404, body: { code: 404, type: 'ResourceNotFound', id: 'x', message: 'no' } }
        : { status: 200, body: found }
    const mend = stage.botpress.faults.add({ method: 'GET', path: /\/credentials$/, ...answer })
    stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'It is on its way.' })
    expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 503 })
    expect(user.session?.active).toBe(true)
    mend()
    await store(stage, 'credentials', good)
    await until(() => seen(user).includes('agent: It is on its way.'))
    expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 200 })
    await until(() => user.session?.active === false)
  })

  test('is asked for again where nobody has connected yet, and what means nothing is not', async () => {
    const stage = await onStage({ registered: false, configuration: { refreshToken: undefined } })
    expect(await knock(stage, { body: [appEvent(stage, '5000000001')] })).toMatchObject({ status: 503 })
    expect(await knock(stage, { body: '[{"type":"SOMETHING_NEW","portalId":"1"}]' })).toMatchObject({ status: 200 })
  })
})

test('a webhook for the stored URL, which cannot be read for a moment, is answered 503 and then taken', async () => {
  const stage = await onStage()
  const { thread } = await escalated(stage)
  await stage.settled()
  process.env.BP_WEBHOOK_URL = 'https://webhooks.elsewhere.example/'
  const mend = stage.botpress.faults.add({ method: 'GET', path: /\/channel$/, status: 500 })
  const there = await anotherProcess(stage)
  stage.bot.integrationUrls = [there.url]
  expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 503 })
  mend()
  expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 200 })
  expect(stage.botpress.events(stage.bot)).toHaveLength(1)
})
