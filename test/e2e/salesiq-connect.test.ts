import { describe, expect, test, vi } from 'vitest'
import { operators } from '../../sim/salesiq-stage'
import { seen } from '../stage/chat'
import { store, stored } from '../stage/stored'
import { until } from '../stage/until'
import { click, linkInLog, submit, visit, waitFor } from './page-visitor'
import {
  addProcess,
  choose,
  connect,
  consent,
  escalated,
  namePortal,
  type PageStage,
  refusal,
  toBrands,
  unconnected,
} from './salesiq-connect-visitor'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

const webhooks = ({ salesiq, screenName }: PageStage) => salesiq.webhooksOf(screenName)
/** The other department of the stage's brand, and the other brand of its portal. */
const otherDepartment = ({ brands, appId, departmentId }: PageStage) => {
  const departments = brands.find(({ id }) => id === appId)?.departments ?? []
  return { appId, departmentId: departments.find(({ id }) => id !== departmentId)?.id ?? '' }
}
const otherBrand = ({ brands, appId }: PageStage) => {
  const brand = brands.find(({ id }) => id !== appId)
  return { appId: brand?.id ?? '', departmentId: brand?.departments[0]?.id ?? '', name: brand?.name ?? '' }
}

describe('without a refresh token', () => {
  test('registering SalesIQ succeeds and logs one link to the webhook URL', async () => {
    const stage = await unconnected()
    const lines = stage.logs.filter(({ text }) => text.includes('/connect'))
    const text = `${linkInLog(stage)} connects this bot to Zoho SalesIQ (valid for one hour).`
    expect(lines).toEqual([{ level: 'warn', text }])
    expect(linkInLog(stage)).toMatch(new RegExp(`^${stage.bot.webhookUrl}/connect\\?t=`))
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
    expect(webhooks(stage)).toEqual([])
  })

  test('an escalation fails and says how to connect', async () => {
    expect(await refusal(await unconnected())).toMatch(/not connected.*Open the connect link in the bot's logs/)
  })
})

describe("SalesIQ's connect page", () => {
  test('leads from the link to a bot that opens chats in the chosen department', async () => {
    const stage = await unconnected()
    const start = await visit(linkInLog(stage))
    expect(start.title).toBe('Connect your bot to Zoho SalesIQ')
    for (const words of [
      'SalesIQ.Conversations.ALL',
      'SalesIQ.webhooks.CREATE',
      stage.clientId,
      stage.bot.webhookUrl,
    ]) {
      expect(start.text).toContain(words)
    }
    const portal = await consent(stage, start)
    expect(portal.title).toBe('Which SalesIQ portal?')
    expect(portal.url).not.toContain('code=')
    const brands = await namePortal(portal, stage.screenName)
    expect(brands.title).toBe('Where should chats go?')
    for (const name of ['Example', 'Example Outlet', 'Support', 'Sales']) expect(brands.text).toContain(name)
    const place = otherDepartment(stage)
    const done = await waitFor(await choose(place, brands), /is connected/)
    expect(done.text).toMatch(
      /Portal example data centre us Brand Example Department Sales the default, besides Support/,
    )
    expect(done.text).toContain('Escalate to Human')
    const { chat } = await escalated(stage)
    expect(chat).toMatchObject({ appId: place.appId, department: { id: place.departmentId } })
  })

  test('makes a signed webhook of its own, by which replies reach the user', async () => {
    const stage = await unconnected()
    await connect(stage)
    expect(webhooks(stage)).toMatchObject([{ url: stage.bot.webhookUrl, secured: true, appIds: [stage.appId] }])
    const { user, chat } = await escalated(stage)
    stage.salesiq.ui.pickUp(chat.conversationId, operators.dana.id)
    stage.salesiq.ui.reply({ chatId: chat.conversationId, operator: operators.dana.id, text: 'Good morning.' })
    await until(() => seen(user).includes('agent: Good morning.'))
  })

  test('changes nothing until the brand is chosen', async () => {
    const stage = await unconnected()
    await toBrands(stage)
    expect(stored(stage, 'connection')).toBeUndefined()
    expect(stored(stage, 'credentials')).toBeUndefined()
    expect(webhooks(stage)).toEqual([])
    expect(await refusal(stage)).toMatch(/not connected/)
  })

  test('keeps what was granted for an hour, and not longer, when nobody goes on', async () => {
    const stage = await unconnected()
    const brands = await toBrands(stage)
    const waiting = stored(stage, 'visit')
    if (!hasGrant(waiting)) throw new Error('Nothing was kept')
    await stage.bot.register()
    expect(hasGrant(stored(stage, 'visit'))).toBe(true)
    await store(stage, 'visit', { ...waiting, grant: { ...waiting.grant, at: Date.now() - 3_700_000 } })
    await stage.bot.register()
    expect(hasGrant(stored(stage, 'visit'))).toBe(false)
    expect((await choose(stage, brands)).title).toBe('This step is over')
  })

  test('asks again when nothing was chosen', async () => {
    const stage = await unconnected()
    const again = await submit(await toBrands(stage))
    expect(again).toMatchObject({ status: 422, title: 'Where should chats go?' })
    expect(again.text).toContain('Choose the brand and department')
    expect(stored(stage, 'connection')).toBeUndefined()
  })

  test.each([
    ['the name', 'example'],
    ['the name with spaces around it', '  example '],
    ['an address of its pages', 'https://salesiq.zoho.com/example/allchats'],
    ['an address without its protocol', 'salesiq.zoho.com/example'],
  ])('takes %s for the portal', async (_what, given) => {
    const stage = await unconnected()
    const brands = await namePortal(await consent(stage, await visit(linkInLog(stage))), given)
    expect(brands.title).toBe('Where should chats go?')
    expect(brands.text).toContain('the portal example')
  })

  test('goes back to the brands when the page is loaded again, and keeps the portal that was named', async () => {
    const stage = await unconnected()
    const brands = await toBrands(stage)
    expect((await visit(brands.url)).text).toBe(brands.text)
    const portal = await visit(brands.url.replace('/connect/brand', '/connect/portal'))
    expect(portal.source).toContain(`value="${stage.screenName}"`)
  })

  test('has the only department chosen already, and names a brand that is switched off', async () => {
    const stage = await unconnected()
    const [first, second] = stage.brands
    stage.salesiq.ui.setBrand(first?.id ?? '', { departments: [{ id: stage.departmentId, name: 'Support' }] })
    stage.salesiq.ui.setBrand(second?.id ?? '', { enabled: false })
    const brands = await toBrands(stage)
    expect(brands.source).toMatch(new RegExp(`value="${stage.appId}/${stage.departmentId}" required checked`))
    expect(brands.source.match(/type="radio"/g)).toHaveLength(1)
    expect(brands.text).toMatch(/Example Outlet brand \d+ Switched off in SalesIQ/)
  })

  test('lets nobody choose a brand that is switched off', async () => {
    const stage = await unconnected()
    const brands = await toBrands(stage)
    stage.salesiq.ui.setBrand(stage.appId, { enabled: false })
    expect(await choose(stage, brands)).toMatchObject({ status: 422, title: 'Where should chats go?' })
    expect(stored(stage, 'connection')).toBeUndefined()
  })

  test('asks for nothing that the configuration says', async () => {
    const stage = await unconnected({ configuration: { screenName: 'https://salesiq.zoho.com/example/settings' } })
    const { appId, departmentId } = otherDepartment(stage)
    Object.assign(stage.bot.configuration, { appId, departmentId })
    await stage.bot.register()
    const brands = await consent(stage, await visit(linkInLog(stage)))
    expect(brands.title).toBe('Connect this brand?')
    expect(brands.text).toContain('“Brand ID” and “Department ID” in the integration’s configuration wins')
    expect(await choose(stage, brands)).toMatchObject({ status: 422 })
    await waitFor(await choose({ appId, departmentId }, brands), /is connected/)
    expect((await escalated(stage)).chat).toMatchObject({ appId, department: { id: departmentId } })
  })

  test('says what hurts, and what was not granted', async () => {
    const stage = await unconnected()
    stage.salesiq.ui.setBrand(stage.appId, { shareFile: false, waitingTimeS: 10 })
    const done = await connect(stage)
    expect(done.text).toMatch(/files/i)
    expect(done.text).toMatch(/10 seconds|10 s/)
  })
})

describe('a connection to SalesIQ made on the page', () => {
  test('survives a restart, and saving the configuration again', async () => {
    const stage = await unconnected()
    await connect(stage)
    const { url } = await addProcess(stage)
    stage.bot.integrationUrls = [url]
    await stage.bot.register()
    expect(webhooks(stage)).toHaveLength(1)
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })

  test('goes on with tokens that it renews', async () => {
    const stage = await unconnected()
    await connect(stage)
    stage.salesiq.expireAccessTokens()
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })

  test('that was revoked is told by the registration, with a new link to connect again', async () => {
    const stage = await unconnected()
    await connect(stage)
    revoke(stage)
    await stage.bot.register()
    expect(stage.logs.at(-1)).toEqual({
      level: 'warn',
      text: expect.stringMatching(/^http\S+\/connect\?t=.*not connected any more: .*revoked/),
    })
    await connect(stage)
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })

  test('lets the department be changed without asking Zoho for consent, or anybody twice', async () => {
    const stage = await unconnected()
    await connect(stage)
    await stage.bot.register()
    const start = await visit(linkInLog(stage))
    expect(start).toMatchObject({ title: 'Change the SalesIQ connection' })
    expect(start.text).toContain('Connected now: Example, in the portal example')
    const brands = await click(start, /another brand or department/)
    expect(brands.source).toMatch(new RegExp(`value="${stage.appId}/${stage.departmentId}" required checked`))
    await waitFor(await choose(otherDepartment(stage), brands), /is connected/)
    expect(webhooks(stage)).toHaveLength(1)
    expect((await escalated(stage)).chat.department.id).toBe(otherDepartment(stage).departmentId)
  })

  test('asks before another brand takes its place; leaving the page leaves all as it was', async () => {
    const stage = await unconnected()
    await connect(stage)
    await stage.bot.register()
    const before = stored(stage, 'connection')
    const brands = await click(await visit(linkInLog(stage)), /another brand or department/)
    const question = await choose(otherBrand(stage), brands)
    expect(question.title).toBe('Change to another brand?')
    expect(question.text).toMatch(/Connected now Example portal example You have chosen Example Outlet portal example/)
    expect(stored(stage, 'connection')).toEqual(before)
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })

  test('gives its place to another brand after a yes, webhook included', async () => {
    const stage = await unconnected()
    await connect(stage)
    await stage.bot.register()
    const brands = await click(await visit(linkInLog(stage)), /another brand or department/)
    const { appId, name } = otherBrand(stage)
    const done = await waitFor(await submit(await choose(otherBrand(stage), brands)), /is connected/)
    expect(done.text).toContain(`Brand ${name}`)
    expect(webhooks(stage)).toMatchObject([{ appIds: [appId] }])
    expect((await escalated(stage)).chat.appId).toBe(appId)
  })

  test('gives its place to another portal, in every process, also one that remembers the first', async () => {
    const stage = await unconnected()
    await connect(stage)
    await addProcess(stage)
    for (const _turn of [1, 2]) await escalated(stage)
    const brand = { id: '61000000000001', name: 'New brand', departments: [{ id: '61000000000002', name: 'Care' }] }
    const screenName = 'new-portal'
    stage.salesiq.addPortal({ screenName, orgId: '61', brands: [brand], operators: Object.values(operators) })
    await stage.bot.register()
    const question = await choose(
      { appId: brand.id, departmentId: '61000000000002' },
      await toBrands(stage, screenName),
    )
    expect(question.title).toBe('Change to another brand?')
    await waitFor(await submit(question), /is connected/)
    for (const _turn of [1, 2]) await escalated(stage, screenName)
    expect(stage.salesiq.chats(stage.screenName)).toHaveLength(2)
    expect(stage.salesiq.chats(screenName)).toHaveLength(2)
    expect(stage.salesiq.webhooksOf(screenName)).toHaveLength(1)
    expect(webhooks(stage)).toEqual([])
  })

  test('is replaced by a refresh token in the configuration', async () => {
    const stage = await unconnected()
    await connect(stage)
    const { clientId, screenName, appId, departmentId } = stage
    const scopes = ['SalesIQ.Conversations.ALL', 'SalesIQ.Apps.READ']
    const { refreshToken } = stage.salesiq.grant({ clientId, screenName, scopes })
    Object.assign(stage.bot.configuration, { refreshToken, screenName, appId, departmentId })
    await stage.bot.register()
    revoke(stage)
    stage.salesiq.expireAccessTokens()
    expect((await escalated(stage)).chat.appId).toBe(appId)
  })
})

/** Ends what was granted on the page. */
function revoke(stage: PageStage): void {
  const connection = stored(stage, 'connection')
  if (!connection || typeof connection !== 'object' || !('refreshToken' in connection)) throw new Error('none')
  stage.salesiq.revoke(String(connection.refreshToken))
}

const hasGrant = (state: unknown): state is { grant: Record<string, unknown> } =>
  typeof state === 'object' && state !== null && 'grant' in state
