import { describe, expect, test } from 'vitest'
import { allLogged, chatted, creatingNote, type LogStage, logPath, onLogStage } from './log-stage'
import { calm } from './talking'

const card = '4111 1111 1111 1111'
/** All of the card number, or a group of it that stands alone: times and keys hold such digits by chance. */
const digits = /4111[ -]?1111|(?<![\w-])(?:4111|1111)(?![\w-])/
const iban = 'DE89 3704 0044 0532 0130 00'

/** What the log leaves anywhere: in HubSpot's CRM, in Botpress' states, at the model, in the logs of the bot's owner. */
function left({ stage, entries }: LogStage): Record<string, string> {
  const crm = stage.hubspot.log.calls.filter(({ path }) => logPath.crm.test(path))
  return {
    crm: JSON.stringify(crm.map(({ requestBody, query }) => [requestBody, query])),
    entries: JSON.stringify(entries()),
    states: JSON.stringify(stage.botpress.states(stage.bot).map(({ payload }) => payload)),
    model: JSON.stringify(stage.botpress.cognitive.asked),
    logs: JSON.stringify(stage.logs),
  }
}

const thrownBy = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    (answer) => expect.fail(`This was taken: ${JSON.stringify(answer)}`),
    (error: unknown) => String(error),
  )

describe('a card number', () => {
  test.each(['logs it', 'is down'])(
    'that is said before and during a session is nowhere, while HubSpot %s',
    async (how) => {
      const log = await onLogStage({ configuration: { summaryWith: 'model', historyDelivery: 'off' } })
      const back = how === 'is down' ? log.stage.hubspot.faults.add({ ...creatingNote, status: 503 }) : () => undefined
      const { user } = await chatted(log, {
        before: [`My card is ${card}.`],
        said: ['It is 4111-1111-1111-1111, I said', `and my IBAN is ${iban}`],
        answered: [`Thank you: ${card}`],
      })
      expect(left(log).states).not.toMatch(digits)
      await user.say('/end')
      await calm(log.stage)
      for (const [where, text] of Object.entries(left(log)))
        expect([where, text]).not.toEqual([where, expect.stringMatching(/4111|3704/)])
      back()
      await allLogged(log)
      for (const [where, text] of Object.entries(left(log)))
        expect([where, text]).not.toEqual([where, expect.stringMatching(/4111|3704/)])
      expect(log.body().match(/\[card number removed\]/g)?.length).toBeGreaterThanOrEqual(3)
      expect(log.body()).toContain('[IBAN removed]')
      expect((await log.counters()).redactions).toBeGreaterThanOrEqual(4)
    },
  )

  test.each(['logs it', 'is down'])('that is given in any field is nowhere, while HubSpot %s', async (how) => {
    const log = await onLogStage({ configuration: { interactionLogNoMatch: 'create', summaryWith: 'model' } })
    const back = how === 'is down' ? log.stage.hubspot.faults.add({ path: logPath.crm, status: 503 }) : () => undefined
    const input = {
      ...{ kind: 'call', email: 'new@example.com', title: `Card ${card}`, outcome: `Paid with ${card}` },
      transcript: [
        { from: 'user', name: `Kim ${card}`, text: `My card is ${card}.` },
        { from: 'agent', name: `Dana ${card}`, text: 'I have noted 4111.1111.1111.1111.' },
      ],
    }
    const { redacted } = await log.give(input)
    expect(redacted.card).toBeGreaterThanOrEqual(4)
    await log.give({ ...input, conversationId: 'conv_other', summary: `Paid with ${card}.` })
    for (const [where, text] of Object.entries(left(log)))
      expect([where, text]).not.toEqual([where, expect.stringMatching(digits)])
    back()
    await allLogged(log)
    expect(log.entries()).toHaveLength(2)
    for (const [where, text] of Object.entries(left(log)))
      expect([where, text]).not.toEqual([where, expect.stringMatching(digits)])
    expect(JSON.stringify(log.crm.records('contacts'))).not.toMatch(digits)
  })

  test('that is said over several turns is gone from all of them', async () => {
    const log = await onLogStage()
    await log.give({
      transcript: [
        { from: 'user', text: 'four one one one' },
        { from: 'bot', text: 'ok' },
        { from: 'user', text: '1111 1111' },
        { from: 'bot', text: 'mhm, go on' },
        { from: 'user', text: '1111, and my order is L-1001' },
      ],
    })
    expect(log.body()).not.toMatch(/one one one|1111/)
    expect(log.body()).toContain('L-1001')
  })

  test('that is said over several messages of a session is gone from all of them', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log, { said: ['4111 1111', '1111 1111'], answered: [] })
    await user.say('/end')
    await allLogged(log)
    expect(log.body()).not.toMatch(digits)
  })

  test('that began before a session and ended in it is gone from both', async () => {
    const log = await onLogStage()
    log.stage.bot.plugin.configuration = { onHitlHandoffMessage: 'NULL' }
    const { user } = await chatted(log, { before: ['4111 1111'], said: ['1111 1111'], answered: [] })
    await user.say('/end')
    await allLogged(log)
    expect(log.body()).not.toMatch(digits)
  })
})

describe('what is thrown and logged', () => {
  test.each([
    ['ticketId', {}],
    ['startedAt', {}],
    ['phone', {}],
    ['fromNumber', { kind: 'call' }],
  ])('repeats no number that is given as "%s"', async (field, more) => {
    const log = await onLogStage()
    const text = await thrownBy(log.give({ ...more, [field]: card }))
    expect(text).toContain(field)
    expect(text).not.toMatch(digits)
    expect(left(log).logs).not.toMatch(digits)
  })

  test('repeats nothing of what was given, though HubSpot does', async () => {
    const log = await onLogStage()
    const summary = 'The lamp exploded beside the sofa.'
    const message = `Property values were not valid: hs_note_body "${summary}" of kim@example.com, +12125550142`
    log.stage.hubspot.faults.add({
      ...creatingNote,
      status: 400,
      body: { status: 'error', category: 'VALIDATION_ERROR', message },
    })
    const thrown = await thrownBy(log.give({ summary, transcript: [{ from: 'user', text: summary }] }))
    const { lastError } = await log.standing()
    for (const text of [thrown, lastError, left(log).logs, left(log).states]) {
      expect(text).not.toMatch(/exploded|kim@example|2125550142/)
    }
    expect(lastError).toContain('HubSpot answered 400')
  })

  test('keeps nothing in the counters by which anybody could be known', async () => {
    const log = await onLogStage()
    await log.give({ phone: '+12125550142' })
    await log.give({ conversationId: 'conv_other', email: 'nobody@example.com' })
    expect(left(log).states).not.toMatch(/example\.com|2125550142|Kim|conv_/)
  })
})
