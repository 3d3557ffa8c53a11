import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { addProcess, anotherProcess } from './another-process'
import { connect, submit, unconnected } from './connect-visitor'

const listing = 'GET /v1/chat/conversations'

/** A self-test under way, and its thread. */
async function started() {
  const stage = await unconnected()
  await submit(await connect(stage), [['by', 'Kim Lee']])
  await stage.settled()
  const thread = stage.hubspot.threads(stage.portalId).at(-1)
  return { stage, threadId: thread?.id ?? '' }
}

test('while a self-test runs, news of a stranger’s thread costs one look-up as ever', async () => {
  const { stage } = await started()
  stage.startCounting()
  const threadId = stage.hubspot.ui.writeInLiveChat({ portalId: stage.portalId, inboxId: '1001', text: 'Hi' })
  stage.hubspot.ui.assign(threadId, agents.dana.userId)
  await stage.settled()
  expect(stage.calls().botpress.filter((call) => call === listing)).toHaveLength(1)
  expect(stage.calls().hubspot).toEqual([])
})

test('what a process hears of a self-test that it does not know costs that look-up, and one note', async () => {
  const { stage, threadId } = await started()
  const { url } = await anotherProcess(stage)
  stage.bot.integrationUrls = [url]
  stage.startCounting()
  stage.hubspot.ui.assign(threadId, agents.dana.userId)
  await stage.settled()
  const calls = stage.calls().botpress.filter((call) => /conversations/.test(call))
  expect(calls).toEqual([listing, expect.stringMatching(/^PUT .*\/conversations\//)])
  expect(stage.calls().hubspot).toEqual([])
})

test('what it has heard before costs nothing more', async () => {
  const { stage, threadId } = await started()
  await addProcess(stage)
  for (const _ of ['one process', 'the other']) {
    stage.hubspot.ui.assign(threadId, agents.dana.userId)
    await stage.settled()
  }
  stage.startCounting()
  stage.hubspot.ui.assign(threadId, agents.robin.userId)
  await stage.settled()
  expect(stage.calls().botpress.filter((call) => !call.startsWith('GET '))).toEqual([])
})
