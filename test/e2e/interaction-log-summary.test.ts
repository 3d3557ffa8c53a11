import { describe, expect, test } from 'vitest'
import { allLogged, chatted, later, onLogStage, pause } from './log-stage'
import { escalated } from './on-stage'
import { calm } from './talking'

const asking = { method: 'POST', path: /\/cognitive\/generate-text$/ } as const
const model = { configuration: { summaryWith: 'model' } }
const transcript = [
  { from: 'user', name: 'Kim Lee', text: 'My card is 4111 1111 1111 1111.' },
  { from: 'agent', name: 'Dana Fields', text: 'Please do not send it here.' },
] as const

describe('the summary', () => {
  test('is three sentences of facts, called what they are, where nobody writes one', async () => {
    const log = await onLogStage()
    await log.give({ transcript })
    expect(log.body()).toContain('<strong>The facts</strong>')
    expect(log.body()).toContain(
      'Kim Lee chatted with the bot and Dana Fields on 26 November 2026 at 13:15, for 17 minutes. It began with: &quot;My card is [card number removed].&quot;.',
    )
    expect(log.stage.botpress.cognitive.asked).toEqual([])
  })

  test('is by a model of Botpress where that is wanted, and called so; it sees only what is clean', async () => {
    const log = await onLogStage(model)
    log.stage.botpress.cognitive.answer = 'Kim sent a card number, <4111 1111 1111 1111>.'
    expect(await log.give({ transcript })).toMatchObject({ redacted: { card: 2 } })
    expect(log.body()).toContain('<strong>Summary by a language model</strong><br>Kim sent a card number,')
    expect(log.body()).toContain('&lt;[card number removed]&gt;')
    const [asked] = log.stage.botpress.cognitive.asked
    expect(JSON.stringify(asked)).toContain('Dana Fields (agent): Please do not send it here.')
    expect(JSON.stringify(asked)).not.toMatch(/4111|1111/)
  })

  test('of the bot wins, and no model is asked', async () => {
    const log = await onLogStage(model)
    await log.give({ transcript, summary: 'By the bot.' })
    expect(log.body()).toContain('<strong>Summary</strong><br>By the bot.')
    expect(log.stage.botpress.cognitive.asked).toEqual([])
  })

  test.each<[string, object]>([
    ['does not answer', { drop: 'before' }],
    ['fails', { status: 500 }],
    ['answers something else', { status: 200, body: { text: 'Hello' } }],
    ['answers nothing', { status: 200, body: { output: ' ' } }],
  ])('is the facts where the model %s', async (_, fault) => {
    const log = await onLogStage(model)
    log.stage.botpress.faults.add({ ...asking, ...fault })
    expect(await log.give({ transcript })).toMatchObject({ status: 'logged' })
    expect(log.body()).toContain('<strong>The facts</strong>')
  })

  test('is the facts where the token of an integration is good for no model, which the log says', async () => {
    const log = await onLogStage({ ...model, botpress: { properties: { cognitive: 'refuses' } } })
    const { user } = await chatted(log)
    await user.say('/end')
    await allLogged(log)
    expect(log.body()).toContain('<strong>The facts</strong>')
    expect(log.stage.logs.map(({ text }) => text).join('\n')).toMatch(/No language model.*403.*facts/)
  })

  test('of a session is waited for another time where the model is late, and then is the facts', async () => {
    const log = await onLogStage(model)
    const { user } = await chatted(log)
    log.stage.botpress.faults.add({ ...asking, delayMs: 8_000 })
    await user.say('/end')
    await calm(log.stage)
    expect(user.session?.active).toBe(false)
    expect(log.entries()).toEqual([])
    await log.stage.bot.register()
    expect(log.body()).toContain('<strong>The facts</strong>')
    expect(log.owed()).toEqual([])
  })

  test('of a session that takes the model a while is there with the next thing that happens', async () => {
    const log = await onLogStage(model)
    const { user } = await chatted(log)
    log.stage.botpress.faults.add({ ...asking, delayMs: 450, times: 1 })
    await user.say('/end')
    await calm(log.stage)
    expect(log.entries()).toEqual([])
    await later(pause, async () => {
      const next = await escalated(log.stage)
      await next.user.say('Hello?')
      await calm(log.stage)
    })
    expect(log.body()).toContain('<strong>Summary by a language model</strong>')
  })
})

describe('the body of a note', () => {
  test('that is too long keeps its summary whole, and beginning and end of what was said', async () => {
    const log = await onLogStage()
    const summary = `It was long. ${'x'.repeat(15_000)} That was all.`
    const long = Array.from({ length: 1_000 }, (_, at) => ({
      from: at % 2 === 0 ? 'user' : 'bot',
      text: `<${at}> ${'&'.repeat(100)}`,
    }))
    expect(await log.give({ summary, transcript: long })).toMatchObject({ status: 'logged' })
    const body = log.body()
    expect(body.length).toBeLessThanOrEqual(65_536)
    expect(body.length).toBeGreaterThan(60_000)
    expect(body).toContain('That was all.')
    expect(body).toContain('&lt;0&gt;')
    expect(body).toContain('&lt;999&gt;')
    const left = long.filter((_, at) => body.includes(`&lt;${at}&gt;`)).length
    expect(body).toContain(`… ${1_000 - left} messages in between were left out …`)
    expect(body).toMatch(/<p>Botpress reference [0-9a-f]{20}<\/p>$/)
  })

  test('shows HTML of anybody as text', async () => {
    const log = await onLogStage()
    const evil = '<img src=x onerror=alert(1)> & "quotes"\nnext line'
    await log.give({
      ...{ title: evil, summary: evil },
      transcript: [{ from: 'user', name: evil, text: evil }],
    })
    expect(log.body()).not.toContain('<img')
    expect(log.body()).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; ')
    expect(log.body()).toContain('<br>next line')
  })

  test('has times in the time zone of the account', async () => {
    const log = await onLogStage()
    log.crm.setAccount({ timeZone: 'America/New_York' })
    await log.give({ transcript: [{ from: 'user', text: 'Hi.', at: '2026-11-26T18:16:30Z' }] })
    expect(log.body()).toContain('26 November 2026, 13:15 to 13:32 (17 minutes, America/New_York)')
    expect(log.body()).toContain('<strong>Customer</strong>, 13:16<br>Hi.')
  })

  test('has times in UTC where HubSpot does not say the time zone', async () => {
    const log = await onLogStage()
    log.stage.hubspot.faults.add({ path: /\/account-info\//, status: 500 })
    expect(await log.give()).toMatchObject({ status: 'logged' })
    expect(log.body()).toContain('26 November 2026, 18:15 to 18:32 (17 minutes, UTC)')
  })
})
