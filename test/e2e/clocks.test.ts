import { describe, expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { statusOf } from './looking'
import { onStage } from './on-stage'
import { calm, dana, robin, talking } from './talking'

const minutes = 60_000

describe.each([
  ['four minutes ahead', 4 * minutes],
  ['four minutes behind', -4 * minutes],
  ['a second ahead', 1_000],
  ['half a second behind', -500],
])('HubSpot’s clock is %s', (_, clockAheadMs) => {
  const stageOf = () =>
    onStage({ hubspot: { properties: { clockAheadMs }, redeliveryDelaysMs: [10, 50, 100, 200, 400] } })

  test('a second agent is announced as well', async () => {
    const stage = await stageOf()
    const { user, thread } = await talking(stage)
    stage.hubspot.ui.assign(thread.id, dana)
    await calm(stage)
    stage.hubspot.ui.assign(thread.id, robin)
    await until(() => user.session?.humanAgentName === agents.robin.name)
    await calm(stage)
    expect(seen(user).filter((line) => line === told.joined)).toHaveLength(2)
  })

  test('a last word whose webhook comes after that of the closing is seen', async () => {
    const stage = await stageOf()
    const { user, thread, write, ended } = await talking(stage)
    stage.hubspot.webhooks.hold()
    const message = write('Goodbye.')
    stage.hubspot.ui.close(thread.id)
    await stage.hubspot.webhooks.release({ order: 'reverse' })
    await ended()
    await calm(stage)
    expect(seen(user).slice(-2)).toEqual(['agent: Goodbye.', told.agentClosed])
    expect(statusOf(stage, message)).toBe('SENT')
  })

  test('what is delivered after a moment’s failure ends as SENT', async () => {
    const stage = await stageOf()
    const { user, write } = await talking(stage)
    stage.botpress.faults.add({ method: 'POST', path: /initialize-incoming-message$/, status: 500, times: 4 })
    const message = write('Are you there?')
    await until(() => said(user).includes('Are you there?'))
    await calm(stage)
    expect(statusOf(stage, message)).toBe('SENT')
  })

  test('an agent who reopens an ended thread is told that it leads nowhere', async () => {
    const stage = await stageOf()
    const { user, thread } = await talking(stage)
    await user.say('/end')
    await calm(stage)
    stage.hubspot.ui.reopen(thread.id, { agent: dana })
    await until(() =>
      stage.hubspot
        .messages(thread.id)
        .some((entry) => entry.type === 'COMMENT' && /over for the customer/.test(entry.text)),
    )
  })
})
