import { describe, expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { clientOf } from '../stage/botpress'
import { said } from '../stage/chat'
import { notedSession, partTags } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { statusOf } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, dana, talking } from './talking'

const unrepeated = { hubspot: { properties: { repeatsChannelWebhooks: false } } }

test('a reply whose own webhook never came is found by the news of it', async () => {
  const stage = await onStage(unrepeated)
  const { user, write } = await talking(stage)
  const answer = write('Here you are.', { deliver: 'app' })
  await until(() => said(user).includes('Here you are.'))
  await calm(stage)
  expect(said(user)).toEqual(['Hello.', 'Here you are.'])
  expect(statusOf(stage, answer)).toBe('SENT')
})

test('also when the news are repeated because the webhook host was away', async () => {
  const stage = await onStage(unrepeated)
  const { user, write } = await talking(stage)
  stage.botpress.webhookFaults.add({ path: /./, status: 503, times: 2 })
  write('Here you are.')
  await until(() => said(user).includes('Here you are.'), 20_000)
  await calm(stage)
  expect(said(user)).toEqual(['Hello.', 'Here you are.'])
})

test('a reply of which only the news came is also found by a process that has not seen the session before, and only once', async () => {
  const stage = await onStage(unrepeated)
  const { user, write } = await talking(stage)
  stage.bot.integrationUrls = [await addProcess(stage)]
  write('Here you are.', { deliver: 'app' })
  await until(() => said(user).includes('Here you are.'))
  await calm(stage)
  expect(said(user)).toEqual(['Hello.', 'Here you are.'])
})

test('a reply that a process left half done is brought to its end by the news of it', async () => {
  const stage = await onStage(unrepeated)
  const { user, thread } = await talking(stage)
  const content = Buffer.from('A guarantee of two years.')
  const message = stage.hubspot.ui.reply({
    threadId: thread.id,
    agent: dana,
    text: 'Here you are.',
    attachments: [{ name: 'guarantee.txt', content, contentType: 'text/plain' }],
    deliver: 'app',
  })
  const first = stage.botpress.conversations(stage.bot)[0]
  const { messages } = await clientOf(stage).listMessages({ conversationId: first?.id ?? '' })
  await clientOf(stage).getOrCreateMessage({
    type: 'text',
    payload: { text: 'Here you are.' },
    conversationId: first?.id ?? '',
    userId: messages.find(({ direction }) => direction === 'incoming')?.userId ?? '',
    ...partTags(message.id, 'text', 2),
  })
  await until(() => user.transcript.some(({ payload }) => payload.title === 'guarantee.txt'))
  await calm(stage)
  expect(said(user)).toEqual(['Hello.', 'Here you are.', undefined])
})

describe('what the news cost', () => {
  const warm = async (stage: TestStage) => {
    const session = await talking(stage)
    await session.user.say('Thanks.')
    await calm(stage)
    // What is early waits for its time, and what comes right after it does.
    const openedAt = notedSession(stage).openedAt ?? Number.NaN
    await until(() => Date.now() > openedAt + 2 * timing.pluginListensAfter)
    stage.startCounting()
    return session
  }

  test('news of what came by its own webhook cost no call', async () => {
    const stage = await onStage()
    const { user, write } = await warm(stage)
    write('And here is more.')
    await until(() => said(user).includes('And here is more.'))
    await calm(stage)
    expect(stage.calls()).toEqual({ hubspot: [], botpress: ['POST /v1/chat/initialize-incoming-message'] })
  })

  test('nor do news of what the end user wrote', async () => {
    const stage = await onStage()
    const { user } = await warm(stage)
    await user.say('One more thing.')
    await calm(stage)
    expect(stage.calls().botpress).toEqual([])
    expect(stage.calls().hubspot).toHaveLength(1)
  })

  test('news of a stranger’s thread cost no call to HubSpot, and one look-up a minute', async () => {
    const stage = await onStage()
    await escalated(stage)
    await calm(stage)
    stage.startCounting()
    const threadId = stage.hubspot.ui.writeInLiveChat({ portalId: stage.portalId, inboxId: '1001', text: 'Hi' })
    await calm(stage)
    const before = stage.calls().botpress.length
    stage.hubspot.ui.writeInLiveChat({ portalId: stage.portalId, inboxId: '1001', text: 'Hello?', threadId })
    stage.hubspot.ui.reply({ threadId, agent: dana, text: 'Yes?', deliver: 'app' })
    await calm(stage)
    expect(stage.calls().hubspot).toEqual([])
    expect(before).toBe(1)
    expect(stage.calls().botpress.length).toBe(before)
  })
})
