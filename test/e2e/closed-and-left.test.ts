import { expect, test, vi } from 'vitest'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { latestSession } from './called-for'
import { knock } from './knock'
import { hubspotPath, statusOf } from './looking'
import { onStage, type TestStage } from './on-stage'
import { talking } from './talking'

// What happens between the closing and the news of it takes some time itself, on a slow machine more than a fraction of it.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

/** The agent has closed, which is noted; the plugin is to be told a moment later; the end user leaves before. */
async function leftInTheGrace(stage: TestStage, lastWord: 'early' | 'late') {
  const { user, thread, write } = await talking(stage)
  const message = write('Last word.', { deliver: false })
  const { integrationThreadId } = latestSession(stage)
  const deliver = () =>
    knock(stage, {
      body: {
        type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
        portalId: String(stage.portalId),
        channelIntegrationThreadIds: [integrationThreadId],
        message,
      },
    })
  // The closing does not find the last word by itself.
  stage.hubspot.faults.add({ method: 'GET', path: hubspotPath.comments, status: 403 })
  stage.hubspot.ui.close(thread.id)
  await until(() => stage.botpress.conversations(stage.bot)[0]?.tags.endedAt !== undefined)
  if (lastWord === 'early') {
    await deliver()
    await until(() => seen(user).includes('agent: Last word.'))
  }
  await user.say('/end')
  await stage.settled()
  if (lastWord === 'late') await deliver()
  await stage.settled()
  expect(user.sessions.at(-1)?.endReason).toBe('patient-used-termination-command')
  return { wasSeen: seen(user).includes('agent: Last word.'), status: statusOf(stage, message) }
}

test('the end user leaves right after the agent closed: a last word that was seen is not called undelivered', async () => {
  const stage = await onStage()
  expect(await leftInTheGrace(stage, 'early')).toEqual({ wasSeen: true, status: 'SENT' })
})

test('the end user leaves right after the agent closed: of a last word that comes then the agent is told', async () => {
  const stage = await onStage()
  expect(await leftInTheGrace(stage, 'late')).toEqual({ wasSeen: false, status: expect.stringMatching(/^FAILED/) })
})
