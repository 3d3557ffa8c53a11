import { describe, expect, test } from 'vitest'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { seats } from './seats'
import { escalated, reply } from './talking'

describe.each(seats)('$name', ({ onStage, sending }) => {
  test('a whole session: escalate, talk both ways, the agent closes, the bot takes over', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
    stage.desk.assign(thread.id, 'dana')
    await stage.settled()
    await user.say('Is anybody there?')
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Yes, I am Dana.' })
    await until(() => seen(user).includes('agent: Yes, I am Dana.'))
    stage.desk.close(thread.id)
    await until(() => user.session?.active !== true)
    expect(user.dropped).toEqual([])
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('a warm message of the user costs one call to the desk and none to Botpress, a warm reply one to Botpress and none to the desk', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    // In its first seconds a session schedules replies, because the plugin does not listen yet.
    const isScheduling = () => !stage.calls().botpress.some((call) => call.endsWith('/initialize-incoming-message'))
    while (isScheduling()) await reply(stage, thread.id, { text: 'One moment.' })

    stage.startCounting()
    await user.say('One call, please.')
    expect(stage.calls()).toEqual({
      desk: [expect.stringMatching(sending)],
      botpress: [],
    })

    stage.startCounting()
    await reply(stage, thread.id, { text: 'Certainly.' })
    expect(stage.calls()).toEqual({ desk: [], botpress: ['POST /v1/chat/initialize-incoming-message'] })
    expect(seen(user)).toContain('agent: Certainly.')
  })
})
