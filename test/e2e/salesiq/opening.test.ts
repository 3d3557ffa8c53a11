import { describe, expect, test } from 'vitest'
import { operators } from '../../../sim/salesiq-stage'
import { joinings, said } from '../../stage/chat'
import { until } from '../../stage/until'
import { escalated, onSalesIqStage, type TestStage } from './on-salesiq-stage'

const opening = /\/api\/visitor\/v1\/[^/]+\/conversations$/
const chats = ({ salesiq, screenName }: TestStage) => salesiq.chats(screenName)
const logged = ({ logs }: TestStage) => logs.map(({ text }) => text).join('\n')

/** What an escalation is told when it fails. */
async function refusal(stage: TestStage, hitlSession: Record<string, unknown> = {}): Promise<string> {
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
  const error: unknown = await user.escalate({ title: 'A broken lamp', hitlSession }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error)) throw new Error('The escalation was accepted')
  return error.message
}

describe('an escalation', () => {
  test('costs at most three calls to SalesIQ and four to Botpress when warm', async () => {
    const stage = await onSalesIqStage()
    await escalated(stage, { email: 'first@customers.example' })
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee', email: 'kim@customers.example' })
    await user.say('hello there')
    stage.startCounting()
    await user.escalate({ title: 'A broken lamp' })
    const { salesiq, botpress } = stage.calls()
    const ours = botpress.filter((call) => !/\/hitl-plugin\//.test(call))
    expect(salesiq.length, salesiq.join('\n')).toBeLessThanOrEqual(3)
    expect(ours.length, ours.join('\n')).toBeLessThanOrEqual(4)
  })

  test('costs one call to Zoho more when the token has ended', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.expireAccessTokens()
    stage.startCounting()
    await escalated(stage)
    expect(stage.calls().salesiq.filter((call) => call === 'POST /oauth/v2/token')).toHaveLength(1)
  })

  test("goes to the card's department, with its visitor and what agents are to see", async () => {
    const stage = await onSalesIqStage()
    const department = stage.brands[0]?.departments[1]
    const customInfo = JSON.stringify({
      Order: '1042',
      Plan: 'x'.repeat(500),
      'Botpress session': 'forged',
      n: 7,
      o: {},
    })
    await escalated(
      stage,
      { email: 'kim@customers.example' },
      {
        hitlSession: {
          departmentId: department?.id,
          visitorEmail: 'other@customers.example',
          visitorPhone: '+1 555 010 0199',
          customInfo,
        },
      },
    )
    const chat = chats(stage).at(-1)
    expect(chat).toMatchObject({
      department: { id: department?.id },
      visitor: { email: 'other@customers.example', phone: '+15550100199' },
      customerInfo: { Order: '1042', Plan: expect.stringMatching(/^x{150,199}…?$/), n: '7' },
    })
    expect(Object.values(chat?.customerInfo ?? {})).not.toContain('forged')
    expect(chat?.visitor.userId).not.toMatch(/@|555/)
  })

  test('shows at most twenty of the texts that the card has for agents', async () => {
    const stage = await onSalesIqStage()
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`Field ${at}`, 'yes']))
    await escalated(stage, {}, { hitlSession: { customInfo: JSON.stringify(many) } })
    expect(Object.keys(chats(stage)[0]?.customerInfo ?? {})).toHaveLength(21)
  })

  test.each(['{"Order":', '[]', '"text"', 'Order 1042'])(
    'opens without the custom info that cannot be read: %s',
    async (customInfo) => {
      const stage = await onSalesIqStage()
      await escalated(stage, {}, { hitlSession: { customInfo } })
      expect(Object.keys(chats(stage)[0]?.customerInfo ?? {})).toHaveLength(1)
      expect(logged(stage)).toMatch(/"Custom info" of the escalation is no JSON object/)
      expect(logged(stage)).not.toContain('1042')
    },
  )

  test.each([
    ['an e-mail address that the hitl plugin made up', undefined, {}],
    ['nothing', '', {}],
    ['what is neither address nor number', 'call me', {}],
  ])('of somebody with %s is anonymous', async (_what, email, hitlSession) => {
    const stage = await onSalesIqStage()
    await escalated(stage, email === undefined ? {} : { email }, { hitlSession })
    const { visitor } = chats(stage)[0] ?? {}
    expect(visitor).toMatchObject({ email: undefined, phone: undefined, name: 'Kim Lee' })
  })

  test('names the department that there is none of, and those that there are', async () => {
    const stage = await onSalesIqStage()
    expect(await refusal(stage, { departmentId: '4711' })).toMatch(/"Department ID"\..*\(Support\); .*\(Sales\)/)
    expect(chats(stage)).toEqual([])
  })

  test('that SalesIQ refuses leaves no session behind', async () => {
    const stage = await onSalesIqStage({ salesiq: { nobodyOnline: 'refused' } })
    expect(await refusal(stage)).toMatch(/was not handed over to SalesIQ/)
    expect(stage.bot.plugin.endUsers.every(({ session }) => session?.active !== true)).toBe(true)
  })
})

describe('what SalesIQ does not take', () => {
  test('of the past messages goes as a note', async () => {
    const stage = await onSalesIqStage({ salesiq: { pastMessages: false } })
    const { chatId } = await escalated(stage)
    const { pastMessages, notes } = stage.salesiq.chat(chatId)
    expect(pastMessages).toEqual([])
    expect(notes.map(({ text }) => text).join('\n')).toContain('Kim Lee: hello there')
  })

  test('as a note, where the token may write none, goes as a message that says whose it is', async () => {
    const stage = await onSalesIqStage({
      salesiq: { orgTokenOn: ['webhooks'] },
      configuration: { historyDelivery: 'note' },
    })
    const { chatId } = await escalated(stage)
    const [first] = stage.salesiq
      .chat(chatId)
      .entries.filter(({ by }) => by === 'visitor')
      .slice(-1)
    expect(first?.text).toMatch(/^\[Bot\] .*\n?.*Kim Lee: hello there/s)
  })

  test.each([
    ['the e-mail address', /email/],
    ['the phone number', /phone/],
  ])('%s costs only itself', async (_what, field) => {
    const stage = await onSalesIqStage()
    const key = field.source
    stage.salesiq.faults.add({
      method: 'POST',
      path: opening,
      times: 1,
      status: 400,
      body: { error: { code: 1011, message: 'Invalid parameter value', json_key: `visitor.${key}` } },
    })
    await escalated(stage, {}, { hitlSession: { visitorEmail: 'kim@customers.example', visitorPhone: '+15550100199' } })
    const { visitor } = chats(stage)[0] ?? {}
    expect(visitor?.[key === 'email' ? 'email' : 'phone']).toBeUndefined()
    expect(visitor?.[key === 'email' ? 'phone' : 'email']).toBeDefined()
    expect(logged(stage)).toMatch(/did not take the (e-mail address|phone number) of an escalation/)
  })

  test('of a long title goes as a note, whole', async () => {
    const stage = await onSalesIqStage()
    const description = 'word '.repeat(600).trim()
    const { chatId } = await escalated(stage, {}, { description })
    const { question, notes } = stage.salesiq.chat(chatId)
    expect(question.length).toBeLessThanOrEqual(1_000)
    expect(notes.map(({ text }) => text).join('\n')).toContain(description)
  })
})

describe('an opening whose answer is lost', () => {
  test('is found in the list of chats: one chat, and the session goes on in it', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.faults.add({ method: 'POST', path: opening, drop: 'after', times: 1 })
    const { user, chatId } = await escalated(stage)
    expect(chats(stage)).toHaveLength(1)
    stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text: 'Found you.' })
    await until(() => said(user).includes('Found you.'))
  })

  test('is found although chats show in the list with a delay', async () => {
    const stage = await onSalesIqStage({ salesiq: { listLagMs: 300 } })
    stage.salesiq.faults.add({ method: 'POST', path: opening, drop: 'after', times: 1 })
    await escalated(stage)
    expect(chats(stage)).toHaveLength(1)
  })

  test('is tried once more where nothing was opened', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.faults.add({ method: 'POST', path: opening, drop: 'before', times: 1 })
    await escalated(stage)
    expect(chats(stage)).toHaveLength(1)
  })

  test('is tried once more, and no oftener, where the list cannot be had', async () => {
    const stage = await onSalesIqStage({ salesiq: { orgTokenOn: ['webhooks'] } })
    stage.salesiq.faults.add({ method: 'POST', path: opening, drop: 'before', times: 5 })
    expect(await refusal(stage)).toMatch(/could not be reached to open the chat/)
    expect(stage.salesiq.log.calls.filter(({ path }) => opening.test(path)).length).toBeLessThanOrEqual(3)
  })
})

test('a stray chat, which no answer told of, ends and speaks for itself alone', async () => {
  const stage = await onSalesIqStage({ salesiq: { customerInfoInEvents: 'all', listLagMs: 60_000 } })
  stage.salesiq.webhooks.hold()
  stage.salesiq.faults.add({ method: 'POST', path: opening, drop: 'after', times: 1 })
  const { user, chatId } = await escalated(stage)
  const [stray] = chats(stage)
  expect(stray?.conversationId).not.toBe(chatId)
  await stage.salesiq.webhooks.release()
  stage.salesiq.ui.end(stray?.conversationId ?? '', { by: 'scheduler' })
  await stage.settled()
  expect(user.session?.active).toBe(true)
  stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text: 'Here I am.' })
  await until(() => said(user).includes('Here I am.'))
})

describe('news that overtakes the answer of the opening', () => {
  test('of an assignment is told to the end user once', async () => {
    const stage = await onSalesIqStage({ salesiq: { eventsOvertake: true } })
    stage.salesiq.ui.autoAssign(stage.appId, operators.dana.id)
    const { user } = await escalated(stage)
    await until(() => joinings(user) === 1)
    await stage.settled()
    expect(joinings(user)).toBe(1)
  })

  test('of a reply is not lost, though the opening is answered late', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.faults.add({ method: 'POST', path: opening, after: true, delayMs: 0, times: 0 })
    stage.salesiq.ui.autoAssign(stage.appId, operators.dana.id)
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.reply({ chatId, text: 'At once.' })
    await until(() => said(user).includes('At once.'))
  })
})

test('a chat that an older SalesIQ opens without its digits is found by them all the same', async () => {
  const stage = await onSalesIqStage({ salesiq: { opensWithoutConversationId: true } })
  const { user, chatId } = await escalated(stage)
  stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text: 'Hello, Kim.' })
  await until(() => said(user).includes('Hello, Kim.'))
  await user.say('Is that you?')
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  expect(stage.salesiq.chat(chatId).entries.map(({ text }) => text)).toContain('Is that you?')
})
