import { expect, test } from 'vitest'
import { until } from '../stage/until'
import { addProcess, comments, hubspotPath } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, dana } from './talking'

const commenting = { method: 'POST', path: hubspotPath.comments }
const historiesOf = (stage: TestStage, threadId: string) =>
  comments(stage, threadId).filter(({ text }) => text.includes('hello there'))

test.each([
  ['429', { ...commenting, status: 429 }],
  ['503', { ...commenting, status: 503 }],
  ['a connection that is dropped', { ...commenting, drop: 'before' as const }],
])(
  'a history that HubSpot does not take at once (%s) is given with the next thing that happens, once',
  async (_, rule) => {
    const stage = await onStage()
    const heal = stage.hubspot.faults.add(rule)
    const { user, thread } = await escalated(stage)
    expect(historiesOf(stage, thread.id)).toEqual([])
    heal()
    await addProcess(stage)
    await Promise.all([user.say('Is anybody there?'), stage.hubspot.ui.assign(thread.id, dana)])
    await until(() => historiesOf(stage, thread.id).length > 0)
    await user.say('Hello?')
    await calm(stage)
    expect(historiesOf(stage, thread.id)).toHaveLength(1)
    const kept = stage.botpress.states(stage.bot).filter(({ name }) => name === 'history')
    expect(kept).toEqual([])
  },
)

test('one whose answer was lost is not given twice', async () => {
  const stage = await onStage()
  const heal = stage.hubspot.faults.add({ ...commenting, drop: 'after' })
  const { user, thread } = await escalated(stage)
  heal()
  await user.say('Is anybody there?')
  await calm(stage)
  expect(historiesOf(stage, thread.id)).toHaveLength(1)
})

test('one that HubSpot finds too long is given in parts', async () => {
  const stage = await onStage()
  const body = { status: 'error', category: 'VALIDATION_ERROR', message: 'Text exceeds the maximum length' }
  stage.hubspot.faults.add({ ...commenting, status: 400, body, times: 1 })
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
  await user.say('hello there')
  for (let line = 0; line < 12; line += 1) await user.say(`${line}: ${'words '.repeat(40)}`)
  await user.escalate({ title: 'A broken lamp' })
  const { id } = stage.hubspot.threads(stage.portalId).at(-1) ?? { id: '' }
  await until(() => comments(stage, id).length === 2)
  const whole = comments(stage, id)
    .map(({ text }) => text)
    .join(' ')
  for (let line = 0; line < 12; line += 1) expect(whole).toContain(`${line}: words`)
})

test('a notice of the bot that Botpress hands over twice, to two processes, is one comment', async () => {
  const stage = await onStage()
  await addProcess(stage)
  stage.bot.plugin.repeatDispatch(1)
  const { user, thread } = await escalated(stage)
  await calm(stage)
  const before = comments(stage, thread.id).length
  await user.say('/end')
  await calm(stage)
  expect(comments(stage, thread.id)).toHaveLength(before + 1)
})
