import { describe, expect, test, vi } from 'vitest'
import { label } from '../../../integrations/zoho-salesiq/src/connect/visit'
import { store, stored } from '../../stage/stored'
import { below, doctorAddress } from '../doctor-page-rig'
import { click, linkInLog, visit } from '../page-visitor'
import { connect, unconnected } from '../salesiq-connect-visitor'
import { breaking, costing, different } from './doctor-findings'
import { onSalesIqStage, type TestStage } from './on-salesiq-stage'

// A page has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

const look = async (stage: Pick<TestStage, 'bot' | 'botpress'>) => visit(await doctorAddress(stage, label))

/** What only a command line has: a file, a webhook URL that somebody typed, a region that is none, no token at all. */
const ofTheFile = [
  ...['a missing value', 'an unknown region', 'another webhook URL', 'a wrong client secret and no token'],
]
const onPage = ([what]: readonly [string, ...unknown[]]) => !ofTheFile.includes(what)
/** A variable is a field of the configuration there. */
const asField = ({ source }: RegExp) =>
  new RegExp(source.replaceAll('ZOHO_SCREEN_NAME', '"Screen name"').replaceAll('ZOHO_REGION', '"Region"'))

describe('behind the link in the log', () => {
  test('it says that all is well, with what is connected, from the last page and from the first', async () => {
    const stage = await unconnected()
    const fromDone = await click(await connect(stage), /Check the connection/)
    await stage.bot.register()
    const fromStart = await click(await visit(linkInLog(stage)), /Check the connection/)
    for (const page of [fromDone, fromStart, await click(fromStart, /Look again/)]) {
      expect(page.status).toBe(200)
      expect(page.title).toBe('Check of the Zoho SalesIQ connection')
      expect(page.text).toContain('Nothing was found that keeps conversations from being handed over.')
      expect(below(page, 'What is wrong')).toBe('')
      // Zoho says which scopes were granted only when they are, and no call shows these.
      expect(page.text).toMatch(/0 wrong, 4 not checked, \d\d well/)
      expect(below(page, 'Not checked')).not.toMatch(/waits|did not answer/)
      const connected = below(page, 'What is connected')
      for (const known of [
        stage.screenName,
        'data centre us',
        'Example',
        'Support',
        stage.bot.webhookUrl,
        'Language English',
      ]) {
        expect(connected).toContain(known)
      }
      expect(below(page, 'What is well')).toContain('The bot goes by the webhook as SalesIQ has it')
    }
    expect((await click(fromStart, /Change the connection/)).title).toBe('Change the SalesIQ connection')
  })

  test('without a connection it says so, and leads to the start', async () => {
    const page = await look(await unconnected())
    expect(page).toMatchObject({ status: 409, title: 'Zoho SalesIQ is not connected yet' })
    expect((await click(page, /Connect/)).title).toBe('Connect your bot to Zoho SalesIQ')
  })

  test('with a configured token each save logs one link that leads to both checks, and back', async () => {
    const stage = await onSalesIqStage()
    stage.logs.length = 0
    await stage.bot.register()
    const offers = stage.logs.filter(({ text }) => text.includes('/connect?t='))
    expect(offers.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^http\S+ checks the SalesIQ connection to /),
    ])
    const start = await visit(linkInLog(stage))
    expect(start.title).toBe('The configuration holds a refresh token')
    expect((await click(start, /Check the connection/)).text).toContain('Nothing was found')
    const trial = await click(start, /Try the hand-over/)
    expect(trial.title).toBe('No test is running')
    expect((await click(trial, /Back to the connection/)).title).toBe(start.title)
  })
})

test('looking changes nothing, opens no chat, and takes none of the few tokens', async () => {
  const stage = await onSalesIqStage()
  stage.startCounting()
  await look(stage)
  await look(stage)
  const { salesiq, botpress } = stage.calls()
  const asked = salesiq.filter((call) => !call.startsWith('GET '))
  expect([...new Set(asked)]).toEqual(['POST /api/visitor/v1/example/conversations'])
  expect(stage.salesiq.chats(stage.screenName)).toEqual([])
  expect(botpress.filter((call) => !call.startsWith('GET '))).toEqual([])
})

describe('what is wrong stands first, with what to do', () => {
  test.each(breaking.filter(onPage))('%s', async (_what, _id, sabotage, fix) => {
    const stage = await onSalesIqStage()
    damage(stage, sabotage)
    const page = await look(stage)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Conversations cannot be handed over until what is wrong is put right.')
    const wrong = below(page, 'What is wrong')
    expect(wrong).toMatch(asField(fix))
    expect(wrong).toContain('Conversations cannot be handed over because of it.')
    expect(page.text).not.toMatch(/ZOHO_|\.env/)
  })

  test.each(costing)('%s, which breaks no conversation', async (_what, _id, sabotage, detail, fix) => {
    const stage = await onSalesIqStage()
    damage(stage, sabotage)
    const page = await look(stage)
    expect(page.text).toContain('Conversations are handed over, but not everything is as it should be.')
    const wrong = below(page, 'What is wrong')
    expect(wrong).toMatch(new RegExp(detail.source, 'i'))
    expect(wrong).toMatch(fix)
  })

  test('little time in the brand is no fault where the configuration gives more', async () => {
    const stage = await onSalesIqStage({ configuration: { waitTimeSeconds: 120 } })
    stage.salesiq.ui.setBrand(stage.appId, { waitingTimeS: 10 })
    expect(below(await look(stage), 'What is well')).toContain('Agents have time to pick a chat up')
  })

  test('keys of another webhook than SalesIQ has', async () => {
    const stage = await onSalesIqStage()
    await store(stage, 'webhook', { ...Object(stored(stage, 'webhook')), id: '999' })
    expect(below(await look(stage), 'What is wrong')).toMatch(
      /It goes by the keys of webhook 999, and SalesIQ has \d+\./,
    )
  })
})

test('what Zoho did not say in time is not checked, and the rest is', async () => {
  const stage = await onSalesIqStage()
  stage.salesiq.faults.add({ path: /\/apps$/, delayMs: 60_000 })
  const page = await look(stage)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Zoho SalesIQ did not answer every question. Look again in a moment.')
  expect(below(page, 'Not checked')).toContain(
    'The portal has brands: Zoho did not answer in time. Look again in a moment.',
  )
  expect(below(page, 'What is well')).toContain('SalesIQ has one webhook')
})

test('the secret in the URL of a webhook made by hand does not get onto the page', async () => {
  const stage = await onSalesIqStage()
  const [webhook] = [...stage.salesiq.portal(stage.screenName).webhooks.values()]
  Object.assign(webhook ?? {}, { url: `${stage.bot.webhookUrl}?key=very-secret`, secured: false, keys: [] })
  const { source } = await look(stage)
  expect(source).not.toContain('very-secret')
  expect(source).not.toMatch(/jwt-secret|widget-code/)
  expect(source).not.toContain(stage.bot.configuration.clientSecret)
})

function damage(stage: TestStage, sabotage: (stage: TestStage) => unknown): void {
  stage.bot.configuration = { ...stage.bot.configuration, ...different(sabotage(stage)) }
}
