import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import {
  accessToken,
  appId,
  call,
  capabilities,
  channels,
  clientSecret,
  connect,
  conversations,
  developerQuery,
  errorBody,
  incoming,
  json,
  portalId,
  publish,
  publishedBody,
  scopes,
  sim,
  start,
  token,
  tokenCall,
  withId,
  withResults,
} from './sim-hubspot-rig'

describe('OAuth', () => {
  test('tells what a token may do, and ends it when its time is up', async () => {
    const body = new URLSearchParams({ client_id: 'client', client_secret: clientSecret, token })
    const introspect = () => fetch(`${sim.url}/oauth/2026-09/token/introspect`, { method: 'POST', body })
    const info = await json(z.looseObject({}), introspect())
    expect(info).toMatchObject({ active: true, hub_id: portalId, scopes })
    sim.expireAccessTokens()
    expect(await json(z.looseObject({}), introspect())).toEqual({ active: false })
    expect((await call('GET', `${conversations}/inboxes`)).status).toBe(401)
  })

  test('refuses a revoked refresh token in the shape of the token endpoint', async () => {
    const { refreshToken } = sim.install({ appId, portalId, scopes })
    sim.revoke(refreshToken)
    const body = await json(z.looseObject({}), tokenCall({ refresh_token: refreshToken }), 400)
    expect(body).toMatchObject({ error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' })
  })

  test('kills the old refresh token when rotation is on', async () => {
    sim.settings.rotateRefreshTokens = true
    const { refreshToken } = sim.install({ appId, portalId, scopes })
    const { refresh_token: next } = await json(
      z.looseObject({ refresh_token: z.string() }),
      tokenCall({ refresh_token: refreshToken }),
    )
    expect(next).not.toBe(refreshToken)
    expect((await tokenCall({ refresh_token: refreshToken })).status).toBe(400)
    expect((await tokenCall({ refresh_token: next })).status).toBe(200)
  })

  test('exchanges a code once', async () => {
    const redirectUri = 'https://bot.example/oauth'
    const code = sim.createAuthCode({ appId, portalId, scopes, redirectUri })
    const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
    expect((await tokenCall(fields)).status).toBe(200)
    expect((await tokenCall(fields)).status).toBe(400)
  })

  test('names the scopes that a call would need', async () => {
    const { refreshToken } = sim.install({ appId, portalId, scopes: ['oauth'] })
    const poor = await accessToken({ refresh_token: refreshToken })
    const body = await json(z.looseObject({}), call('GET', `${conversations}/inboxes`, undefined, poor), 403)
    expect(body).toMatchObject({
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['conversations.read'] } }],
    })
  })
})

describe('custom channels', () => {
  test('want the developer key and app id, and capabilities that HubSpot knows', async () => {
    const channel = { name: 'Botpress', capabilities: { ...capabilities, threadingModel: 'SOME' } }
    expect((await call('GET', `${channels}?hapikey=wrong&appId=${appId}`)).status).toBe(401)
    expect((await call('GET', `${channels}?hapikey=dev-key&appId=1`)).status).toBe(404)
    const body = await json(errorBody, call('POST', `${channels}?${developerQuery}`, channel), 400)
    expect(body.subCategory).toBe('CustomChannelsError.INVALID_CHANNEL_CAPABILITY_VALUES')
    expect(body.context).toEqual({ capabilityKeysAndValues: ['threadingModel: "SOME"'] })
  })

  test('stay hidden for a while, from lists and from everything that uses them', async () => {
    let now = Date.parse('2026-11-21T08:00:00Z')
    await start({ publicDelayMs: 10_000, now: () => now })
    const created = call('POST', `${channels}?${developerQuery}`, { name: 'Botpress', capabilities })
    const { id } = await json(withId, created, 201)
    const list = () => json(withResults, call('GET', `${channels}?${developerQuery}`))
    const account = () =>
      call('POST', `${channels}/${id}/channel-accounts`, { inboxId: '11', name: 'B', authorized: true })
    expect((await list()).results).toEqual([])
    expect((await account()).status).toBe(404)
    now += 10_000
    expect((await list()).results).toMatchObject([{ id }])
    expect((await account()).status).toBe(201)
  })

  test('page their lists', async () => {
    sim.settings.pageSize = 2
    const first = await json(withResults, call('GET', `${conversations}/inboxes?limit=100`))
    expect(first.results.map(({ id }) => id)).toEqual(['11', '12'])
    expect(first.paging).toMatchObject({ next: { after: '2' } })
    const second = await json(withResults, call('GET', `${conversations}/inboxes?limit=100&after=2`))
    expect(second.results.map(({ id }) => id)).toEqual(['13'])
    expect(second.paging).toBeUndefined()
  })
})

describe('publishing', () => {
  test('gathers messages of one integration thread id in one thread', async () => {
    const { channelId, accountId } = await connect()
    const first = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    const second = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    const other = publish(channelId, incoming(accountId, { integrationThreadId: 'thread-2' }))
    expect(second.conversationsThreadId).toBe(first.conversationsThreadId)
    expect((await json(publishedBody, other, 201)).conversationsThreadId).not.toBe(first.conversationsThreadId)
    expect(sim.threads(portalId)).toHaveLength(2)
  })

  test('answers a repeated idempotency id with the first message, or with a conflict', async () => {
    const { channelId, accountId } = await connect()
    const body = incoming(accountId, { integrationIdempotencyId: 'once' })
    sim.faults.add({ method: 'POST', path: /messages$/, drop: 'after', times: 1 })
    await expect(publish(channelId, body)).rejects.toThrow()
    const again = await json(publishedBody, publish(channelId, body), 201)
    expect(sim.messages(again.conversationsThreadId)).toMatchObject([{ id: again.id }])
    sim.settings.repeatedIdempotency = 'conflict'
    expect((await publish(channelId, body)).status).toBe(409)
  })

  test('treats the channel of another app as none, and refuses accounts that are switched off', async () => {
    const { channelId, accountId } = await connect()
    sim.addApp({ appId: 1, clientId: 'other', clientSecret: 'other', developerApiKey: 'other' })
    const { refreshToken } = sim.install({ appId: 1, portalId, scopes })
    const foreign = await accessToken({
      refresh_token: refreshToken,
      client_id: 'other',
      client_secret: 'other',
    })
    const error = await json(errorBody, publish(channelId, incoming(accountId), foreign), 404)
    expect(error.subCategory).toBe('ChannelIntegrationMessagePublishError.CHANNEL_DOES_NOT_EXIST')
    sim.ui.setAccountActive(accountId, false)
    expect((await publish(channelId, incoming(accountId))).status).toBe(400)
    const { attachments: _attachments, ...incomplete } = incoming(accountId)
    const invalid = await json(errorBody, publish(channelId, incomplete), 400)
    expect(invalid).toMatchObject({ category: 'VALIDATION_ERROR', errors: [{ in: 'attachments' }] })
  })

  test('lands on the named contact, else the one with the address, else on a visitor', async () => {
    const { channelId, accountId } = await connect()
    const ana = sim.addContact(portalId, { email: 'ana@example.com', firstname: 'Ana' })
    const lee = sim.addContact(portalId, { lastname: 'Lee', phone: '+1 415 555 2671' })
    const landed = async (thread: string, type: string, value: string, more = {}) => {
      const senders = [{ deliveryIdentifier: { type, value } }]
      const body = incoming(accountId, { integrationThreadId: thread, senders, ...more })
      return (await json(publishedBody, publish(channelId, body), 201)).createdBy
    }
    expect(await landed('a', 'HS_EMAIL_ADDRESS', 'Ana@example.com')).toBe(`V-${ana.id}`)
    expect(await landed('b', 'HS_PHONE_NUMBER', '+14155552671')).toBe(`V-${lee.id}`)
    const named = { associateWithContactId: Number(lee.id) }
    expect(await landed('c', 'HS_EMAIL_ADDRESS', 'ana@example.com', named)).toBe(`V-${lee.id}`)
    const stranger = await landed('d', 'CHANNEL_SPECIFIC_OPAQUE_ID', 'guest')
    expect(sim.contacts(portalId).map(({ id }) => `V-${id}`)).not.toContain(stranger)
    expect(await landed('e', 'CHANNEL_SPECIFIC_OPAQUE_ID', 'guest')).toBe(stranger)
  })

  test('reopens a closed thread, and does not bring back a deleted one', async () => {
    const { channelId, accountId } = await connect()
    const { conversationsThreadId: id } = await json(publishedBody, publish(channelId, incoming(accountId)), 201)
    expect((await call('PATCH', `${conversations}/threads/${id}`, { status: 'CLOSED' })).status).toBe(200)
    expect(sim.thread(id).status).toBe('CLOSED')
    await publish(channelId, incoming(accountId))
    expect(sim.thread(id).status).toBe('OPEN')
    sim.ui.deleteThread(id)
    expect((await publish(channelId, incoming(accountId))).status).toBe(404)
    expect((await call('GET', `${conversations}/threads/${id}`)).status).toBe(404)
    expect((await call('GET', `${conversations}/threads/${id}?archived=true`)).status).toBe(200)
  })
})

describe('contacts', () => {
  const search = (propertyName: string, value: string) =>
    json(
      withResults,
      call('POST', '/crm/objects/2026-09/contacts/search', {
        filterGroups: [{ filters: [{ propertyName, operator: 'EQ', value }] }],
      }),
    )

  test('are found by e-mail and by national phone number, once the index has caught up', async () => {
    let now = Date.now()
    await start({ contactSearchLagMs: 5000, now: () => now })
    const properties = { email: 'ana@example.com', phone: '+44 20 7946 0958' }
    const created = call('POST', '/crm/objects/2026-09/contacts', { properties })
    const { id } = await json(withId, created, 201)
    expect((await search('email', 'ana@example.com')).results).toEqual([])
    now += 5000
    expect((await search('email', 'ANA@example.com')).results).toMatchObject([{ id }])
    const phone = 'hs_searchable_calculated_phone_number'
    expect((await search(phone, '2079460958')).results).toMatchObject([{ id }])
    expect((await search(phone, '442079460958')).results).toEqual([])
  })

  test('are made once per e-mail address, and never without a name or address', async () => {
    const create = (properties: Record<string, string>) => call('POST', '/crm/objects/2026-09/contacts', { properties })
    const { id } = await json(withId, create({ email: 'ana@example.com' }), 201)
    const error = await json(errorBody, create({ email: 'ANA@example.com' }), 409)
    expect(error.message).toBe(`Contact already exists. Existing ID: ${id}`)
    expect((await create({ phone: '+14155552671' })).status).toBe(400)
    const inputs = [{ id: 'ana@example.com', idProperty: 'email', properties: { firstname: 'Ana' } }]
    const upserted = call('POST', '/crm/objects/2026-09/contacts/batch/upsert', { inputs })
    expect((await json(withResults, upserted)).results).toMatchObject([{ id, new: false }])
  })
})

test('files are private until signed, and an upload comes back byte for byte', async () => {
  const form = new FormData()
  const content = Buffer.from([0, 255, 10, 13, 10, 200])
  form.set('file', new Blob([content], { type: 'image/png' }), 'a b.png')
  form.set('options', JSON.stringify({ access: 'PRIVATE' }))
  form.set('folderPath', '/chat')
  const headers = { authorization: `Bearer ${token}` }
  const upload = fetch(`${sim.url}/files/2026-09/files`, { method: 'POST', headers, body: form })
  const file = await json(withId.extend({ url: z.string() }), upload, 201)
  expect(file).toMatchObject({ name: 'a b', extension: 'png', size: 6, type: 'IMG' })
  expect((await fetch(file.url)).status).toBe(404)
  const signed = call('GET', `/files/2026-09/files/${file.id}/signed-url?expirationSeconds=60`)
  const { url } = await json(z.looseObject({ url: z.string() }), signed)
  const served = await fetch(url)
  expect(served.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await served.arrayBuffer())).toEqual(content)
})

test('an unknown path is answered in the shape of HubSpot', async () => {
  const body = await json(errorBody, call('GET', '/conversations/v3/conversations/threads'), 404)
  expect(body).toMatchObject({ status: 'error', category: 'OBJECT_NOT_FOUND' })
})
