import { expect, onTestFinished, test, vi } from 'vitest'
import { timing } from '../../src/timing'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { hubspotPath, statusOf, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, talking } from './talking'

const isOpen = (stage: TestStage, threadId: string) => stage.hubspot.thread(threadId).status === 'OPEN'

/** An agent closes, and the news of it is held back. */
async function closedUnheard(how: 'closed' | 'deleted' = 'closed') {
  const stage = await onStage()
  const session = await talking(stage)
  stage.hubspot.webhooks.hold()
  if (how === 'closed') stage.hubspot.ui.close(session.thread.id)
  else stage.hubspot.ui.deleteThread(session.thread.id)
  return { stage, ...session }
}

test('a closing that is heard of after the end user has written again ends nothing', async () => {
  const { stage, user, thread } = await closedUnheard()
  await user.say('One more question.')
  expect(isOpen(stage, thread.id)).toBe(true)
  await stage.hubspot.webhooks.release()
  await calm(stage)
  expect(user.session?.active).toBe(true)
  expect(isOpen(stage, thread.id)).toBe(true)
  const answer = stage.hubspot.ui.reply({ threadId: thread.id, agent: '501', text: 'Of course.' })
  await until(() => said(user).includes('Of course.'))
  await calm(stage)
  expect(statusOf(stage, answer)).toBe('SENT')
})

test('a deletion that was undone long before it is heard of ends nothing', async () => {
  const { stage, user, thread } = await closedUnheard('deleted')
  stage.hubspot.ui.restore(thread.id)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + timing.closingSettles })
  onTestFinished(() => void vi.useRealTimers())
  await stage.hubspot.webhooks.release()
  await user.say('Still there?')
  await until(() => textsFromUser(stage, thread.id).includes('Still there?'))
  expect(user.session?.active).toBe(true)
})

test('a closing of a thread that HubSpot still shows as open, untouched since, ends the session', async () => {
  const stage = await onStage()
  const { user, thread } = await talking(stage)
  const { closedAt: _, ...open } = stage.hubspot.thread(thread.id)
  stage.hubspot.faults.add({
    method: 'GET',
    path: hubspotPath.thread,
    status: 200,
    body: { ...open, status: 'OPEN' },
    times: 1,
  })
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
  expect(seen(user).at(-1)).toBe(told.agentClosed)
})

test('a new thread that HubSpot does not show yet is no thread that was deleted', async () => {
  const stage = await onStage({ hubspot: { properties: { newThreadHiddenForMs: 400 } } })
  const { user, thread } = await escalated(stage)
  await calm(stage)
  expect(user.session?.active).toBe(true)
  await user.say('Is anybody there?')
  await calm(stage)
  expect(user.session?.active).toBe(true)
  expect(isOpen(stage, thread.id)).toBe(true)
})

test('nor does one 404 end the session', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.thread, status: 404, times: 1 })
  const { user, thread } = await escalated(stage)
  await calm(stage)
  expect(user.session?.active).toBe(true)
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
})
