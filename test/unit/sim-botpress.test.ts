import { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import ownDefinition from '../../integration.definition'
import { type BotpressSim, type BotpressSimOptions, hostIntegration, type Installation } from '../../sim/botpress'
import { clientOf, definition, Setup } from './sim-botpress-fixture'

let setup: Setup
let sim: BotpressSim
let app: Installation
let client: Client

async function start(options?: BotpressSimOptions) {
  setup = await Setup.start(options)
  ;({ sim, app, client } = setup)
}

beforeEach(() => start())
afterEach(() => setup.stop())

describe('the runtime API', () => {
  it('answers 401 without the token and 403 to an integration that is not installed', async () => {
    const { botId, integrationId } = app
    const wrongToken = new Client({ apiUrl: sim.url, token: 'nope', botId, integrationId })
    await expect(wrongToken.listUsers({})).rejects.toMatchObject({ code: 401, type: 'Unauthorized' })
    const stranger = new Client({ apiUrl: sim.url, token: sim.token, botId: 'bot_x', integrationId })
    await expect(stranger.listUsers({})).rejects.toMatchObject({ code: 403, type: 'Forbidden' })
  })

  it('keeps apart what two integrations of one bot make', async () => {
    const { botId } = app
    const second = { ...definition, name: 'second' }
    const other = sim.install({ definition: second, integrationUrl: setup.server.url, configuration: {}, botId })
    expect(other.integrationId).not.toBe(app.integrationId)
    const input = { channel: 'hitl', tags: { thread: 'a' }, discriminateByTags: ['thread'] }
    const mine = (await client.getOrCreateConversation(input)).conversation
    const theirs = (await clientOf(sim, other).getOrCreateConversation(input)).conversation
    expect([mine.integration, theirs.integration]).toEqual(['sample', 'second'])
    await expect(client.getConversation({ id: theirs.id })).rejects.toMatchObject({ code: 404 })
    expect(sim.conversations(other).map(({ id }) => id)).toEqual([theirs.id])
    const user = other.plugin.startConversation()
    await expect(user.escalate({ title: 'Help' })).rejects.toThrow('createUser returned')
    expect(app.plugin.deliveryFailures).toEqual([])
  })

  it('finds by the listed tags only, or else by all of them, a plugin’s own included', async () => {
    const tags = { email: 'r@example.com', kind: 'end-user' }
    const { user } = await client.getOrCreateUser({ tags })
    const { user: again } = await client.getOrCreateUser({ tags })
    expect(again.id).toBe(user.id)
    const listed = { tags: { email: 'r@example.com' }, discriminateByTags: ['email'] }
    expect((await client.getOrCreateUser(listed)).user.id).toBe(user.id)
    expect((await client.getOrCreateUser({ tags: { email: 'r@example.com' } })).user.id).not.toBe(user.id)
    await expect(client.getOrCreateUser({ tags: {}, discriminateByTags: ['email'] })).rejects.toMatchObject({
      code: 400,
    })
  })

  it('makes one record of many simultaneous get-or-creates', async () => {
    const input = { channel: 'hitl', tags: { thread: 'a' }, discriminateByTags: ['thread'] }
    const all = await Promise.all(Array.from({ length: 20 }, () => client.getOrCreateConversation(input)))
    expect(new Set(all.map(({ conversation }) => conversation.id)).size).toBe(1)
    const states = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        client.getOrSetState({ type: 'integration', id: app.integrationId, name: 'token', payload: { value: `${n}` } }),
      ),
    )
    expect(new Set(states.map(({ state }) => state.payload.value)).size).toBe(1)
    expect(states.filter(({ meta }) => !meta.cached)).toHaveLength(1)
  })

  it('refuses what is undeclared, too long or does not fit its schema', async () => {
    const { user } = await client.createUser({ tags: {} })
    const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
    const place = { conversationId: conversation.id, userId: user.id, tags: {} }
    const invalid = { code: 400, type: 'InvalidPayload' }
    await expect(client.createUser({ tags: { 'hitl#upstream': 'x' } })).rejects.toMatchObject(invalid)
    await expect(client.createUser({ tags: { email: 'x'.repeat(501) } })).rejects.toMatchObject(invalid)
    await expect(client.createUser({ tags: {}, name: 'x'.repeat(201) })).rejects.toMatchObject(invalid)
    await expect(client.createConversation({ channel: 'chat', tags: {} })).rejects.toMatchObject(invalid)
    await expect(client.createMessage({ ...place, type: 'card', payload: {} })).rejects.toMatchObject(invalid)
    await expect(client.createMessage({ ...place, type: 'text', payload: { text: '' } })).rejects.toMatchObject(invalid)
    const extra = { text: 'hi', additionalData: 'x' }
    await expect(client.createMessage({ ...place, type: 'text', payload: extra })).rejects.toThrow('additionalData')
    const bloc = { items: [{ type: 'text', payload: { text: 'a', nope: 1 } }] }
    await expect(client.createMessage({ ...place, type: 'bloc', payload: bloc })).rejects.toMatchObject(invalid)
    await expect(client.createEvent({ type: 'hitlAssigned', payload: {} })).rejects.toMatchObject(invalid)
    await expect(client.createEvent({ type: 'typing', payload: {} })).rejects.toMatchObject(invalid)
    const state = { type: 'integration', id: app.integrationId } as const
    await expect(client.setState({ ...state, name: 'nope', payload: {} })).rejects.toMatchObject(invalid)
    await expect(client.setState({ ...state, name: 'token', payload: {} })).rejects.toMatchObject(invalid)
  })

  it('updates tags, unsets them with an empty string, clears a name with null, and deletes', async () => {
    const { user } = await client.createUser({ tags: { email: 'a@example.com', kind: 'x' }, name: 'Robin' })
    const { user: changed } = await client.updateUser({ id: user.id, tags: { email: '' }, name: null })
    expect(changed).toMatchObject({ tags: { kind: 'x' } })
    expect(changed.name).toBeUndefined()
    expect((await client.listUsers({ tags: { email: 'a@example.com' } })).users).toEqual([])
    await client.deleteUser({ id: user.id })
    await expect(client.getUser({ id: user.id })).rejects.toMatchObject({ code: 404, type: 'ResourceNotFound' })
    const { conversation } = await client.createConversation({ channel: 'hitl', tags: { thread: 'a', other: 'b' } })
    await client.updateConversation({ id: conversation.id, tags: { other: '' } })
    expect((await client.getConversation({ id: conversation.id })).conversation.tags).toEqual({ thread: 'a' })
    await client.deleteConversation({ id: conversation.id })
    await expect(client.getConversation({ id: conversation.id })).rejects.toMatchObject({ code: 404 })
  })

  it('lists page by page with a subset filter on tags', async () => {
    await setup.stop()
    await start({ pageSize: 2 })
    for (const thread of ['1', '2', '3', '4', '5']) {
      await client.createConversation({ channel: 'hitl', tags: { thread, other: 'same' } })
    }
    await client.createConversation({ channel: 'hitl', tags: { thread: 'x' } })
    const found = await client.list.conversations({ tags: { other: 'same' } }).collect()
    expect(found.map(({ tags }) => tags.thread)).toEqual(['5', '4', '3', '2', '1'])
    expect((await client.listConversations({})).meta.nextToken).toBeDefined()
  })

  it('keeps states: patched, cleared with null, expired when idle', async () => {
    let now = 1_000_000
    await setup.stop()
    await start({ now: () => now })
    const place = { type: 'integration', id: app.integrationId, name: 'token' } as const
    await expect(client.getState(place)).rejects.toMatchObject({ code: 404 })
    await expect(client.patchState({ ...place, payload: { value: 'a' } })).rejects.toMatchObject({ code: 404 })
    await client.setState({ ...place, payload: { value: 'a' }, expiry: 1000 })
    await client.patchState({ ...place, payload: { count: 2 } })
    now += 900
    expect((await client.getState(place)).state.payload).toEqual({ value: 'a', count: 2 })
    now += 900
    expect((await client.getState(place)).state.payload.value).toBe('a')
    now += 1000
    await expect(client.getState(place)).rejects.toMatchObject({ code: 404 })
    await client.setState({ ...place, payload: { value: 'b' } })
    await client.setState({ ...place, payload: null })
    await expect(client.getState(place)).rejects.toMatchObject({ code: 404 })
    await expect(client.getState({ ...place, id: 'other' })).rejects.toMatchObject({ code: 404 })
  })

  it('stores files and serves them under their public link', async () => {
    const content = Buffer.from('Grüße')
    const { file } = await client.uploadFile({
      key: 'a/grüße.txt',
      content,
      contentType: 'text/plain',
      accessPolicies: ['public_content'],
      publicContentImmediatelyAccessible: true,
    })
    const answer = await fetch(file.url)
    expect(answer.headers.get('content-type')).toBe('text/plain')
    expect(await answer.text()).toBe('Grüße')
    expect((await client.getFile({ id: file.id })).file).toMatchObject({
      status: 'upload_completed',
      size: content.length,
    })
    const { file: hidden } = await client.uploadFile({ key: 'b', content })
    expect((await fetch(hidden.url)).status).toBe(200)
    expect((await fetch(hidden.url.split('?')[0] ?? '')).status).toBe(403)
    await client.deleteFile({ id: file.id })
    expect((await fetch(file.url)).status).toBe(404)
  })

  it('keeps installations apart and plays faults', async () => {
    const other = sim.install({ definition, integrationUrl: setup.server.url, configuration: {} })
    expect(other.integrationId).toBe(app.integrationId)
    const { user } = await client.createUser({ tags: {} })
    await expect(clientOf(sim, other).getUser({ id: user.id })).rejects.toMatchObject({ code: 404 })
    sim.faults.add({ path: /users/, drop: 'after', times: 1 })
    await expect(client.createUser({ tags: {} })).rejects.toThrow()
    expect(sim.users(app)).toHaveLength(2)
    await client.configureIntegration({ scheduleRegisterCall: 'daily' })
    expect([app.scheduleRegisterCall, other.scheduleRegisterCall]).toEqual(['daily', undefined])
  })
})

describe('the dispatcher and the webhook host', () => {
  it('hands over identity and configuration, and reports a refusal by its message', async () => {
    await app.register()
    const [first] = setup.received
    const { headers = {}, body } = first ?? {}
    expect(body).toEqual({ webhookUrl: app.webhookUrl })
    expect(headers).toMatchObject({
      'x-webhook-id': app.webhookId,
      'x-bot-id': app.botId,
      'x-bp-operation': 'register',
    })
    const configuration = Buffer.from(headers['x-bp-configuration'] ?? '', 'base64').toString('utf8')
    expect(JSON.parse(configuration)).toEqual({ secret: 'sésame' })
    setup.refusals = { register: 'Wrong secret', stopHitl: 'Gone' }
    await expect(app.register()).rejects.toThrow('Wrong secret')
    await expect(app.callAction('stopHitl', { conversationId: 'c' })).rejects.toThrow('Gone')
    await expect(app.callAction('stopHitl', {})).rejects.toThrow('input of stopHitl is invalid')
  })

  it('passes a web request on with path, query and headers, and the answer back', async () => {
    const url = `${app.webhookUrl}/oauth/start?code=a%20b&x=1`
    const answer = await fetch(url, { method: 'POST', headers: { 'X-Sign': 's' }, body: '{"name":"Zoë"}' })
    expect([answer.status, answer.headers.get('x-seen')]).toEqual([202, 'yes'])
    expect(await answer.json()).toMatchObject({
      body: '{"name":"Zoë"}',
      path: '/oauth/start',
      query: 'code=a%20b&x=1',
      method: 'POST',
      headers: { 'x-sign': 's' },
    })
    expect(await (await fetch(app.webhookUrl)).json()).toMatchObject({ path: '/', query: '', method: 'GET' })
    expect((await fetch(`${sim.webhookUrl}/unknown`)).status).toBe(404)
  })

  it('takes its turn among several processes and goes on to the next when one is gone', async () => {
    const second = await hostIntegration(setup.handler)
    app.integrationUrls = [setup.server.url, second.url]
    await app.register()
    await second.close()
    await app.register()
    await app.register()
    expect(setup.received).toHaveLength(3)
    expect(sim.dispatchLog.calls.filter(({ status }) => status === 0).length).toBeGreaterThan(0)
  })

  it('installs this package’s own definition', () => {
    const own = sim.install({ definition: ownDefinition, integrationUrl: setup.server.url, configuration: {} })
    expect(own.alias).toBe('hubspot-inbox-hitl')
  })
})
