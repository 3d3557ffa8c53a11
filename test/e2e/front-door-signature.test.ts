import { describe, expect, test } from 'vitest'
import { store } from '../stage/stored'
import { anotherProcess } from './another-process'
import { appEvent, knock } from './knock'
import { escalated, onStage, type TestStage } from './on-stage'

const hour = 3_600_000
const nothing = { hubspot: [], botpress: [] }
/** Well formed, signed by nobody. */
const forged = `${'A'.repeat(43)}=`

describe('a webhook is answered 401 and nobody is asked', () => {
  test.each([
    ['no signature', () => ({ headers: { 'x-hubspot-signature-v3': undefined } })],
    [
      'only the older signature',
      () => ({ headers: { 'x-hubspot-signature-v3': undefined, 'x-hubspot-signature': 'a'.repeat(64) } }),
    ],
    ['an empty signature', () => ({ headers: { 'x-hubspot-signature-v3': '' } })],
    ['a signature that is not base64', () => ({ headers: { 'x-hubspot-signature-v3': '{"not":"base64"}' } })],
    ['a signature that is too short', () => ({ headers: { 'x-hubspot-signature-v3': 'AAAA' } })],
    ['a signature with more after it', () => ({ headers: { 'x-hubspot-signature-v3': `${forged}, ${forged}` } })],
    ['no timestamp', () => ({ headers: { 'x-hubspot-request-timestamp': undefined } })],
    ['a timestamp that is no number', () => ({ timestamp: 'yesterday' })],
    ['a timestamp of another notation', () => ({ timestamp: `${Date.now()}.0` })],
    ['a negative timestamp', () => ({ timestamp: `-${Date.now()}` })],
    ['a timestamp in seconds', () => ({ timestamp: String(Math.floor(Date.now() / 1000)) })],
    ['a timestamp six minutes old', () => ({ timestamp: String(Date.now() - hour / 10) })],
    ['a timestamp six minutes ahead', () => ({ timestamp: String(Date.now() + hour / 10) })],
  ])('with %s', async (_what, difference) => {
    const stage = await onStage()
    const body = [appEvent(stage, '5000000001')]
    stage.startCounting()
    expect(await knock(stage, { body, ...difference() })).toMatchObject({ status: 401 })
    expect(stage.calls()).toEqual(nothing)
  })

  test.each([
    ['a signature nobody made', () => ({ headers: { 'x-hubspot-signature-v3': forged } })],
    ["another app's signature", () => ({ secret: 'the-secret-of-another-app' })],
    ['a signature for another URL', () => ({ signedUrl: 'https://elsewhere.example/webhook' })],
    ['a query that was not signed', (stage: TestStage) => ({ suffix: '?a=1', signedUrl: stage.bot.webhookUrl })],
    ['a path that was not signed', (stage: TestStage) => ({ suffix: '/a', signedUrl: stage.bot.webhookUrl })],
  ])('with %s, beyond reading the stored URL once', async (_what, difference) => {
    const stage = await onStage()
    stage.startCounting()
    for (let count = 0; count < 3; count += 1) {
      expect(await knock(stage, { body: [appEvent(stage, '5000000001')], ...difference(stage) })).toMatchObject({
        status: 401,
      })
    }
    const { hubspot, botpress } = stage.calls()
    expect(hubspot).toEqual([])
    expect(botpress.filter((call) => !/^GET .*\/states\/integration\/.*\/channel$/.test(call))).toEqual([])
    expect(botpress.length).toBeLessThanOrEqual(1)
  })

  test('in a process that knows nothing yet, which reads the stored URL once', async () => {
    const stage = await onStage()
    const second = await anotherProcess(stage)
    stage.bot.integrationUrls = [second.url]
    stage.startCounting()
    for (let count = 0; count < 3; count += 1) {
      expect(await knock(stage, { body: '[]', secret: 'a-guess' })).toMatchObject({ status: 401 })
    }
    expect(stage.calls()).toEqual({ hubspot: [], botpress: [expect.stringMatching(/^GET .*\/channel$/)] })
  })

  test('with a body that was changed on the way', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const timestamp = String(Date.now())
    const body = JSON.stringify([appEvent(stage, thread.id)])
    const genuine = await knock(stage, { body: body.replace('CLOSED', 'OPEN'), timestamp })
    expect(genuine.status).toBe(200)
    const { calls } = stage.botpress.webhookLog
    const signature = calls.at(-1)?.headers['x-hubspot-signature-v3']
    expect(await knock(stage, { body, timestamp, headers: { 'x-hubspot-signature-v3': signature } })).toMatchObject({
      status: 401,
    })
    expect(user.session?.active).toBe(true)
  })
})

describe('a webhook is accepted', () => {
  test.each([
    ['with a timestamp four minutes old', () => ({ timestamp: String(Date.now() - 240_000) })],
    ['with a timestamp a minute ahead', () => ({ timestamp: String(Date.now() + 60_000) })],
    ['at the URL with a trailing slash', () => ({ suffix: '/' })],
    ['at the URL with a query', () => ({ suffix: '?secret=a%20b%2Fc%3Ad&x=%7E' })],
    ['at the URL with a trailing slash and a query', () => ({ suffix: '/?secret=1' })],
    ['at a path below the URL', () => ({ suffix: '/app/events?x=1' })],
    [
      'when the trailing slash was signed and not called',
      (stage: TestStage) => ({ signedUrl: `${stage.bot.webhookUrl}/` }),
    ],
    [
      'when the trailing slash was called and not signed',
      (stage: TestStage) => ({ suffix: '/', signedUrl: stage.bot.webhookUrl }),
    ],
  ])('%s', async (_what, difference) => {
    const stage = await onStage()
    const { thread } = await escalated(stage)
    const answer = await knock(stage, { body: [appEvent(stage, thread.id)], ...difference(stage) })
    expect(answer.status).toBe(200)
    expect(stage.botpress.events(stage.bot).map(({ type }) => type)).toEqual(['hitlStopped'])
  })

  test("for the URL that register stored, where it differs from the environment's", async () => {
    const stage = await onStage()
    const { thread } = await escalated(stage)
    process.env.BP_WEBHOOK_URL = 'https://webhooks.elsewhere.example/'
    const answer = await knock(stage, { body: [appEvent(stage, thread.id)] })
    expect(answer.status).toBe(200)
    expect(stage.botpress.events(stage.bot)).toHaveLength(1)
  })

  test("for the environment's URL, where a stored one differs", async () => {
    const stage = await onStage()
    const { thread } = await escalated(stage)
    const [channel] = stage.hubspot.channels(stage.appId)
    await store(stage, 'channel', { channelId: channel?.id, webhookUrl: 'https://old.example/webhook' })
    expect(await knock(stage, { body: [appEvent(stage, thread.id)] })).toMatchObject({ status: 200 })
    expect(stage.botpress.events(stage.bot)).toHaveLength(1)
  })
})
