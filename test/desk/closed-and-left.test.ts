import { describe, expect, test, vi } from 'vitest'
import { seen } from '../stage/chat'
import { notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { expectDelivered, expectUndelivered } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { talking } from './talking'

// What happens between the closing and the news of it takes some time itself, on a slow machine more than a fraction of it.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

/** The agent has closed, which is noted; the plugin is to be told a moment later; the end user leaves before. */
async function leftInTheGrace(stage: DeskStage, lastWord: 'early' | 'late') {
  const { user, thread, write } = await talking(stage)
  const message = write('Last word.', { unheard: true })
  // The closing does not find the last word by itself.
  stage.desk.break('replies', { status: 403 })
  stage.desk.close(thread.id)
  await until(() => notedSession(stage).endedAt !== undefined)
  if (lastWord === 'early') {
    await stage.desk.news.deliver(message)
    await until(() => seen(user).includes('agent: Last word.'))
  }
  await user.say('/end')
  await stage.settled()
  if (lastWord === 'late') await stage.desk.news.deliver(message)
  await stage.settled()
  expect(user.sessions.at(-1)?.endReason).toBe('patient-used-termination-command')
  return { message, wasSeen: seen(user).includes('agent: Last word.') }
}

describe.each(seats)('$name', ({ onStage }) => {
  test('the end user leaves right after the agent closed: a last word that was seen is not called undelivered', async () => {
    const stage = await onStage()
    const { wasSeen, message } = await leftInTheGrace(stage, 'early')
    expect(wasSeen).toBe(true)
    expectDelivered(stage, message)
  })

  test('the end user leaves right after the agent closed: of a last word that comes then the agent is told', async () => {
    const stage = await onStage()
    const { wasSeen, message } = await leftInTheGrace(stage, 'late')
    expect(wasSeen).toBe(false)
    expectUndelivered(stage, message)
  })
})
