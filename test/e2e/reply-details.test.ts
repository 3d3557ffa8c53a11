import { expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { statusOf } from './looking'
import { onStage } from './on-stage'
import { calm, dana, talking } from './talking'

const creating = { method: 'POST', path: botpressPath.createMessage }

test('a reply of more parts than a page of Botpress’ holds is known to be there', async () => {
  const stage = await onStage({ hubspot: { redeliveryDelaysMs: [10] } })
  const { user, thread } = await talking(stage)
  const attachments = Array.from({ length: 30 }, (_, at) => ({ type: 'MESSAGE_HEADER', text: `Part ${at}` }))
  stage.botpress.faults.add({ ...creating, status: 500, skip: 25, times: 1 })
  const message = stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Parts:', attachments })
  await until(() => said(user).length >= 32, 20_000)
  await calm(stage)
  expect(said(user)).toHaveLength(32)
  expect(statusOf(stage, message)).toBe('SENT')
})
