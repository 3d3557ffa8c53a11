import { describe, expect, test, vi } from 'vitest'
import { click, linkInLog, linkOn, visit, waitFor } from './page-visitor'
import { choose, consent, escalated, namePortal, type PageStage, refusal, unconnected } from './salesiq-connect-visitor'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

/** A bot as it is installed, and the values that its owner is going to copy. */
async function fresh(): Promise<{ stage: PageStage; values: Record<string, unknown> }> {
  const stage = await unconnected({ registered: false })
  const values = stage.bot.configuration
  stage.bot.configuration = {}
  await stage.bot.register()
  return { stage, values }
}

const complaint = (stage: PageStage): Promise<string> =>
  stage.bot.register().then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : 'something else was thrown'),
  )

describe('an empty configuration of SalesIQ', () => {
  test('is saved, and logs one line that begins with the link', async () => {
    const { stage } = await fresh()
    expect(stage.logs).toEqual([
      { level: 'warn', text: `${linkInLog(stage)} connects this bot to Zoho SalesIQ (valid for one hour).` },
    ])
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
    expect(stage.salesiq.log.calls).toEqual([])
  })

  test('lets escalations fail with what to do, and takes no webhook for genuine', async () => {
    const { stage } = await fresh()
    expect(await refusal(stage)).toMatch(/"Client ID" and "Client secret" are missing.*connect page/)
    expect((await fetch(stage.bot.webhookUrl, { method: 'POST', body: '{}' })).status).toBe(401)
  })

  test('begins on the first of four pages and ends on the last, by one link', async () => {
    const { stage, values } = await fresh()
    const first = await visit(linkInLog(stage))
    expect(first).toMatchObject({ status: 200, title: 'Make a Zoho client' })
    expect(first.text).toContain('Step 1 of 4: Your Zoho client')
    expect(first.text).toMatch(/plan has to include webhooks/)
    expect(first.source).toContain(`<code>${stage.bot.webhookUrl}</code>`)
    expect(linkOn(first, /^eu$/)).toBe('https://api-console.zoho.eu/add?client_type=ORG')
    const tooEarly = await click(first, /I have saved them/)
    expect(tooEarly.text.match(/not filled in yet/g)).toHaveLength(2)
    stage.bot.configuration = values
    expect(await complaint(stage)).toBe('')
    const start = await click(tooEarly, /I have saved them/)
    expect(start.text).toContain('Step 2 of 4: Connect')
    expect(start.text).toMatch(/plan has to include webhooks.*Continue to Zoho/)
    const portal = await consent(stage, start)
    expect(portal.text).toContain('Step 3 of 4: Brand')
    const done = await waitFor(await choose(stage, await namePortal(portal, stage.screenName)), /is connected/)
    expect(done.text).toContain('Step 4 of 4: Try it')
    expect(linkOn(done, /Back to your bot/)).toBe(`https://studio.botpress.cloud/${stage.bot.botId}`)
    expect((await escalated(stage)).chat.appId).toBe(stage.appId)
    stage.logs.length = 0
    await stage.bot.register()
    const lines = stage.logs.filter(({ text }) => text.includes('/connect?t='))
    expect(lines.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^http\S+ changes the SalesIQ connection to ".+" of \S+ \(valid for one hour\)\.$/),
    ])
  })
})

test.each([
  ['clientId', '1005.MISTYPED', /"Client ID" and "Client secret" again.*"Region"/],
  ['clientSecret', 'mistyped', /"Client secret" again/],
])('a wrong %s is named when it is saved', async (field, value, text) => {
  const { stage, values } = await fresh()
  stage.bot.configuration = { ...values, [field]: value }
  expect(await complaint(stage)).toMatch(text)
})
