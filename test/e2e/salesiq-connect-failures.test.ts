import { describe, expect, test, vi } from 'vitest'
import { open, type Purpose, seal, type Ticket } from '../../core/pages/tickets'
import { label } from '../../integrations/zoho-salesiq/src/connect/visit'
import { errorBody } from '../../sim/salesiq'
import { pageKeyOf, stored } from '../stage/stored'
import { click, formOn, linkInLog, linkOn, post, type Seen, submit, visit } from './page-visitor'
import { choose, connect, consent, namePortal, type PageStage, toBrands, unconnected } from './salesiq-connect-visitor'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

/** Each page of SalesIQ's that says no: what it says, the way out, and that nothing has changed. */

const signer = (stage: PageStage) => ({ label, key: pageKeyOf(stage), webhookId: stage.bot.webhookId })
const tokenIn = (url: string, name = 't') => new URL(url).searchParams.get(name) ?? ''

/** A ticket as it would be had it been made at another time. */
function aged(stage: PageStage, purpose: Purpose, text: string): string {
  const opened = open(signer(stage), purpose, text, 0)
  if (!opened.ok) throw new Error('The ticket is not valid')
  return seal(signer(stage), purpose, { ...opened.ticket, endsAt: Date.now() - 1 } satisfies Ticket)
}

const altered = (text: string) => `${text.slice(0, 10)}${text[10] === 'A' ? 'B' : 'A'}${text.slice(11)}`

function expectUnchanged(stage: PageStage): void {
  for (const state of ['connection', 'credentials', 'brand', 'webhook']) expect(stored(stage, state)).toBeUndefined()
  expect(stage.salesiq.webhooksOf(stage.screenName)).toEqual([])
}

/** The address Zoho sends the browser to after a yes. */
async function returnUrl(stage: PageStage): Promise<string> {
  const consentPage = await click(await visit(linkInLog(stage)), /to Zoho/)
  const { action } = formOn(consentPage)
  const body = new URLSearchParams({ screenName: stage.screenName, decision: 'accept' })
  const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

function replaced(url: string, changes: Record<string, string | undefined>): string {
  const changed = new URL(url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) changed.searchParams.delete(name)
    else changed.searchParams.set(name, value)
  }
  return changed.href
}

/** Paths that were asked of Zoho with the client's secret. */
const exchanges = ({ salesiq }: PageStage) =>
  salesiq.log.calls
    .filter(({ method, path }) => method === 'POST' && path === '/oauth/v2/token')
    .filter(({ requestBody }) => String(requestBody).includes('authorization_code'))

const startTitle = 'Connect your bot to Zoho SalesIQ'

describe('a link to connect SalesIQ', () => {
  test.each([
    ['altered', (link: string) => replaced(link, { t: altered(tokenIn(link)) })],
    ['without anything', (link: string) => link.replace(/\?.*/, '')],
    ['that is nonsense', (link: string) => link.replace(/t=.*/, 't=%3Cscript%3Ealert(1)%3C/script%3E')],
  ])('%s is not valid', async (_how, change) => {
    const stage = await unconnected()
    const page = await visit(change(linkInLog(stage)))
    expect(page).toMatchObject({ status: 403, title: 'This link is not valid' })
    expect(page.text).toMatch(/save the integration’s configuration in Botpress again/)
    expectUnchanged(stage)
  })

  test('that is over an hour old has ended', async () => {
    const stage = await unconnected()
    const link = linkInLog(stage)
    const page = await visit(replaced(link, { t: aged(stage, 'link', tokenIn(link)) }))
    expect(page).toMatchObject({ status: 410, title: 'This link has ended' })
  })

  test('is of no use as the token of a page or a form', async () => {
    const stage = await unconnected()
    const token = tokenIn(linkInLog(stage))
    for (const page of ['portal', 'brand', 'progress', 'done']) {
      const url = `${stage.bot.webhookUrl}/connect/${page}`
      expect(await visit(`${url}?t=${token}`)).toMatchObject({ status: 403, title: 'This page is not valid' })
      expect(await post(url, [['token', token]])).toMatchObject({ status: 403, title: 'This page is not valid' })
    }
  })

  test('for HubSpot is not valid for SalesIQ, though key and webhook be the same', async () => {
    const stage = await unconnected()
    const [endsAt, url] = [Date.now() + 60_000, stage.bot.webhookUrl]
    const other = { ...signer(stage), label: 'hubspot-inbox-hitl connect page' }
    const token = seal(other, 'link', { url, id: 'x', endsAt, linkEndsAt: endsAt })
    expect(await visit(`${url}/connect?t=${token}`)).toMatchObject({ status: 403, title: 'This link is not valid' })
  })
})

describe("Zoho's answer", () => {
  test('that was altered is not for this bot', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    const page = await visit(replaced(url, { state: altered(tokenIn(url, 'state')) }))
    expect(page).toMatchObject({ status: 403, title: 'This answer from Zoho SalesIQ is not for this bot' })
    expect(exchanges(stage)).toEqual([])
  })

  test('to another installation is not for this bot, and its code is not used', async () => {
    const [stage, other] = [await unconnected(), await unconnected()]
    const page = await visit(`${stage.bot.webhookUrl}${new URL(await returnUrl(other)).search}`)
    expect(page).toMatchObject({ status: 403, title: 'This answer from Zoho SalesIQ is not for this bot' })
    expect(exchanges(stage)).toEqual([])
  })

  test('that took more than half an hour is too late', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    const page = await visit(replaced(url, { state: aged(stage, 'state', tokenIn(url, 'state')) }))
    expect(page).toMatchObject({ status: 410, title: 'That took too long' })
    expectUnchanged(stage)
  })

  test('is good for one time', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    expect((await visit(url)).title).toBe('Which SalesIQ portal?')
    expect(await visit(url)).toMatchObject({ status: 409, title: 'This answer from Zoho SalesIQ was used already' })
    expect(exchanges(stage)).toHaveLength(1)
  })

  test('coming twice at the same moment counts once', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    const titles = (await Promise.all([visit(url), visit(url)])).map(({ title }) => title)
    expect(titles.sort()).toEqual(['This answer from Zoho SalesIQ was used already', 'Which SalesIQ portal?'])
    expect(exchanges(stage)).toHaveLength(1)
  })

  test.each([
    ['of a data centre that there is not', { location: 'mars' }],
    ['from a server that is not Zoho’s', { 'accounts-server': 'https://accounts.zoho.com.evil.example' }],
    [
      'from a server that is not Zoho’s, without a location',
      { 'accounts-server': 'https://evil.example', location: undefined },
    ],
    ['from a server of another data centre', { 'accounts-server': 'https://accounts.zoho.eu' }],
    ['without encryption', { 'accounts-server': 'http://accounts.zoho.com' }],
    ['from what is no address', { 'accounts-server': '"><script>' }],
  ])('%s never gets the secret; the page lists the data centres that there are', async (_what, changes) => {
    const stage = await unconnected()
    const page = await visit(replaced(await returnUrl(stage), changes))
    expect(page).toMatchObject({ status: 403, title: 'Zoho’s answer names a data centre that is not known here' })
    expect(page.text).toMatch(
      /us accounts\.zoho\.com eu accounts\.zoho\.eu .* uk accounts\.zoho\.uk Nothing was changed/,
    )
    expect(exchanges(stage)).toEqual([])
    expect((await click(page, /Start again/)).title).toBe(startTitle)
  })

  test.each([
    ['names nothing', { location: undefined, 'accounts-server': undefined }, 'us'],
    ['names the server alone', { location: undefined, 'accounts-server': 'https://accounts.zoho.sa' }, 'sa'],
    [
      'names another region than is configured',
      { location: 'EU', 'accounts-server': 'https://accounts.zoho.eu' },
      'eu',
    ],
  ])('that %s is taken for what it says', async (_what, changes, region) => {
    const stage = await unconnected()
    await visit(replaced(await returnUrl(stage), changes))
    expect(stored(stage, 'visit')).toMatchObject({ grant: { region } })
  })

  test.each([
    ['invalid_scope', 403, 'Zoho did not grant access', /Nobody declined.*invalid_scope.*type “ORG”/],
    ['<b>x</b>', 403, 'Zoho did not grant access', /itself refused\. Look/],
    ['server_error', 503, 'Zoho SalesIQ does not answer properly just now', /usually passes/],
  ])('that is neither yes nor no is told apart from a no: %s', async (error, status, title, text) => {
    const stage = await unconnected()
    const page = await visit(replaced(await returnUrl(stage), { code: undefined, error }))
    expect(page).toMatchObject({ status, title })
    expect(page.text).toMatch(text)
    expectUnchanged(stage)
    expect((await click(page, /Start again/)).title).toBe(startTitle)
  })

  test('no leads back to the start', async () => {
    const stage = await unconnected()
    const page = await submit(await click(await visit(linkInLog(stage)), /to Zoho/), [['decision', 'reject']])
    expect(page).toMatchObject({ status: 403, title: 'Consent was declined in Zoho' })
    expectUnchanged(stage)
    expect((await click(page, /Start again/)).title).toBe(startTitle)
  })

  test('with a wrong code leads back to the start', async () => {
    const stage = await unconnected()
    const page = await visit(replaced(await returnUrl(stage), { code: 'made-up<b>' }))
    expect(page).toMatchObject({ status: 400, title: 'Zoho did not accept its own code' })
    expect(page.source).not.toContain('made-up')
    expectUnchanged(stage)
    expect((await click(page, /Start again/)).title).toBe(startTitle)
  })

  test('while Zoho does not answer leads back to the start', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    stage.salesiq.faults.add({ path: /\/oauth\/v2\/token$/, status: 502 })
    const page = await visit(url)
    expect(page).toMatchObject({ status: 503, title: 'Zoho SalesIQ does not answer properly just now' })
    expect(linkOn(page, /Start again/)).toContain('/connect?t=')
  })

  test('that gives no refresh token says so, and that the bot would be disconnected', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    const body = { access_token: '1005.a.b', expires_in: 3600, token_type: 'Bearer' }
    stage.salesiq.faults.add({ path: /\/oauth\/v2\/token$/, status: 200, body })
    const page = await visit(url)
    expect(page).toMatchObject({ status: 409, title: 'Zoho granted access for one hour only' })
    expectUnchanged(stage)
  })

  test('that grants too little names what is missing', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    const [access_token, refresh_token] = ['1005.a.b', '1005.c.d']
    const body = { access_token, refresh_token, expires_in: 3600, scope: 'SalesIQ.apps.READ SalesIQ.webhooks.READ' }
    stage.salesiq.faults.add({ path: /\/oauth\/v2\/token$/, status: 200, body })
    const page = await visit(url)
    expect(page).toMatchObject({ status: 403, title: 'Zoho did not grant all that is needed' })
    expect(page.text).toContain('SalesIQ.Conversations.ALL')
    expect(page.text).not.toContain('SalesIQ.Apps.READ')
    expectUnchanged(stage)
  })
})

describe('the portal', () => {
  /** The page that asks for it. */
  const asked = async (stage: PageStage): Promise<Seen> => consent(stage, await visit(linkInLog(stage)))

  test.each([
    ['nothing', '', 'Fill in the screen name'],
    ['a name that no portal has', 'nowhere', 'no portal named “nowhere” in the data centre us'],
    ['the address of another site', 'https://example.com/example', 'There is no screen name in this'],
    ['the address of SalesIQ without a portal', 'https://salesiq.zoho.com/', 'There is no screen name in this'],
    [
      'an address of another data centre',
      'https://salesiq.zoho.eu/example',
      'of the data centre eu, and Zoho granted access in us',
    ],
    ['markup', '"><script>alert(1)</script>', 'There is no screen name in this'],
  ])('cannot be %s: the field says why, and keeps what was written', async (_what, given, mistake) => {
    const stage = await unconnected()
    const page = await namePortal(await asked(stage), given)
    expect(page).toMatchObject({ status: 422, title: 'Which SalesIQ portal?' })
    expect(page.text).toContain(mistake)
    expect(page.source).toMatch(/aria-invalid="true"/)
    expect(page.source).not.toContain('<script')
    if (/^\w/.test(given)) expect(page.source).toContain(`value="${given}"`)
    expect((await namePortal(page, stage.screenName)).title).toBe('Where should chats go?')
  })

  test('of the configuration that is not there has a page that names it', async () => {
    const stage = await unconnected({ configuration: { screenName: 'nowhere' } })
    const page = await asked(stage)
    expect(page).toMatchObject({ status: 409, title: 'The configured portal is not there' })
    expect(page.text).toMatch(/“Screen name”.*nowhere.*data centre us/)
    expectUnchanged(stage)
    expect((await click(page, /Start again/)).title).toBe(startTitle)
  })

  test.each([
    ['which Zoho does not let the client ask about', 409, 'Zoho SalesIQ refused this step', errorBody(1009)],
    ['which locks this address for a while', 503, 'Zoho SalesIQ does not answer properly just now', errorBody(1023)],
    ['whose token Zoho ended', 409, 'Zoho no longer accepts this connection', errorBody(1008)],
  ])('%s has its page', async (_what, status, title, body) => {
    const stage = await unconnected()
    const page = await asked(stage)
    stage.salesiq.faults.add({ path: /\/apps$/, status: 400, body })
    expect(await namePortal(page, stage.screenName)).toMatchObject({ status, title })
    expectUnchanged(stage)
  })
})

describe('the brands', () => {
  test('are none: one can be made, and then it goes on', async () => {
    const stage = await unconnected()
    const mend = stage.salesiq.faults.add({ path: /\/apps$/, status: 200, body: { object: 'list', data: [] } })
    const page = await toBrands(stage)
    expect(page).toMatchObject({ status: 409, title: 'There is no brand to connect' })
    mend()
    expect((await click(page, /Look again/)).title).toBe('Where should chats go?')
  })

  test('are all closed: the page says why of each', async () => {
    const stage = await unconnected()
    const [first, second] = stage.brands
    stage.salesiq.ui.setBrand(first?.id ?? '', { departments: [] })
    stage.salesiq.ui.setBrand(second?.id ?? '', { enabled: false })
    const page = await toBrands(stage)
    expect(page).toMatchObject({ status: 409, title: 'No brand can take chats' })
    expect(page.text).toMatch(/Example: has no department Example Outlet: is switched off/)
    expectUnchanged(stage)
  })

  test('do not have the one of the configuration: the page names those there are', async () => {
    const stage = await unconnected({ configuration: { appId: '4711' } })
    const page = await toBrands(stage)
    expect(page).toMatchObject({ status: 409, title: 'The configured brand is not in this portal' })
    expect(page.text).toMatch(/4711.*Example \(\d+\)/)
  })

  test('do not have the department of the configuration: the page names those there are', async () => {
    const stage = await unconnected({ configuration: { departmentId: '4711' } })
    const page = await toBrands(stage)
    expect(page).toMatchObject({ status: 409, title: 'The configured department is not one of the brand’s' })
    expect(page.text).toMatch(/4711.*Support \(\d+\)/)
  })

  test.each([
    ['a brand that is not in the portal', { appId: '1', departmentId: '2' }],
    ['markup', { appId: '"><script>alert(1)</script>', departmentId: '' }],
  ])('are asked for again in place of %s', async (_what, place) => {
    const stage = await unconnected()
    const page = await choose(place, await toBrands(stage))
    expect(page).toMatchObject({ status: 422, title: 'Where should chats go?' })
    expect(page.source).not.toContain('<script')
    expectUnchanged(stage)
  })

  test('are chosen as they are, not with a department of another brand', async () => {
    const stage = await unconnected()
    const departmentId = stage.brands.find(({ id }) => id !== stage.appId)?.departments[0]?.id ?? ''
    expect(await choose({ appId: stage.appId, departmentId }, await toBrands(stage))).toMatchObject({ status: 422 })
    expectUnchanged(stage)
  })
})

describe("a form of SalesIQ's connect page", () => {
  test('without its token, or with one that was altered, changes nothing', async () => {
    const stage = await unconnected()
    const brands = await toBrands(stage)
    const { action, hidden } = formOn(brands)
    const token = hidden.find(([name]) => name === 'token')?.[1] ?? ''
    for (const wrong of ['', altered(token), tokenIn(brands.url)]) {
      const page = await post(action, [
        ['token', wrong],
        ['place', `${stage.appId}/${stage.departmentId}`],
      ])
      expect(page).toMatchObject({ status: 403, title: 'This page is not valid' })
    }
    expectUnchanged(stage)
  })

  test('that was open for over an hour has ended', async () => {
    const stage = await unconnected()
    const { action, hidden } = formOn(await toBrands(stage))
    const page = await post(action, [['token', aged(stage, 'form', hidden[0]?.[1] ?? '')]])
    expect(page).toMatchObject({ status: 410, title: 'This page has ended' })
  })

  test('of a consent that was given anew since is over', async () => {
    const stage = await unconnected()
    const first = await toBrands(stage)
    await toBrands(stage)
    expect(await choose(stage, first)).toMatchObject({ status: 409, title: 'This step is over' })
    expectUnchanged(stage)
  })
})

describe('a connection to SalesIQ', () => {
  const refreshTokenOf = (stage: PageStage): string => {
    const connection = stored(stage, 'connection')
    return connection && typeof connection === 'object' && 'refreshToken' in connection
      ? String(connection.refreshToken)
      : ''
  }

  test('that was revoked cannot be changed, only made anew', async () => {
    const stage = await unconnected()
    await connect(stage)
    await stage.bot.register()
    const start = await visit(linkInLog(stage))
    stage.salesiq.revoke(refreshTokenOf(stage))
    const page = await click(start, /another brand or department/)
    expect(page).toMatchObject({ status: 409, title: 'Zoho no longer accepts this connection' })
    const again = await namePortal(await consent(stage, await click(page, /Start again/)), stage.screenName)
    expect(again.title).toBe('Where should chats go?')
  })

  test('whose access token ended before its time is renewed', async () => {
    const stage = await unconnected()
    await connect(stage)
    await stage.bot.register()
    const start = await visit(linkInLog(stage))
    stage.salesiq.expireAccessTokens()
    expect((await click(start, /another brand or department/)).title).toBe('Where should chats go?')
  })

  test('of another client than is configured now does not count', async () => {
    const stage = await unconnected()
    await connect(stage)
    const clientId = '1005.ANOTHER'
    stage.salesiq.addClient({ clientId, clientSecret: 'another secret', redirectUrls: [stage.bot.webhookUrl] })
    Object.assign(stage.bot.configuration, { clientId, clientSecret: 'another secret' })
    await stage.bot.register()
    expect((await visit(linkInLog(stage))).title).toBe(startTitle)
  })
})

describe("a configuration of SalesIQ's", () => {
  test('with a refresh token wins: the page sends nobody to Zoho', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken: '1005.x.y' }
    const page = { status: 409, title: 'The configuration holds a refresh token' }
    expect(await visit(linkInLog(stage))).toMatchObject(page)
    expect(await visit(url)).toMatchObject(page)
    expect(exchanges(stage)).toEqual([])
  })

  test('that was emptied leads to the first step, which says what is missing; a stranger sees nothing of it', async () => {
    const stage = await unconnected()
    stage.bot.configuration = { clientId: 'of an app' }
    const page = await visit(linkInLog(stage))
    expect(page).toMatchObject({ status: 200, title: 'Make a Zoho client' })
    expect(page.text.match(/not filled in yet/g)).toHaveLength(1)
    const strangers = await visit(`${stage.bot.webhookUrl}/connect?t=x`)
    expect(strangers).toMatchObject({ status: 403, title: 'This link is not valid' })
  })

  test('that is wrong elsewhere cannot connect either', async () => {
    const stage = await unconnected()
    Object.assign(stage.bot.configuration, { screenName: 'https://example.com/' })
    const page = await visit(linkInLog(stage))
    expect(page).toMatchObject({ status: 409, title: 'The configuration is not right yet' })
    expect(page.text).toContain('"Screen name" cannot be read')
  })

  test('whose client secret is wrong shows when the code is exchanged', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage)
    stage.salesiq.client(stage.clientId).clientSecret = 'rotated at Zoho'
    expect(await visit(url)).toMatchObject({ status: 400, title: 'Zoho does not accept this client' })
    expectUnchanged(stage)
  })

  test('whose client does not look like one of an organization is warned of, and may go on', async () => {
    const stage = await unconnected({ configuration: { clientId: '1000.ORDINARY' }, registered: false })
    const clientSecret = String(stage.bot.configuration.clientSecret)
    stage.salesiq.addClient({ clientId: '1000.ORDINARY', clientSecret, redirectUrls: [stage.bot.webhookUrl] })
    await stage.bot.register()
    const start = await visit(linkInLog(stage))
    expect(start.text).toMatch(/IDs of organization clients begin with 1005/)
    expect(linkOn(start, /to Zoho/)).toContain('client_id=1000.ORDINARY')
  })
})

test("an unknown address below SalesIQ's /connect has a page", async () => {
  const stage = await unconnected()
  const page = await visit(`${stage.bot.webhookUrl}/connect/elsewhere`)
  expect(page).toMatchObject({ status: 404, title: 'There is no such page' })
})

test('what Zoho asks of the same address before it makes a webhook is answered', async () => {
  const stage = await unconnected()
  for (const method of ['HEAD', 'GET', 'POST']) {
    expect((await fetch(stage.bot.webhookUrl, { method })).status).toBe(200)
  }
})
