import { describe, expect, test, vi } from 'vitest'
import { errorBody } from '../../sim/salesiq'
import { operators } from '../../sim/salesiq-stage'
import { seen } from '../stage/chat'
import { stored } from '../stage/stored'
import { until } from '../stage/until'
import { click, linkInLog, linkOn, type Seen, submit, visit, waitFor } from './page-visitor'
import { choose, connect, escalated, type PageStage, toBrands, unconnected } from './salesiq-connect-visitor'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

/** What stands behind SalesIQ's progress page. */

const webhooks = ({ salesiq, screenName }: PageStage) => salesiq.webhooksOf(screenName)
/** The page right after the choice of the brand, one step done. */
const begin = async (stage: PageStage): Promise<Seen> => choose(stage, await toBrands(stage))
const next = (page: Seen): string => /content="\d; url=([^"]*)"/.exec(page.source)?.[1] ?? ''
const isConnected = /is connected/

describe("the set-up behind SalesIQ's progress page", () => {
  test('does one step per load, each with few calls to SalesIQ', async () => {
    const stage = await unconnected()
    let page = await begin(stage)
    const perLoad: number[] = []
    while (page.title === 'Setting up the webhook') {
      expect(page.text).toMatch(/Step 3 of 4: Brand.* \d of 3 things done/)
      const before = stage.salesiq.log.calls.length
      page = await visit(next(page))
      perLoad.push(stage.salesiq.log.calls.length - before)
    }
    expect(page.title).toBe('Zoho SalesIQ is connected')
    expect(perLoad).toHaveLength(2)
    expect(Math.max(...perLoad)).toBeLessThanOrEqual(3)
  })

  test('is where it was when a page is loaded again, and done when it is done', async () => {
    const stage = await unconnected()
    const page = await begin(stage)
    const done = await waitFor(page, isConnected)
    expect((await visit(page.url)).title).toBe('Zoho SalesIQ is connected')
    expect((await visit(done.url)).text).toBe(done.text)
    expect(webhooks(stage)).toHaveLength(1)
  })

  test('finds the webhook whose making was not answered', async () => {
    const stage = await unconnected()
    stage.salesiq.faults.add({ method: 'POST', path: /\/webhooks$/, drop: 'after', times: 1 })
    await waitFor(await begin(stage), isConnected)
    expect(webhooks(stage)).toHaveLength(1)
  })

  test('goes on by itself after a passing fault', async () => {
    const stage = await unconnected()
    stage.salesiq.faults.add({ method: 'POST', path: /\/webhooks$/, status: 502, times: 1 })
    const page = await visit(next(await begin(stage)))
    const failed = await visit(next(page))
    expect(failed.text).toContain('It is being tried again')
    await waitFor(failed, isConnected)
    expect(webhooks(stage)).toHaveLength(1)
  })

  test('stops when the brand was switched off meanwhile, says why, and goes on from there after a click', async () => {
    const stage = await unconnected()
    const brands = await toBrands(stage)
    const { appId } = stage
    const off = { data: { id: appId, name: 'Example', enabled: false, departments: [] } }
    const mend = stage.salesiq.faults.add({ path: new RegExp(`/apps/${appId}$`), status: 200, body: off })
    const page = await choose(stage, brands)
    expect(page).toMatchObject({ status: 409, title: 'The set-up has stopped' })
    expect(page.text).toMatch(/switched off in SalesIQ.*Read the brand’s settings failed/)
    expect(page.source).not.toContain('http-equiv="refresh"')
    mend()
    await waitFor(await submit(page), isConnected)
    expect(webhooks(stage)).toHaveLength(1)
  })

  test('stops when Zoho lets the client open no chats, and names the kind of client', async () => {
    const stage = await unconnected()
    stage.salesiq.faults.add({ path: /\/api\/visitor\/v1\//, status: 400, body: errorBody(1009) })
    const page = await visit(next(await begin(stage)))
    expect(page).toMatchObject({ status: 409, title: 'The set-up has stopped' })
    expect(page.text).toMatch(/not a client of type ORG/)
    expect(webhooks(stage)).toEqual([])
  })

  test('in two windows at once makes one webhook', async () => {
    const stage = await unconnected()
    const page = await begin(stage)
    await Promise.all([waitFor(page, isConnected), waitFor(page, isConnected)])
    expect(webhooks(stage)).toHaveLength(1)
  })

  test('beside a registration makes one webhook', async () => {
    const stage = await unconnected()
    const page = await begin(stage)
    await Promise.all([stage.bot.register(), waitFor(page, isConnected)])
    expect(webhooks(stage)).toHaveLength(1)
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })

  test('that was left half way is finished by the next registration', async () => {
    const stage = await unconnected()
    await begin(stage)
    expect(webhooks(stage)).toEqual([])
    await stage.bot.register()
    expect(webhooks(stage)).toHaveLength(1)
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })

  test('can be done click by click, without the page reloading', async () => {
    const stage = await unconnected()
    let page = await visit(linkOn(await begin(stage), /Stop reloading/))
    for (let clicks = 0; clicks < 10 && page.title === 'Setting up the webhook'; clicks += 1) {
      expect(page.source).not.toContain('http-equiv="refresh"')
      page = await visit(linkOn(page, /Continue/))
    }
    expect(page.title).toBe('Zoho SalesIQ is connected')
  })

  test('of an earlier choice is over when another was made since', async () => {
    const stage = await unconnected()
    const first = await begin(stage)
    await connect(stage)
    expect(await visit(first.url)).toMatchObject({ status: 409, title: 'This step is over' })
  })
})

describe('where SalesIQ lets no webhook be made', () => {
  const withoutWebhooks = { salesiq: { orgTokenOn: ['conversations' as const, 'departments' as const] } }

  test('the last page says how to make it by hand, with the URL that replies then come by', async () => {
    const stage = await unconnected(withoutWebhooks)
    const done = await connect(stage)
    const url = /has to be made by hand .*: (\S+\?key=\S+)/.exec(done.text)?.[1] ?? ''
    expect(url).toContain(`${stage.bot.webhookUrl}?key=`)
    const { screenName, appId } = stage
    const events = ['conversation.attender.updated' as const, 'conversation.operator.replied' as const]
    stage.salesiq.ui.pasteWebhook({ screenName, url, appIds: [appId], events })
    const { user, chat } = await escalated(stage)
    stage.salesiq.ui.reply({ chatId: chat.conversationId, operator: operators.dana.id, text: 'Good morning.' })
    await until(() => seen(user).includes('agent: Good morning.'))
  })

  test('the bot is connected all the same', async () => {
    const stage = await unconnected(withoutWebhooks)
    await connect(stage)
    expect(stored(stage, 'brand')).toMatchObject({ appId: stage.appId, departmentId: stage.departmentId })
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
  })
})

test('a portal that cannot be left in good order is left all the same, and its webhook named', async () => {
  const stage = await unconnected()
  await connect(stage)
  const [brand, department] = [
    { id: '62000000000001', name: 'New brand' },
    { id: '62000000000002', name: 'Care' },
  ]
  const brands = [{ ...brand, departments: [department] }]
  stage.salesiq.addPortal({ screenName: 'elsewhere', orgId: '62', brands, operators: Object.values(operators) })
  await stage.bot.register()
  stage.salesiq.faults.add({ method: 'DELETE', path: /\/webhooks\//, status: 400, body: errorBody(1009) })
  const place = { appId: brand.id, departmentId: department.id }
  const question = await choose(place, await toBrands(stage, 'elsewhere'))
  const done = await waitFor(await submit(question), isConnected)
  expect(done.text).toMatch(/webhook in the portal example\S* could not be removed.*Delete it there/)
  expect((await escalated(stage, 'elsewhere')).chat.appId).toBe(brand.id)
})

test('leaving the question whether to change the brand for another choice asks anew', async () => {
  const stage = await unconnected()
  await connect(stage)
  await stage.bot.register()
  const other = stage.brands.find(({ id }) => id !== stage.appId)
  const place = { appId: other?.id ?? '', departmentId: other?.departments[0]?.id ?? '' }
  const brands = await click(await visit(linkInLog(stage)), /another brand or department/)
  const question = await choose(place, brands)
  const again = await click(question, /choose again/)
  expect(again.title).toBe('Where should chats go?')
  expect((await choose(place, again)).title).toBe('Change to another brand?')
})
