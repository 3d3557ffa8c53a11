import { describe, expect, test } from 'vitest'
import { said, seen, told } from '../stage/chat'
import { identityOf } from '../stage/tags'
import { until } from '../stage/until'
import { expectDelivered, expectUndelivered } from './looking'
import { seats } from './seats'
import { calm, escalated, reply } from './talking'
import { wholeSession } from './whole-session'

// What no document of Botpress promises, played otherwise than its stand-in is of itself.

describe.each(seats)('$name', ({ onStage }) => {
  describe('where the plugin’s tags are not shown', () => {
    test('a session is a session, and so is the next', async () => {
      const stage = await onStage({ botpress: { properties: { showsPluginTags: false } } })
      const { user } = await wholeSession(stage)
      await user.say('Once more, please')
      await user.escalate({ title: 'A broken lamp' })
      expect(stage.desk.threads()).toHaveLength(2)
    })

    test('what agents do in its first moments reaches the end user', async () => {
      const stage = await onStage({ botpress: { properties: { showsPluginTags: false } } })
      const { user, thread } = await escalated(stage)
      stage.desk.assign(thread.id, 'dana')
      const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Have a look at our page.' })
      stage.desk.close(thread.id)
      await until(() => user.session?.active === false)
      await calm(stage)
      expect(seen(user)).toEqual([told.handoff, told.joined, 'agent: Have a look at our page.', told.agentClosed])
      expectDelivered(stage, message)
      expect(user.dropped).toEqual([])
    })

    test('a process that sees the session for the first time takes part in it', async () => {
      const stage = await onStage({ botpress: { properties: { showsPluginTags: false } } })
      const { user, thread } = await escalated(stage)
      await calm(stage)
      stage.bot.integrationUrls = [await stage.startProcess()]
      const message = await reply(stage, thread.id, { text: 'Good day.' })
      await until(() => said(user).includes('Good day.'))
      await calm(stage)
      expectDelivered(stage, message)
      stage.desk.close(thread.id)
      await until(() => user.session?.active === false)
    })

    test('an agent who answers after the end user has left reads that it did not arrive', async () => {
      const stage = await onStage({ botpress: { properties: { showsPluginTags: false } } })
      const { user, thread } = await escalated(stage)
      await reply(stage, thread.id, { text: 'Good day.' })
      await user.say('/end')
      await calm(stage)
      const late = await reply(stage, thread.id, { text: 'Wait!' })
      expectUndelivered(stage, late)
      expect(said(user)).toEqual(['Good day.'])
    })
  })

  test('the plugin knows people by the integration’s name, as its older versions do', async () => {
    const stage = await onStage()
    stage.bot.plugin.linksBy = 'name'
    const { user } = await wholeSession(stage)
    await user.escalate({ title: 'Again' })
    expect(stage.desk.threads()).toHaveLength(2)
    const people = stage.botpress.users(stage.bot).filter((one) => identityOf(one) !== undefined)
    expect(people).toHaveLength(1)
  })
})
