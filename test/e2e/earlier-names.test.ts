import { expect, test } from 'vitest'
import { clientOf } from '../stage/botpress'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { textsFromUser } from './looking'
import { onStage, type TestStage } from './on-stage'
import { calm, robin, talking } from './talking'

// Versions before 1.2 called the tags otherwise; sessions that they opened go on after an update.

const earlier = {
  ref: 'integrationThreadId',
  threadId: 'hubspotThreadId',
  account: 'portalId',
  endReason: 'endedBy',
  messageId: 'hubspotMessageId',
} as const

const isRenamed = (name: string): name is keyof typeof earlier => name in earlier

/** The tags as an earlier version would have written them. */
function asBefore(tags: Record<string, string>): Record<string, string> {
  const renamed = Object.entries(tags).filter(([name]) => isRenamed(name))
  return Object.fromEntries(
    renamed.flatMap(([name, value]) => [[name, ''], ...(isRenamed(name) ? [[earlier[name], value]] : [])]),
  )
}

/** A session that an earlier version opened, and a process of this version that has not seen it. */
async function openedBefore() {
  const stage = await onStage()
  const session = await talking(stage)
  const client = clientOf(stage)
  for (const { id, tags } of stage.botpress.conversations(stage.bot)) {
    await client.updateConversation({ id, tags: asBefore(tags) })
    for (const message of stage.botpress.messages(id)) {
      await client.updateMessage({ id: message.id, tags: asBefore(message.tags) })
    }
  }
  stage.bot.integrationUrls = [(await anotherProcess(stage)).url]
  return { stage, ...session }
}

const tagsOf = (stage: TestStage) => stage.botpress.conversations(stage.bot).at(-1)?.tags ?? {}

test('a session of an earlier version goes on both ways and ends, under the names it was opened with', async () => {
  const { stage, user, thread, write, ended } = await openedBefore()
  await user.say('Are you still there?')
  expect(textsFromUser(stage, thread.id)).toEqual(['Are you still there?'])
  write('I am.')
  await until(() => said(user).includes('I am.'))
  stage.hubspot.ui.close(thread.id)
  await ended()
  expect(tagsOf(stage)).toMatchObject({ hubspotThreadId: thread.id, endedBy: 'agent' })
  expect(
    Object.keys(tagsOf(stage))
      .filter(isRenamed)
      .filter((name) => tagsOf(stage)[name] !== ''),
  ).toEqual([])
})

test('a reply that the earlier version delivered is not taken for one that was missed', async () => {
  const { stage, user, thread } = await openedBefore()
  stage.hubspot.ui.assign(thread.id, robin)
  await calm(stage)
  expect(said(user)).toEqual(['Hello.'])
})
