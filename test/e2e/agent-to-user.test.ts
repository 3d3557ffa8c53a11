import { expect, test } from 'vitest'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { fromUser } from './looking'
import { escalated, onStage } from './on-stage'
import { reply } from './talking'

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
