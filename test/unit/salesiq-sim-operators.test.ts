import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import {
  accessToken,
  api,
  appId,
  call,
  clientSecret,
  dana,
  data,
  departmentId,
  makeWebhook,
  openChat,
  receiver,
  refusal,
  robin,
  scopes,
  screenName,
  sim,
  visitorApi,
} from './salesiq-sim-rig'

const object = z.looseObject({})
const list = z.array(object)
const get = (path: string) => call('GET', `${api}${path}`)

test('brands show their departments, their settings and what must not be seen', async () => {
  const brands = await data(list, get('/apps'))
  expect(brands).toHaveLength(2)
  sim.ui.setBrand(appId, { shareFile: false, waitingTimeS: 30, bot: { id: 'b1', name: 'Zobot' } })
  const brand = await data(object, get(`/apps/${appId}`))
  expect(brand).toMatchObject({
    name: 'Shop',
    enabled: true,
    departments: [{ [departmentId]: 'Support' }],
    share_file: false,
    waiting_time: '30',
    jwt_authentication: { secret_key: expect.any(String) },
    widgetcode: expect.any(String),
  })
  expect(await refusal(get('/apps/1'))).toMatchObject({ code: 1019 })
  expect(await data(list, get('/departments'))).toMatchObject([
    { name: 'Support', app_ids: [appId] },
    { name: 'Sales' },
  ])
  expect(await data(list, get('/operators'))).toMatchObject([{ name: dana.name }, { name: robin.name }])
})

describe('the list of chats', () => {
  test('finds by brand, address, status and time, newest first', async () => {
    const one = await openChat()
    const two = await openChat({ visitor: { user_id: 'u2' } })
    sim.ui.miss(one.conversation_id)
    const ids = async (query: string) => (await data(list, get(`/conversations?${query}`))).map(({ id }) => id)
    expect(await ids('')).toEqual([two.conversation_id, one.conversation_id])
    expect(await ids('email=kim@example.com')).toEqual([one.conversation_id])
    expect(await ids(`app_id=${appId}&status=open`)).toEqual([two.conversation_id])
    expect(await ids('app_id=1')).toEqual([])
    expect(await ids('status=missed,end')).toEqual([one.conversation_id])
    expect(await ids(`from_time=${Date.now() + 60_000}`)).toEqual([])
    expect(await ids('limit=1&page=2')).toEqual([one.conversation_id])
    expect(await refusal(get('/conversations?limit=100'))).toMatchObject({ code: 1011, param: 'limit' })
    expect(await refusal(get('/conversations?status=lost'))).toMatchObject({ code: 1029 })
    sim.settings.listLagMs = 60_000
    expect(await ids('')).toEqual([])
  })

  test('shows what a chat is known by, but neither its long id nor the user', async () => {
    const { conversation_id: id, id: hex } = await openChat()
    sim.ui.pickUp(id, dana.id)
    const [seen] = await data(list, get('/conversations'))
    expect(seen).toMatchObject({
      id,
      question: 'I need a person',
      customer_info: { session: 'conv_01' },
      status: 'Connected',
      attender: { id: dana.id, is_bot: false },
      notes: false,
    })
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${hex}|user_01`))
    expect(await data(object, get(`/conversations/${id}`))).toEqual(seen)
    expect(await refusal(get(`/conversations/${hex}`))).toMatchObject({ code: 1019 })
  })
})

describe('a chat', () => {
  test('has a transcript from either end, with senders that show who they are', async () => {
    const { conversation_id: id, visitor } = await openChat()
    await call('POST', `${visitorApi}/conversations/${id}/messages`, { text: 'Hello' })
    const file = { name: 'a.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') }
    const [, attached] = sim.ui.reply({ chatId: id, operator: dana.id, text: 'Hello Kim', files: [file] })
    const lines = (query = '') => data(list, get(`/conversations/${id}/messages${query}`))
    expect(await lines()).toMatchObject([
      { sequence_id: '1', sender: { id: `$${visitor.id}` }, type: 'text', message: { text: 'I need a person' } },
      { sender: { id: `$${visitor.id}` }, message: { text: 'Hello' } },
      { sender: { id: dana.id, name: dana.name }, message: { text: 'Hello Kim' } },
      { type: 'attachment', time: attached?.msgid, message: { attachment: { name: 'a.pdf' } } },
    ])
    expect(await lines('?limit=1')).toMatchObject([{ sequence_id: '1' }])
    expect(await lines(`?limit=1&to_time=${Date.now() + 60_000}`)).toMatchObject([{ sequence_id: '4' }])
    expect(await lines(`?from_time=${attached?.msgid}`)).toHaveLength(1)
    const bytes = await get(`/conversations/${id}/attachments/${attached?.file?.id}`)
    expect([bytes.headers.get('content-type'), await bytes.text()]).toEqual(['application/pdf', '%PDF'])
    expect((await fetch(`${sim.url}${api}/conversations/${id}/attachments/${attached?.file?.id}`)).status).toBe(401)
  })

  test('takes notes that nobody hears of, and messages that come back as replies', async () => {
    const hook = await receiver()
    await makeWebhook(hook.url, ['conversation.operator.replied', 'conversation.completed'])
    const { conversation_id: id } = await openChat()
    const note = { object: 'notes', data: { note: 'VIP', creator: { name: dana.name } } }
    expect(await (await call('POST', `${api}/conversations/${id}/notes`, { notes: 'VIP' })).json()).toMatchObject(note)
    expect(sim.chat(id).notes).toMatchObject([{ text: 'VIP' }])
    await call('POST', `${api}/conversations/${id}/messages`, { text: 'As an operator' })
    await sim.webhooks.settled()
    await call('PUT', `${api}/conversations/${id}/close`)
    await sim.webhooks.settled()
    expect(hook.events()).toMatchObject([
      { entity: { message: { text: 'As an operator', sender: { id: dana.id } } } },
      { event: 'conversation.completed', entity: { ended_by: 'agent' } },
    ])
    expect(await refusal(call('PUT', `${api}/conversations/${id}/close`))).toMatchObject({ code: 1019 })
    expect(await data(list, get(`/conversations/${id}/threads`))).toMatchObject([
      { thread_number: 1, ended_by: 'agent', inititated_by: 'visitor' },
    ])
  })

  test('is hidden from tokens of ORG clients where they are set to be of no use, and from no others', async () => {
    const { conversation_id: id } = await openChat()
    sim.settings.orgTokenOn = ['conversations']
    const path = `${api}/conversations/${id}`
    expect((await call('GET', path)).status).toBe(200)
    expect(await refusal(call('GET', `${path}/messages`))).toMatchObject({ code: 1009 })
    expect(await refusal(call('POST', `${path}/notes`, { notes: 'VIP' }))).toMatchObject({ code: 1009 })
    sim.addClient({ clientId: '1000.OTHER', clientSecret, kind: 'SERVER', redirectUrls: [] })
    const { refreshToken } = sim.grant({ clientId: '1000.OTHER', screenName, scopes })
    const own = await accessToken({ refresh_token: refreshToken, client_id: '1000.OTHER' })
    expect((await call('GET', `${path}/messages`, undefined, own)).status).toBe(200)
  })
})
