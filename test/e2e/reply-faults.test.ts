import { expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { until } from '../stage/until'
import { hubspotPath, statusOf } from './looking'
import { onStage, type TestStage } from './on-stage'
import { talking } from './talking'

const creating = { method: 'POST', path: botpressPath.createMessage }

/** What HubSpot got for an answer to each webhook. */
const answers = ({ hubspot }: TestStage) => hubspot.webhookLog.calls.map(({ status }) => status)

test('where HubSpot does not deliver again, the agent still sees that the reply did not arrive', async () => {
  const stage = await onStage({ hubspot: { repeatsChannelWebhooks: false } })
  const { write } = await talking(stage)
  stage.botpress.faults.add({ ...creating, status: 500 })
  const message = write('Are you there?')
  await stage.settled()
  expect(statusOf(stage, message)).toMatch(/^FAILED: Not delivered yet\..*send it again/)
})

test('an agent who writes after the end is told so although every token is stale at first', async () => {
  const stage = await onStage({ hubspot: { redeliveryDelaysMs: [10] } })
  const { user, write } = await talking(stage)
  await user.say('/end')
  await stage.settled()
  stage.hubspot.faults.add({ method: 'PATCH', path: hubspotPath.messageStatus, status: 401, times: 5 })
  const message = write('Are you there?')
  await until(() => statusOf(stage, message).startsWith('FAILED'))
  expect(answers(stage)).toContain(503)
})
