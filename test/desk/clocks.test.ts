import { describe, expect, test } from 'vitest'
import { said, seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { expectDelivered, notes } from './looking'
import { seats } from './seats'
import { calm, talking } from './talking'

const minutes = 60_000

describe.each(seats)('$name', ({ onStage, agents, lacks }) => {
  describe.each([
    ['four minutes ahead', 4 * minutes],
    ['four minutes behind', -4 * minutes],
    ['a second ahead', 1_000],
    ['half a second behind', -500],
  ])('the desk’s clock is %s', (_, clockAheadMs) => {
    const stageOf = () => onStage({ clockAheadMs, redeliveryDelaysMs: [10, 50, 100, 200, 400] })

    test('a second agent is announced as well', async () => {
      const stage = await stageOf()
      const { user, thread } = await talking(stage)
      stage.desk.assign(thread.id, 'dana')
      await calm(stage)
      stage.desk.assign(thread.id, 'robin')
      await until(() => user.session?.humanAgentName === agents.robin.name)
      await calm(stage)
      expect(seen(user).filter((line) => line === told.joined)).toHaveLength(2)
    })

    test('a last word whose news comes after that of the closing is seen', async () => {
      const stage = await stageOf()
      const { user, thread, write, ended } = await talking(stage)
      stage.desk.news.hold()
      const message = write('Goodbye.')
      stage.desk.close(thread.id)
      await stage.desk.news.release({ order: 'reverse' })
      await ended()
      await calm(stage)
      expect(seen(user).slice(-2)).toEqual(['agent: Goodbye.', told.agentClosed])
      expectDelivered(stage, message)
    })

    test('what is delivered after a moment’s failure ends as delivered', async () => {
      const stage = await stageOf()
      const { user, write } = await talking(stage)
      stage.botpress.faults.add({ method: 'POST', path: /initialize-incoming-message$/, status: 500, times: 4 })
      const message = write('Are you there?')
      await until(() => said(user).includes('Are you there?'))
      await calm(stage)
      expectDelivered(stage, message)
    })

    test.skipIf(lacks.has('reopen'))('an agent who reopens an ended thread is told that it leads nowhere', async () => {
      const stage = await stageOf()
      const { user, thread } = await talking(stage)
      await user.say('/end')
      await calm(stage)
      stage.desk.reopen(thread.id)
      await until(() => notes(stage, thread.id).some(({ text }) => /over for the customer/.test(text)))
    })
  })
})
