import { describe, expect, test } from 'vitest'
import { errorBody } from '../../../sim/salesiq'
import { operators } from '../../../sim/salesiq-stage'
import { onTheWeb } from '../../stage/botpress'
import { said, seen } from '../../stage/chat'
import { until } from '../../stage/until'
import { escalated, onSalesIqStage, type TestStage } from './on-salesiq-stage'

const sending = /\/api\/visitor\/v1\/[^/]+\/conversations\/[^/]+\/messages$/
const transcript = /\/api\/v2\/[^/]+\/conversations\/[^/]+\/messages$/

/** What the visitor wrote, as operators see it. */
const written = ({ salesiq }: TestStage, chatId: string) =>
  salesiq.chat(chatId).entries.flatMap(({ by, text }) => (by === 'visitor' && text !== undefined ? text : []))
const files = ({ salesiq }: TestStage, chatId: string, by: 'visitor' | 'operator') =>
  salesiq.chat(chatId).entries.flatMap((entry) => (entry.by === by ? (entry.file ?? []) : []))
const sends = ({ salesiq }: TestStage) =>
  salesiq.log.calls.filter(({ method, path }) => method === 'POST' && sending.test(path)).length

const picture = { name: 'lamp.png', contentType: 'image/png', content: Buffer.from('89504e470d0a1a0a00000000', 'hex') }

describe('a message of the end user', () => {
  test('costs one call to SalesIQ and none to Botpress, and an agent’s reply one to Botpress and none to SalesIQ', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    const isScheduling = () => !stage.calls().botpress.some((call) => call.endsWith('/initialize-incoming-message'))
    while (isScheduling()) {
      stage.salesiq.ui.reply({ chatId, text: 'One moment.' })
      await stage.settled()
      await until(() => stage.botpress.scheduled().length === 0)
    }
    stage.startCounting()
    await user.say('One call, please.')
    expect(stage.calls()).toEqual({ salesiq: [expect.stringMatching(sending)], botpress: [] })
    stage.startCounting()
    stage.salesiq.ui.reply({ chatId, text: 'Certainly.' })
    await until(() => said(user).includes('Certainly.'))
    expect(stage.calls()).toEqual({ salesiq: [], botpress: ['POST /v1/chat/initialize-incoming-message'] })
  })

  test('keeps its place although an earlier one takes longer', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.faults.add({ method: 'POST', path: sending, delayMs: 200, times: 1 })
    await Promise.all([user.say('Apricots.'), user.say('Blueberries.'), user.say('Clementines.')])
    expect(written(stage, chatId).slice(-3)).toEqual(['Apricots.', 'Blueberries.', 'Clementines.'])
  })

  test.each([
    ['was lost on the way', { drop: 'before' }],
    ['arrived, and its answer was lost', { drop: 'after' }],
    ['was answered by a gateway', { status: 502 }],
  ] as const)('that %s is with the agent once', async (_what, fault) => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.faults.add({ method: 'POST', path: sending, times: 1, ...fault })
    await user.say('Exactly once.')
    expect(written(stage, chatId).filter((text) => text === 'Exactly once.')).toHaveLength(1)
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('that says the same as the one before is not taken for it', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    await user.say('ok')
    stage.salesiq.faults.add({ method: 'POST', path: sending, times: 1, drop: 'before' })
    await user.say('ok')
    expect(written(stage, chatId).filter((text) => text === 'ok')).toHaveLength(2)
  })

  test('is sent twice at most where SalesIQ answers neither that nor shows the chat, and the owner is told', async () => {
    const stage = await onSalesIqStage()
    const { user } = await escalated(stage)
    // An answer that is not asked for again, so that there is time for a third try, which must not come.
    stage.salesiq.faults.add({ method: 'GET', path: transcript, status: 400, body: errorBody(1011) })
    stage.salesiq.faults.add({ method: 'POST', path: sending, drop: 'after' })
    const before = sends(stage)
    await user.say('Is this heard?')
    await until(() => stage.bot.plugin.deliveryFailures.length > 0, 20_000)
    expect(sends(stage) - before).toBe(2)
    expect(stage.bot.plugin.deliveryFailures[0]?.message).toMatch(/did not say whether a message .* arrived/)
  })

  test('waits where SalesIQ has locked the address for a while', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    const body = { error: { code: 1023, message: 'Too many requests' } }
    stage.salesiq.faults.add({ method: 'POST', path: sending, times: 1, status: 400, body })
    await user.say('Patience.')
    expect(written(stage, chatId)).toContain('Patience.')
  })

  test('that is too long for SalesIQ arrives whole, in pieces', async () => {
    const stage = await onSalesIqStage({ salesiq: { textMax: 700 } })
    const { user, chatId } = await escalated(stage)
    const long = Array.from({ length: 400 }, (_, at) => `word${at}`).join(' ')
    await user.say(long)
    const pieces = written(stage, chatId).filter((text) => text.startsWith('word') || /\bword\d/.test(text))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join(' ')).toBe(long)
  })

  test('into a chat that has ended is an error that the owner reads', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.webhooks.hold()
    stage.salesiq.ui.end(chatId, { by: 'agent' })
    await user.say('Anybody?')
    await until(() => stage.bot.plugin.deliveryFailures.length > 0)
    expect(stage.bot.plugin.deliveryFailures[0]?.message).toMatch(/did not reach SalesIQ/)
    await stage.salesiq.webhooks.release()
    await until(() => user.session?.active !== true)
  })
})

describe('a file of the end user', () => {
  test('arrives with its caption, in one call', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    const before = sends(stage)
    await user.say({ type: 'image', payload: { imageUrl: await onTheWeb(stage, picture), title: 'My lamp' } })
    expect(files(stage, chatId, 'visitor')).toMatchObject([{ contentType: 'image/png', content: picture.content }])
    expect(sends(stage) - before).toBe(1)
  })

  test('of a kind that SalesIQ refuses goes as its link', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    const svg = {
      name: 'lamp.svg',
      contentType: 'image/svg+xml',
      content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    }
    const url = await onTheWeb(stage, svg)
    await user.say({ type: 'file', payload: { fileUrl: url, title: 'lamp.svg' } })
    expect(written(stage, chatId).join('\n')).toContain(url)
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('goes as its link where the brand takes no files', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.setBrand(stage.appId, { shareFile: false })
    const url = await onTheWeb(stage, picture)
    await user.say({ type: 'image', payload: { imageUrl: url } })
    expect(written(stage, chatId).join('\n')).toContain(url)
  })

  test('whose answer was lost is with the agent once', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.faults.add({ method: 'POST', path: sending, times: 1, drop: 'after' })
    await user.say({ type: 'image', payload: { imageUrl: await onTheWeb(stage, picture) } })
    expect(files(stage, chatId, 'visitor')).toHaveLength(1)
  })
})

describe("an agent's file", () => {
  test.each(['attachment', 'attachments', 'file', 'url', 'bare'] as const)(
    'reaches the end user, described as %s, and never by an address that wants the token',
    async (agentFiles) => {
      const stage = await onSalesIqStage({ salesiq: { agentFiles } })
      const { user, chatId } = await escalated(stage)
      stage.salesiq.ui.pickUp(chatId, operators.dana.id)
      stage.salesiq.ui.reply({ chatId, text: 'Like this one?', files: [picture] })
      await until(() => seen(user).some((line) => line.includes('imageUrl')))
      const line = seen(user).find((one) => one.includes('imageUrl')) ?? ''
      expect(line).not.toContain(stage.salesiq.url)
      const url = /"imageUrl":"([^"]+)"/.exec(line)?.[1] ?? ''
      const answer = await fetch(url)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(picture.content)
    },
  )

  test('that cannot be had is named', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    stage.salesiq.faults.add({ path: /\/attachments\//, status: 404, body: { error: { code: 1019, message: 'gone' } } })
    stage.salesiq.ui.reply({ chatId, text: 'Look.', files: [picture] })
    await until(() => seen(user).some((line) => /lamp\.png.*cannot be shown here/.test(line)))
  })
})

describe("an agent's words", () => {
  test.each([
    ['plain', 'Two < three & four', 'Two < three & four'],
    ['with entities', 'Two &lt; three &amp; four', 'Two < three & four'],
    ['as HTML', '<b>Hello</b>, <a href="https://shop.example/a">look</a>', '**Hello**, [look](https://shop.example/a)'],
  ])('%s are read as they were meant', async (_how, text, shown) => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.reply({ chatId, operator: operators.dana.id, text })
    await until(() => said(user).length > 0)
    expect(String(said(user)[0]).replaceAll('\\', '')).toBe(shown)
  })

  test('bear the name of whoever wrote them', async () => {
    const stage = await onSalesIqStage()
    const { user, chatId } = await escalated(stage)
    stage.salesiq.ui.pickUp(chatId, operators.dana.id)
    stage.salesiq.ui.reply({ chatId, text: 'I am Dana.' })
    stage.salesiq.ui.transfer(chatId, operators.robin.id)
    stage.salesiq.ui.reply({ chatId, operator: operators.robin.id, text: 'I am Robin.' })
    await until(() => said(user).includes('I am Robin.'))
    const names = stage.botpress.users(stage.bot).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['Dana Fields', 'Robin Hale']))
  })
})
