import { expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { seen, told } from '../stage/chat'
import { appEvent, knock } from './knock'
import { addProcess, hubspotPath, statusOf } from './looking'
import { escalated, onStage } from './on-stage'
import { calm, talking } from './talking'

const endings = (user: Parameters<typeof seen>[0]) => seen(user).filter((line) => line === told.agentClosed).length

const ways = ['close', 'deleteThread', 'archive', 'privacyDelete'] as const

test.each(ways)('an agent ends it (%s): the end user is told once, and the bot goes on', async (way) => {
  const stage = await onStage()
  const { user, thread, ended } = await talking(stage)
  stage.hubspot.ui[way](thread.id)
  await ended()
  await calm(stage)
  expect(endings(user)).toBe(1)
  expect(user.timesContinued).toBe(1)
  expect(user.session?.endReason).toBe('agent-closed-ticket')
})

test.each(ways)(
  'the news of the end (%s) in several copies, to two processes, tells the end user once',
  async (way) => {
    const stage = await onStage()
    await addProcess(stage)
    const { user, thread, ended } = await talking(stage)
    stage.hubspot.webhooks.duplicate(3)
    stage.hubspot.ui[way](thread.id)
    await ended()
    await calm(stage)
    expect(endings(user)).toBe(1)
    expect(user.timesContinued).toBe(1)
  },
)

test('closed and then deleted: the end user is told once', async () => {
  const stage = await onStage()
  const { user, thread, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  stage.hubspot.ui.deleteThread(thread.id)
  await ended()
  await calm(stage)
  expect(endings(user)).toBe(1)
})

test('the last word and the closing in one go, and the closing is heard of first: the end user sees the word', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  stage.hubspot.webhooks.delay('channel', 300)
  const last = write('Have a nice day.')
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
  expect(statusOf(stage, last)).toBe('SENT')
  expect(user.dropped).toEqual([])
})

test('also when the webhook of the last word comes after the end: it was delivered at the closing', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  stage.hubspot.webhooks.delay('channel', 1_500)
  const last = write('Have a nice day.')
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
  expect(statusOf(stage, last)).toBe('SENT')
})

test('a reply whose webhook never comes is delivered at the closing', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  write('One.', { deliver: false })
  write('Two.', { deliver: false })
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-3)).toEqual(['agent: One.', 'agent: Two.', told.agentClosed])
})

test('also when the news of the closing is late', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  stage.hubspot.webhooks.delay('app', 1_500)
  write('Have a nice day.', { deliver: false })
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
})

test('what was delivered before is not shown again at the closing', async () => {
  const stage = await onStage()
  const { user, thread, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).filter((line) => line === 'agent: Hello.')).toHaveLength(1)
})

test('when the last replies cannot be looked up, the session ends all the same', async () => {
  const stage = await onStage()
  const { user, thread, ended } = await talking(stage)
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.comments, status: 500 })
  stage.hubspot.ui.close(thread.id)
  await ended()
  expect(endings(user)).toBe(1)
})

test('nor does the last word get lost then: the end waits for its webhook', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.comments, status: 403 })
  stage.hubspot.webhooks.delay('channel', 300)
  const last = write('Have a nice day.')
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
  expect(statusOf(stage, last)).toBe('SENT')
})

test('a reply after the end is FAILED with a reason, and nobody sees it', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  const late = write('One more thing.')
  await calm(stage)
  expect(statusOf(stage, late)).toMatch(/^FAILED: Not delivered: the conversation had already ended for the customer/)
  expect(seen(user)).not.toContain('agent: One more thing.')
})

test('a reply right after the closing, before the end user was told, is FAILED too', async () => {
  const stage = await onStage()
  const { user, thread, write, ended } = await talking(stage)
  const at = Date.now()
  stage.hubspot.ui.close(thread.id, { at })
  await stage.settled()
  const late = write('One more thing.', { createdAt: at + 5 })
  await ended()
  await calm(stage)
  expect(statusOf(stage, late)).toMatch(/^FAILED/)
  expect(seen(user)).not.toContain('agent: One more thing.')
})

test('while Botpress is down, the end is delivered again', async () => {
  const stage = await onStage()
  const { user, thread, ended } = await talking(stage)
  stage.botpress.faults.add({ method: 'POST', path: botpressPath.events, status: 500, times: 3 })
  stage.hubspot.ui.close(thread.id)
  await ended()
  expect(endings(user)).toBe(1)
})

test('a closing that HubSpot dates into the far future ends the session all the same', async () => {
  const stage = await onStage({ botpress: { schedule: 'manual' } })
  const { user, thread } = await escalated(stage)
  const occurredAt = Date.UTC(5138, 0)
  expect(await knock(stage, { body: [appEvent(stage, thread.id, { occurredAt })] })).toMatchObject({ status: 200 })
  expect(stage.botpress.scheduled().every(({ dueAt }) => dueAt < Date.now() + 60_000)).toBe(true)
  await stage.botpress.runScheduled()
  expect(user.session?.active).toBe(false)
})
