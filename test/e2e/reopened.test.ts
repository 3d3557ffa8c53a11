import { expect, test } from 'vitest'
import { seen, told } from '../stage/chat'
import { addProcess, comments, hubspotPath } from './looking'
import { onStage } from './on-stage'
import { calm, talking } from './talking'

const endings = (user: Parameters<typeof seen>[0]) => seen(user).filter((line) => line === told.agentClosed).length

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

test('closed and reopened in one breath, heard of the wrong way round: the session goes on', async () => {
  const stage = await onStage()
  const { user, thread } = await talking(stage)
  stage.hubspot.webhooks.hold()
  const at = Date.now()
  stage.hubspot.ui.close(thread.id, { at })
  stage.hubspot.ui.reopen(thread.id, { at: at + 5 })
  await stage.hubspot.webhooks.release({ order: 'reverse' })
  await calm(stage)
  expect(endings(user)).toBe(0)
  expect(user.session?.active).toBe(true)
})

test('the word to an agent who reopens a thread comes once, although its answer was lost', async () => {
  const stage = await onStage()
  const { thread, ended } = await talking(stage)
  stage.hubspot.ui.close(thread.id)
  await ended()
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.comments, drop: 'after', times: 1 })
  stage.hubspot.ui.reopen(thread.id)
  await calm(stage)
  expect(comments(stage, thread.id).filter(({ text }) => /over for the customer/.test(text))).toHaveLength(1)
})
