import { afterEach, expect, onTestFinished, test } from 'vitest'
import { type Front, startFront } from '../../sim/http/front'
import { startServer } from '../../sim/http/server'
import { setStage } from '../../sim/hubspot-stage'

let front: Front

afterEach(() => front.close())

test('servers share a port, each under its prefix, which they do not see', async () => {
  front = await startFront()
  const start = (prefix: string) =>
    startServer({
      side: prefix,
      place: { front, prefix },
      handle: async ({ path, rawQuery }) => ({ status: 200, body: `${prefix || 'rest'} ${path} ${rawQuery}` }),
    })
  const [hubspot] = await Promise.all([start('/hubspot'), start('/hub'), start('')])
  const get = async (path: string) => (await fetch(`${front.url}${path}`)).text()
  expect(hubspot.url).toBe(`${front.url}/hubspot`)
  expect(await get('/hubspot/a/b?c=d')).toBe('/hubspot /a/b c=d')
  expect(await get('/hubspot')).toBe('/hubspot / ')
  expect(await get('/hubspot?x=1')).toBe('/hubspot / x=1')
  expect(await get('/hub/spot')).toBe('/hub /spot ')
  expect(await get('/hubspots')).toBe('rest /hubspots ')
  await hubspot.close()
  expect(await get('/hubspot/a')).toBe('rest /hubspot/a ')
})

test('a taken prefix is refused, and where nobody answers it is 404', async () => {
  front = await startFront()
  front.mount('/api', (_incoming, outgoing) => outgoing.end())
  expect(() => front.mount('/api', () => {})).toThrow(/already/)
  expect((await fetch(`${front.url}/else`)).status).toBe(404)
})

test("HubSpot's consent pages, the file links and the webhook host work under their prefixes", async () => {
  front = await startFront()
  const stage = await setStage({ front, handler: async () => ({ status: 200, body: '"heard"' }) })
  onTestFinished(() => stage.close())
  const { hubspot, botpress, bot, portalId } = stage
  expect([hubspot.url, botpress.url, new URL(bot.webhookUrl).pathname]).toEqual([
    `${front.url}/hubspot`,
    `${front.url}/botpress`,
    `/webhooks/${bot.webhookId}`,
  ])
  const query = new URLSearchParams({ client_id: String(bot.configuration.clientId), redirect_uri: bot.webhookUrl })
  const page = `${hubspot.url}/oauth/authorize?${query}`
  const [, action = ''] = /action="([^"]*)"/.exec(await (await fetch(page)).text()) ?? []
  const target = new URL(action.replace(/&#38;/g, '&'), page)
  const body = new URLSearchParams({ decision: 'allow', portalId: String(portalId) })
  const back = await fetch(target, { method: 'POST', body, redirect: 'manual' })
  expect(back.headers.get('location')).toMatch(`${bot.webhookUrl}?code=`)

  const file = { name: 'a b.txt', contentType: 'text/plain', content: Buffer.from('content') }
  for (const url of [hubspot.ui.inlineImage(portalId, file), botpress.storeWebChatFile(bot, file)]) {
    expect(await (await fetch(url)).text()).toBe('content')
  }
  expect(await (await fetch(`${bot.webhookUrl}/x?y=z`)).json()).toBe('heard')
})
