import { expect, test } from 'vitest'
import { seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { hubspotPath } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, talking } from './talking'

const isOpen = (stage: TestStage, threadId: string) => stage.hubspot.thread(threadId).status === 'OPEN'

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

test('one 404 does not end the session', async () => {
  const stage = await onStage()
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.thread, status: 404, times: 1 })
  const { user, thread } = await escalated(stage)
  await calm(stage)
  expect(user.session?.active).toBe(true)
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
})
