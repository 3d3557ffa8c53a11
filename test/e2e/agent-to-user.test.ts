import { expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, fromUser, statusOf } from './looking'
import { escalated, onStage } from './on-stage'
import { dana, reply } from './talking'

test('a plain text is read as it was written, where the chat shows Markdown', async () => {
  const stage = await onStage({ hubspot: { plainRepliesHaveRichText: false } })
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello Kim,\n\nKeep <exact lines> visible:\n1 * 2 < 3 & _so_ on.\u0000' })
  expect(said(user)).toEqual(['Hello Kim,\n\nKeep \\<exact lines> visible:  \n1 * 2 < 3 & \\_so\\_ on.'])
})

test('a text that HubSpot also sends as rich text is not disfigured', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello Kim, 1 < 2 & 3.' })
  expect(said(user)).toEqual(['Hello Kim, 1 < 2 & 3.'])
})

test('rich text becomes Markdown', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, {
    richText:
      '<p>Please <strong>read</strong> <a href="https://shop.example/help">this</a>:</p><ul><li>one</li><li>two</li></ul>',
  })
  expect(said(user)).toEqual(['Please **read** [this](https://shop.example/help):\n\n- one\n- two'])
})

test('a reply of nothing but what a message cannot hold is not lost', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: '', richText: '<p><img src="data:image/png;base64,AA=="></p>' })
  await reply(stage, thread.id, { text: '', richText: '<iframe src="https://video.example/embed/abc"></iframe>' })
  expect(said(user)).toEqual(['[image]', '[embedded page] <https://video.example/embed/abc>'])
})

test('a reply delivered in several copies at once, to two processes, is seen once', async () => {
  const stage = await onStage()
  await addProcess(stage)
  const { user, thread } = await escalated(stage)
  stage.hubspot.webhooks.duplicate(4)
  await reply(stage, thread.id, { text: 'Only once.', attachments: [] })
  expect(said(user)).toEqual(['Only once.'])
  expect(seen(user).filter((line) => line === told.joined)).toHaveLength(1)
})

test('a reply delivered again after a lost answer of Botpress is seen once', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.botpress.faults.add({ method: 'POST', path: botpressPath.createMessage, drop: 'after', times: 1 })
  const message = await reply(stage, thread.id, { text: 'Only once.' })
  expect(said(user)).toEqual(['Only once.'])
  expect(statusOf(stage, message)).toBe('SENT')
})

test('what this app itself published as an agent does not come back, not even when the thread is closed', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const token = stage.botpress.states(stage.bot).find(({ name }) => name === 'credentials')?.payload?.accessToken
  const [first] = fromUser(stage, thread.id)
  const response = await fetch(
    `${stage.hubspot.url}/conversations/custom-channels/2026-09/${thread.channelId}/messages`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        channelAccountId: thread.accountId,
        messageDirection: 'OUTGOING',
        text: 'From a workflow of this app.',
        timestamp: new Date().toISOString(),
        senders: [{ deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'bot' } }],
        recipients: [{ deliveryIdentifier: first?.senders[0]?.deliveryIdentifier }],
        attachments: [],
        integrationThreadId: thread.integrationThreadIds[0],
      }),
    },
  )
  expect(response.status).toBe(201)
  stage.hubspot.ui.close(thread.id)
  await until(() => user.session?.active === false)
  expect(said(user)).toEqual([])
})

test('an internal comment of an agent stays internal', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.comment({ threadId: thread.id, agent: dana, text: 'He is lying.' })
  await stage.settled()
  expect(said(user)).toEqual([])
})

test('replies in quick succession are seen in the order they were written', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.ui.assign(thread.id, dana)
  await stage.settled()
  await until(() => seen(user).includes(told.joined))
  for (const text of ['One.', 'Two.', 'Three.']) await reply(stage, thread.id, { text })
  expect(said(user)).toEqual(['One.', 'Two.', 'Three.'])
})
