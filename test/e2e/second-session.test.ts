import { expect, test } from 'vitest'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { knock } from './knock'
import { statusOf, textsFromUser } from './looking'
import { escalated, onStage } from './on-stage'
import { talking } from './talking'

test('the same person in two chats at once has two sessions', async () => {
  const stage = await onStage()
  const a = await escalated(stage, { email: 'kim@customers.example' })
  const b = await escalated(stage, { email: 'kim@customers.example' })
  await a.user.say('In the first chat.')
  await b.user.say('In the second chat.')
  expect(textsFromUser(stage, a.thread.id)).toEqual(['In the first chat.'])
  expect(textsFromUser(stage, b.thread.id)).toEqual(['In the second chat.'])
  expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(1)
})

test('a reply in a thread that agents merged from an ended and an open session gets to the open one', async () => {
  const stage = await onStage()
  const ended = await escalated(stage)
  stage.hubspot.ui.close(ended.thread.id)
  await until(() => ended.user.session?.active === false)
  const { user, thread, write } = await talking(stage)
  const reply = write('Merged.', { deliver: false })
  const integrationThreadIds = [ended.thread, thread].flatMap((one) => one.integrationThreadIds)
  await knock(stage, {
    body: {
      type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
      portalId: String(stage.portalId),
      channelIntegrationThreadIds: integrationThreadIds,
      message: reply,
    },
  })
  await until(() => seen(user).includes('agent: Merged.'))
  expect(statusOf(stage, reply)).toBe('SENT')
})
