import { expect, test } from 'vitest'
import { agents } from '../../sim/stage'
import { addProcess, botpressPath, comments, hubspotPath, statusOf, told } from './looking'
import { escalated, onStage, seen, type TestStage, until } from './on-stage'

const dana = agents.dana.userId

/** A session in which Dana has said hello, and the plugin surely listens. */
async function talking(stage: TestStage) {
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Hello.' })
  await until(() => seen(user).includes('agent: Hello.'))
  await stage.settled()
  const reply = (text: string, more: { deliver?: boolean; createdAt?: number } = {}) =>
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text, ...more })
  const ended = () => until(() => user.session?.active === false)
  return { user, thread, reply, ended }
}

const endings = (user: Parameters<typeof seen>[0]) => seen(user).filter((line) => line === told.agentClosed).length

/** Lets everything happen that is on its way: webhooks, and what is scheduled. */
async function calm(stage: TestStage): Promise<void> {
  await stage.settled()
  await until(() => stage.botpress.scheduled().length === 0)
  await stage.settled()
}

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
  const { user, thread, reply, ended } = await talking(stage)
  stage.hubspot.webhooks.delay('channel', 300)
  const last = reply('Have a nice day.')
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
  expect(statusOf(stage, last)).toBe('SENT')
  expect(user.dropped).toEqual([])
})

test('also when the webhook of the last word comes after the end: it was delivered at the closing', async () => {
  const stage = await onStage()
  const { user, thread, reply, ended } = await talking(stage)
  stage.hubspot.webhooks.delay('channel', 1_500)
  const last = reply('Have a nice day.')
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-2)).toEqual(['agent: Have a nice day.', told.agentClosed])
  expect(statusOf(stage, last)).toBe('SENT')
})

test('a reply whose webhook never comes is delivered at the closing', async () => {
  const stage = await onStage()
  const { user, thread, reply, ended } = await talking(stage)
  reply('One.', { deliver: false })
  reply('Two.', { deliver: false })
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  expect(seen(user).slice(-3)).toEqual(['agent: One.', 'agent: Two.', told.agentClosed])
})

test('also when the news of the closing is late', async () => {
  const stage = await onStage()
  const { user, thread, reply, ended } = await talking(stage)
  stage.hubspot.webhooks.delay('app', 1_500)
  reply('Have a nice day.', { deliver: false })
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

test('a reply after the end is FAILED with a reason, and nobody sees it', async () => {
  const stage = await onStage()
  const { user, thread, reply, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  await ended()
  await calm(stage)
  const late = reply('One more thing.')
  await calm(stage)
  expect(statusOf(stage, late)).toMatch(/^FAILED: Not delivered: the conversation had already ended for the customer/)
  expect(seen(user)).not.toContain('agent: One more thing.')
})

test('a reply right after the closing, before the end user was told, is FAILED too', async () => {
  const stage = await onStage()
  const { user, thread, reply, ended } = await talking(stage)
  const at = Date.now()
  stage.hubspot.ui.close(thread.id, { at })
  await stage.settled()
  const late = reply('One more thing.', { createdAt: at + 5 })
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

test('a thread that is reopened after the end gets one comment that says so', async () => {
  const stage = await onStage()
  const { thread, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  await ended()
  const before = comments(stage, thread.id).length
  for (let time = 0; time < 2; time += 1) {
    stage.hubspot.ui.reopen(thread.id)
    await calm(stage)
    stage.hubspot.ui.close(thread.id)
    await calm(stage)
  }
  expect(
    comments(stage, thread.id)
      .slice(before)
      .map(({ text }) => text),
  ).toEqual([expect.stringMatching(/over for the customer.*replies here no longer reach them/)])
})

test('the comment comes once, however often the news does, to two processes', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { thread, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  await ended()
  const before = comments(stage, thread.id).length
  stage.hubspot.webhooks.duplicate(3)
  stage.hubspot.ui.reopen(thread.id)
  await calm(stage)
  expect(comments(stage, thread.id)).toHaveLength(before + 1)
})

test('a deleted thread that is restored gets the comment as well', async () => {
  const stage = await onStage()
  const { thread, ended } = await talking(stage)
  stage.hubspot.ui.deleteThread(thread.id)
  await ended()
  const before = comments(stage, thread.id).length
  stage.hubspot.ui.restore(thread.id)
  await calm(stage)
  expect(comments(stage, thread.id)).toHaveLength(before + 1)
})

test('closed and reopened in one breath, heard of the wrong way round: the session ends, once', async () => {
  const stage = await onStage()
  const { user, thread, ended } = await talking(stage)
  stage.hubspot.webhooks.hold()
  const at = Date.now()
  stage.hubspot.ui.close(thread.id, { at })
  stage.hubspot.ui.reopen(thread.id, { at: at + 5 })
  await stage.hubspot.webhooks.release({ order: 'reverse' })
  await ended()
  expect(endings(user)).toBe(1)
})
