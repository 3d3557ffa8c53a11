import { describe, expect, test } from 'vitest'
import { errorBody } from '../../sim/botpress'
import { botpressPath, clientOf } from '../stage/botpress'
import { said, seen, told } from '../stage/chat'
import { agentTagOf } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess, expectDelivered, expectUndelivered, isUndelivered } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated, talking } from './talking'

const creating = { method: 'POST', path: botpressPath.createMessage }

const updatingUser = { method: 'PUT', path: /\/users\/[^/]+$/ }

/** The first reply of an agent whom nobody has heard of. */
async function firstReply(stage: DeskStage) {
  const { user, thread } = await escalated(stage)
  const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'I can help.' })
  await until(() => said(user).includes('I can help.'))
  await calm(stage)
  expectDelivered(stage, message)
  expect(said(user)).toEqual(['I can help.'])
  return { user, thread }
}

describe.each(seats)('$name', ({ onStage, agents }) => {
  test('a picture that Botpress does not take costs the picture alone', async () => {
    const stage = await onStage()
    const body = errorBody('InvalidPayload', 'pictureUrl must be a valid URL')
    stage.botpress.faults.add({ ...updatingUser, status: 400, body, times: 1 })
    const { user } = await firstReply(stage)
    expect(user.session?.humanAgentName).toBe(agents.dana.name)
  })

  test.each([
    [
      'a name and picture that it does not take at all',
      { ...updatingUser, status: 400, body: errorBody('InvalidPayload', 'no') },
    ],
    [
      'a session that is locked',
      { path: /\/states\/conversation\//, status: 409, body: errorBody('ResourceLockedConflict', 'locked'), times: 3 },
    ],
    [
      'a lock that cannot be had at all',
      { path: /\/states\/conversation\//, status: 403, body: errorBody('Forbidden', 'no') },
    ],
  ])('%s does not cost the reply', async (_, rule) => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.botpress.faults.add(rule)
    const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'I can help.' })
    await until(() => said(user).includes('I can help.'))
    await calm(stage)
    expectDelivered(stage, message)
  })

  test.each([
    ['ResourceLockedConflict', 409],
    ['QuotaExceeded', 403],
    ['RateLimited', 429],
  ] as const)('%s (%d) passes: the reply is delivered again', async (type, status) => {
    const stage = await onStage()
    const { user, write } = await talking(stage)
    stage.botpress.faults.add({ ...creating, status, body: errorBody(type, 'not now'), times: 2 })
    const message = write('Here you are.')
    await until(() => said(user).includes('Here you are.'))
    await calm(stage)
    expectDelivered(stage, message)
    expect(said(user)).toEqual(['Hello.', 'Here you are.'])
  })

  test('an agent whose Botpress user was deleted is made anew', async () => {
    const stage = await onStage()
    const { user, write } = await talking(stage)
    const agent = stage.botpress.users(stage.bot).find((one) => agentTagOf(one)?.endsWith(agents.dana.key))
    await clientOf(stage).deleteUser({ id: agent?.id ?? '' })
    const message = write('Still here.')
    await until(() => said(user).includes('Still here.'))
    await calm(stage)
    expectDelivered(stage, message)
  })

  test.each(['warm', 'fresh'])(
    'the session’s conversation was deleted: a %s process shows the agent that nobody reads it',
    async (process) => {
      const stage = await onStage()
      const { user, write } = await talking(stage)
      await clientOf(stage).deleteConversation({ id: user.session?.downstreamConversationId ?? '' })
      if (process === 'fresh') stage.bot.integrationUrls = [await addProcess(stage)]
      const message = write('Are you there?')
      await until(() => isUndelivered(stage, message))
      await calm(stage)
      expectUndelivered(stage, message, /^Not delivered: /)
    },
  )

  test('where an integration may not list events, agents are announced all the same', async () => {
    const stage = await onStage({ botpress: { properties: { integrationsListEvents: false } } })
    const { user, thread } = await escalated(stage)
    stage.desk.assign(thread.id, 'dana')
    await until(() => seen(user).includes(told.joined))
  })

  test('an agent takes the thread and answers in the same second, and Botpress takes its time for each call', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    stage.botpress.faults.add({ path: /./, delayMs: 70 })
    stage.desk.assign(thread.id, 'dana')
    const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'I can help.' })
    await until(() => said(user).includes('I can help.'))
    await calm(stage)
    expectDelivered(stage, message)
  })
})
