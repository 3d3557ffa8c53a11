import { describe, expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { expectDelivered, expectUndelivered, isUndelivered } from './looking'
import { seats } from './seats'
import { talking } from './talking'

const creating = { method: 'POST', path: botpressPath.createMessage }

describe.each(seats)('$name', ({ onStage, lacks }) => {
  test.each([{ status: 500 }, { drop: 'before' as const }, { delayMs: 1_500 }])(
    'while Botpress is down (%j) the agent sees that the reply is not delivered yet, and the desk is asked to deliver again; then that it is',
    async (rule) => {
      const stage = await onStage({ redeliveryDelaysMs: [600] })
      const { user, write } = await talking(stage)
      const remove = stage.botpress.faults.add({ ...creating, ...rule })
      const message = write('Are you there?')
      await until(() => isUndelivered(stage, message))
      expectUndelivered(stage, message, /^Not delivered yet\./)
      await until(() => stage.desk.news.answers().includes(503))
      remove()
      await until(() => seen(user).includes('agent: Are you there?'))
      await stage.settled()
      expectDelivered(stage, message)
      expect(seen(user).filter((line) => line === 'agent: Are you there?')).toHaveLength(1)
    },
  )

  test('a reply that fails and succeeds within a blink ends as delivered', async () => {
    const stage = await onStage({ redeliveryDelaysMs: [10] })
    const { user, write } = await talking(stage)
    stage.botpress.faults.add({ ...creating, status: 500, times: 1 })
    const message = write('Are you there?')
    await until(() => seen(user).includes('agent: Are you there?'))
    await stage.settled()
    expectDelivered(stage, message)
  })

  test('a reply that Botpress refuses for good is shown as undelivered for good, and not delivered again', async () => {
    const stage = await onStage()
    const { write } = await talking(stage)
    stage.botpress.faults.add({
      ...creating,
      status: 400,
      body: { id: 'err_1', code: 400, type: 'InvalidPayload', message: 'no' },
    })
    const before = stage.desk.news.answers().length
    const message = write('Are you there?')
    await stage.settled()
    expectUndelivered(stage, message, /^Not delivered: the chat could not take this message/)
    expect(
      stage.desk.news
        .answers()
        .slice(before)
        .every((status) => status === 200),
    ).toBe(true)
    expect(stage.logs.map(({ text }) => text).join()).toMatch(/agent's reply was refused by Botpress/)
  })

  test('what Botpress says of a refusal goes into the log without what it repeats of the reply', async () => {
    const stage = await onStage()
    const { write } = await talking(stage)
    const text = 'Mail me at kim@customers.example, or call +49 30 1234567.'
    const body = { id: 'err_1', code: 400, type: 'InvalidPayload', message: `text "${text}" is not valid` }
    stage.botpress.faults.add({ ...creating, status: 400, body })
    write(text)
    await stage.settled()
    const logged = stage.logs.map((entry) => entry.text).join()
    expect(logged).toMatch(/agent's reply was refused by Botpress: text "…" is not valid/)
    expect(logged).not.toMatch(/kim@|1234567|Mail me/)
  })

  test.skipIf(lacks.has('mark'))(
    'when that cannot be shown at the desk either, the reply is still delivered again',
    async () => {
      const stage = await onStage()
      const { user, write } = await talking(stage)
      const healDesk = stage.desk.break('mark', { status: 500 })
      const healBotpress = stage.botpress.faults.add({ ...creating, status: 500 })
      const message = write('Are you there?')
      await until(() => stage.logs.some(({ text }) => /state of an agent's reply could not be shown/.test(text)))
      healDesk()
      healBotpress()
      await until(() => seen(user).includes('agent: Are you there?'))
      await stage.settled()
      expectDelivered(stage, message)
    },
  )

  test('the desk gets its answer within its patience even when Botpress hangs', async () => {
    const stage = await onStage({ patienceMs: 1_000 })
    const { user, write } = await talking(stage)
    stage.botpress.faults.add({ ...creating, delayMs: 3_000, times: 1 })
    const before = stage.desk.news.answers().length
    write('Are you there?')
    await until(() => seen(user).includes('agent: Are you there?'))
    await stage.settled()
    const answers = stage.desk.news.answers().slice(before)
    expect(answers.every((status) => status !== 0)).toBe(true)
    expect(seen(user).filter((line) => line === 'agent: Are you there?')).toHaveLength(1)
  })

  test('one of several parts that fails: the rest follows, nothing is seen twice, and the order holds', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    stage.botpress.faults.add({ ...creating, status: 500, skip: 1, times: 1 })
    const file = { name: 'a.png', content: Buffer.from('png'), contentType: 'image/png' }
    const message = stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Look:', files: [file, file] })
    await until(() => user.transcript.filter(({ type }) => type === 'image').length >= 2)
    await stage.settled()
    const tail = user.transcript.slice(-3).map(({ type }) => type)
    expect(tail).toEqual(['text', 'image', 'image'])
    expect(seen(user).filter((line) => line === 'agent: Look:')).toHaveLength(1)
    expectDelivered(stage, message)
  })

  test('while the desk itself is down, a reply of a known agent still arrives', async () => {
    const stage = await onStage()
    const { user, write } = await talking(stage)
    stage.desk.break('all', { status: 503 })
    write('Are you there?')
    await until(() => seen(user).includes('agent: Are you there?'))
  })
})
