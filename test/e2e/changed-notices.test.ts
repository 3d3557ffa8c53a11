import { describe, expect, test } from 'vitest'
import type { PluginConfiguration } from '../../sim/botpress/hitl-plugin'
import { said, seen } from '../stage/chat'
import { until } from '../stage/until'
import { comments, statusOf } from './looking'
import { onStage } from './on-stage'
import { calm, dana, talking } from './talking'

// The bot's owner can put every notice of the hitl plugin in other words, or switch it off: nothing may lean on them.

const notices = [
  'onHitlHandoffMessage',
  'onHumanAgentAssignedMessage',
  'onHitlStoppedMessage',
  'onUserHitlCancelledMessage',
  'onIncompatibleMsgTypeMessage',
  'onUserHitlCloseMessage',
  'onAgentAssignedTimeoutMessage',
] as const satisfies (keyof PluginConfiguration)[]

const inWords = (words: string) =>
  Object.fromEntries(notices.map((notice) => [notice, words])) satisfies PluginConfiguration

describe.each([
  ['switched off', 'NULL'],
  ['in other words', 'Something else.'],
  ['in the words of another notice', '( The user has ended the session. )'],
])('all notices %s', (_, words) => {
  const session = async () => {
    const stage = await onStage()
    stage.bot.plugin.configuration = inWords(words)
    return { stage, ...(await talking(stage)) }
  }

  test.each(['the end user leaves', 'the bot takes over', 'an agent closes'] as const)(
    '%s: the thread is closed, and a reply after it is FAILED',
    async (how) => {
      const { stage, user, thread, write, ended } = await session()
      if (how === 'the end user leaves') await user.say('/end')
      else if (how === 'the bot takes over') await user.stopByBot()
      else stage.hubspot.ui.close(thread.id)
      await ended()
      await calm(stage)
      expect(stage.hubspot.thread(thread.id).status).toBe('CLOSED')
      const late = write('Wait!')
      await until(() => statusOf(stage, late).startsWith('FAILED'))
      await calm(stage)
      expect(said(user)).toEqual(['Hello.'])
      expect(user.dropped.filter(({ kind }) => kind === 'message')).toEqual([])
    },
  )

  test('nobody was assigned in time: the thread is closed, and a reply after it is FAILED', async () => {
    const stage = await onStage()
    stage.bot.plugin.configuration = inWords(words)
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    await user.escalate({ title: 'A broken lamp' })
    await calm(stage)
    await user.timeOutAssignment()
    await calm(stage)
    const [thread] = stage.hubspot.threads(stage.portalId)
    expect(thread?.status).toBe('CLOSED')
    const late = stage.hubspot.ui.reply({ threadId: thread?.id ?? '', agent: dana, text: 'Hello!' })
    await until(() => statusOf(stage, late).startsWith('FAILED'))
    expect(said(user)).toEqual([])
  })

  test('a reply on its way while the end user leaves is either seen or FAILED', async () => {
    const { stage, user, write, ended } = await session()
    const message = write('One more thing.')
    await user.say('/end')
    await ended()
    await calm(stage)
    if (said(user).includes('One more thing.')) expect(statusOf(stage, message)).toBe('SENT')
    else expect(statusOf(stage, message)).toMatch(/^FAILED: /)
  })

  test('the agent reads them as they are, and only those that there are', async () => {
    const { stage, user, thread } = await session()
    const before = comments(stage, thread.id).length
    await user.say('/end')
    await calm(stage)
    const after = comments(stage, thread.id).slice(before)
    expect(after.map(({ text }) => text)).toEqual(words === 'NULL' ? [] : [words])
  })

  test('the end user reads them as they are', async () => {
    const { stage, user, thread, ended } = await session()
    stage.hubspot.ui.close(thread.id)
    await ended()
    const notice = words === 'NULL' ? [] : [`system: ${words}`]
    expect(seen(user)).toEqual([...notice, ...notice, 'agent: Hello.', ...notice])
  })
})
