import { describe, expect, test } from 'vitest'
import { call, dana, openChat, opening, refusal, robin, screenName, sim, visitorApi } from './salesiq-sim-rig'

const send = (id: string, body: unknown) => call('POST', `${visitorApi}/conversations/${id}/messages`, body)

function upload(name: string, type: string, content = 'bytes', comment?: string): FormData {
  const form = new FormData()
  form.set('file', new File([content], name, { type }))
  if (comment !== undefined) form.set('comment', comment)
  return form
}

describe('a chat', () => {
  test('is opened with both of its ids, and opened again when asked again', async () => {
    const one = await openChat()
    const other = await openChat()
    expect(one).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      conversation_id: expect.stringMatching(/^\d+$/),
      wms_chat_id: expect.stringMatching(/^LD_\d+_70001$/),
      chat_status: { state_key: 'waiting', state: 1 },
      visitor: { user_id: 'user_01', email: 'Kim@Example.com' },
    })
    expect(other.conversation_id).not.toBe(one.conversation_id)
    expect(other.visitor.id).toBe(one.visitor.id)
    expect(sim.chats(screenName).map(({ status }) => status)).toEqual(['waiting', 'waiting'])
  })

  test.each([
    ['an unknown brand', { app_id: '1' }, { status: 404, code: 1019, param: 'app_id' }],
    ['a department of another brand', { department_id: '70000000002025' }, { code: 1025, param: 'department_id' }],
    ['no question', { question: ' ' }, { code: 1011, param: 'question' }],
    ['a question that is no text', { question: 7 }, { code: 1007, param: 'question' }],
    ['a long question', { question: 'x'.repeat(5001) }, { status: 400, code: 1011, param: 'question' }],
    ['a long wait', { custom_wait_time: 1000 }, { code: 1011, param: 'custom_wait_time' }],
    ['nobody', { visitor: { name: 'Kim' } }, { code: 1011, json_key: 'visitor.user_id' }],
    ['a bad address', { visitor: { user_id: 'u', email: 'kim@' } }, { code: 1011, json_key: 'visitor.email' }],
    ['a bad number', { visitor: { user_id: 'u', phone: 'call me' } }, { code: 1011, json_key: 'visitor.phone' }],
    ['a long line of history', past('x'.repeat(5001)), { code: 1011, json_key: 'past_messages[0].text' }],
  ])('is refused with %s, which is named', async (_what, more, expected) => {
    expect(await refusal(call('POST', `${visitorApi}/conversations`, opening(more)))).toMatchObject(expected)
    expect(sim.chats(screenName)).toEqual([])
  })

  test('keeps the history and what is to be seen beside it, where history is known', async () => {
    await openChat({ ...past('Hello'), custom_wait_time: 999 })
    expect(sim.chats(screenName)).toMatchObject([
      { customerInfo: { session: 'conv_01' }, pastMessages: [{ senderType: 'bot', at: 5, text: 'Hello' }], waitS: 999 },
    ])
    sim.settings.pastMessages = false
    expect(await refusal(call('POST', `${visitorApi}/conversations`, opening(past('Hello'))))).toMatchObject({
      code: 1011,
      param: 'past_messages',
    })
  })

  test('takes texts and files under its number, and answers nothing', async () => {
    const { conversation_id: id, id: hex } = await openChat()
    const answer = await send(id, { text: 'Hello' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect((await send(id, upload('a.txt', 'text/plain', 'bytes', 'See'))).status).toBe(200)
    expect(sim.chat(id).entries).toMatchObject([
      { by: 'visitor', text: 'Hello', file: undefined },
      { text: 'See', file: { name: 'a.txt', contentType: 'text/plain', content: Buffer.from('bytes') } },
    ])
    expect(await refusal(send(hex, { text: 'Hello' }))).toMatchObject({ code: 1019 })
    expect(await refusal(send(id, { text: '' }))).toMatchObject({ code: 1011, param: 'text' })
  })

  test('refuses files that are empty, too large, of a wrong kind, or not to be shared', async () => {
    const { conversation_id: id } = await openChat()
    expect(await refusal(send(id, upload('a.txt', 'text/plain', '')))).toMatchObject({ code: 1018 })
    expect(await refusal(send(id, upload('a.svg', 'image/svg+xml')))).toMatchObject({ code: 1028 })
    expect(await refusal(send(id, upload('a.png', 'image/svg+xml')))).toMatchObject({ code: 1028 })
    sim.settings.fileMax = 3
    expect(await refusal(send(id, upload('a.txt', 'text/plain')))).toMatchObject({ code: 1027 })
    sim.ui.setBrand('70000000002238', { shareFile: false })
    expect(await refusal(send(id, upload('a.txt', 'text/plain', 'abc')))).toMatchObject({ code: 1028 })
    expect(sim.files(screenName)).toEqual([])
  })

  test('takes no message once it is over, unless it is set to', async () => {
    const { conversation_id: id } = await openChat()
    sim.ui.miss(id)
    expect(await refusal(send(id, { text: 'Hello?' }))).toMatchObject({ code: 1019 })
    sim.settings.sendIntoEnded = 'accept'
    expect((await send(id, { text: 'Hello?' })).status).toBe(200)
    expect(sim.chat(id)).toMatchObject({ status: 'missed', entries: [{ text: 'Hello?' }] })
  })

  test('is closed by its visitor under its long id with PUT alone, and once', async () => {
    const { conversation_id: id, id: hex } = await openChat()
    sim.ui.pickUp(id, dana.id)
    const close = (of: string, method = 'PUT') => call(method, `/visitor/v2/${screenName}/conversations/${of}/close`)
    expect(await refusal(close(hex, 'POST'))).toMatchObject({ status: 400, code: 1004 })
    expect(await refusal(close(id))).toMatchObject({ code: 1019 })
    expect((await close(hex)).status).toBe(200)
    expect(sim.chat(id)).toMatchObject({ status: 'ended', endedBy: 'visitor', owner: { id: dana.id } })
    expect(await refusal(close(hex))).toMatchObject({ code: 1019 })
    sim.settings.visitorClose = 'off'
    expect(await refusal(close(hex))).toMatchObject({ status: 404, code: 1006 })
  })

  test('goes on as another thread when its visitor reopens it', async () => {
    const { conversation_id: id, id: hex } = await openChat()
    const reopen = () => call('POST', `${visitorApi}/conversations/${hex}/reopen`, { message: 'One more thing' })
    expect(await refusal(reopen())).toMatchObject({ code: 1014 })
    sim.ui.pickUp(id, robin.id)
    sim.ui.end(id, { by: 'agent' })
    expect((await reopen()).status).toBe(200)
    expect(sim.chat(id)).toMatchObject({
      status: 'waiting',
      question: 'One more thing',
      threads: [{ endedBy: 'agent' }, { number: 2, status: 'waiting' }],
    })
  })

  test('is missed when nobody picks it up in time', async () => {
    sim.settings.waitScale = 1
    const { conversation_id: missed } = await openChat({ custom_wait_time: 20 })
    const { conversation_id: picked } = await openChat({ custom_wait_time: 20 })
    sim.ui.pickUp(picked, dana.id)
    await expect.poll(() => sim.chat(missed).status).toBe('missed')
    expect(sim.chat(picked).status).toBe('connected')
  })
})

function past(text: string): Record<string, unknown> {
  return { past_messages: [{ sender_type: 'bot', sender_name: 'Shop bot', time: '5', text }] }
}
