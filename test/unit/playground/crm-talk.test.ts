import { describe, expect, it, test } from 'vitest'
import { answerTo, isYes, titleFrom } from '../../../playground/server/bot'
import { CrmTalk } from '../../../playground/server/hubspot/crm/talk'

const url = 'https://app.hubspot.com/contacts/7/record/0-5/12'
const kim = { found: true, contact: { id: '1', firstName: 'Kim', name: 'Kim Lee' } }
const asks = { status: 'needsConfirmation', say: 'Shall I?', confirmation: 'c1', problems: [] }
const done = { status: 'done', record: { id: '12', url, title: 'A lamp' }, problems: [] }

type Call = [action: string, input: Record<string, unknown>]

/** A bot whose actions answer so, one after the other, and what it asked of them. */
function talk(...answers: unknown[]) {
  const calls: Call[] = []
  const run = async (action: string, input: Record<string, unknown>) => {
    calls.push([action, input])
    const [answer] = answers.splice(0, 1)
    if (answer === undefined) throw new Error(`Nobody expected ${action}`)
    return answer
  }
  const claim = { name: 'Alex Moore', email: 'alex@mail.example', conversationId: 'conv' }
  return { calls, bot: new CrmTalk(run, claim) }
}

const words = ({ says }: Awaited<ReturnType<CrmTalk['tell']>>) => says.payload.text

describe('the bot in the CRM', () => {
  it('greets by name whom HubSpot knows, and says how their ticket stands', async () => {
    const { bot, calls } = talk(kim, { tickets: [{ url, subject: 'A lamp', stage: 'New' }] })
    const reply = await bot.greet()
    expect(reply && words(reply)).toMatch(/^Hello Kim, .*“A lamp” is now: \*\*New\*\*/)
    expect(reply?.record).toEqual({ typeId: '0-5', id: '12' })
    expect(calls[0]).toEqual(['findContact', { email: 'alex@mail.example' }])
  })

  it('greets nobody by name whom HubSpot does not know', async () => {
    expect(await talk({ found: false }).bot.greet()).toBeUndefined()
  })

  it('writes exactly what it has asked about, with the confirmation and the message that agreed', async () => {
    const { bot, calls } = talk(kim, { tickets: [] }, asks, done)
    await bot.greet()
    bot.askForSubject()
    expect(words(await bot.hear('A lamp', 'msg_1'))).toBe('Shall I?')
    const reply = await bot.hear('Yes, please', 'msg_2')
    const common = { subject: 'A lamp', contactId: '1', conversationId: 'conv' }
    expect(calls.slice(2)).toEqual([
      ['createTicket', { ...common, messageId: 'msg_1', confirmation: '' }],
      ['createTicket', { ...common, messageId: 'msg_2', confirmation: 'c1' }],
    ])
    expect(reply.record).toEqual({ typeId: '0-5', id: '12' })
    expect(bot.asksFor).toBeUndefined()
  })

  it.each(['No', 'Which bulb do I need?', 'yes but not today', 'not ok'])('takes "%s" for no yes', async (said) => {
    const { bot, calls } = talk(kim, { tickets: [] }, asks)
    await bot.greet()
    bot.askForSubject()
    await bot.hear('A lamp', 'msg_1')
    expect(words(await bot.hear(said, 'msg_2'))).toContain('written nothing')
    expect(calls).toHaveLength(3)
  })

  it('has somebody new made a contact first, each write with a question of its own', async () => {
    const made = { status: 'done', record: { id: '9', url, title: 'Alex Moore' } }
    const { bot, calls } = talk({ found: false }, asks, made, { ...asks, confirmation: 'c2' }, done)
    await bot.greet()
    bot.askForSubject()
    await bot.hear('A lamp', 'msg_1')
    await bot.hear('yes', 'msg_2')
    await bot.hear('yes', 'msg_3')
    expect(calls.slice(1).map(([action, { confirmation }]) => [action, confirmation])).toEqual([
      ['createContact', ''],
      ['createContact', 'c1'],
      ['createTicket', ''],
      ['createTicket', 'c2'],
    ])
    expect(calls.at(-1)?.[1].contactId).toBe('9')
  })

  it('asks by its ID for the ticket that it has opened, since the search does not know of it yet', async () => {
    const { bot, calls } = talk(kim, { tickets: [] }, done, { tickets: [{ url, subject: 'A lamp', stage: 'New' }] })
    await bot.greet()
    bot.askForSubject()
    await bot.hear('A lamp', 'msg_1')
    await bot.tell()
    expect(calls.at(-1)).toEqual(['findTicket', { ticketId: '12' }])
  })

  it('says what is wrong with the values, and writes nothing', async () => {
    const { bot } = talk(kim, { tickets: [] }, { status: 'invalid', problems: [{ problem: 'Ask for the order.' }] })
    await bot.greet()
    bot.askForSubject()
    expect(words(await bot.hear('A lamp', 'msg_1'))).toBe('Ask for the order.')
    expect(bot.asksFor).toBeUndefined()
  })
})

test.each(['Open a ticket', 'please create a new ticket', 'another ticket'])('"%s" asks for a ticket', (said) => {
  expect(answerTo(said)).toEqual({ opensTicket: true })
})

test.each(['How is my ticket?', 'any news of my ticket'])('"%s" asks how the ticket stands', (said) => {
  expect(answerTo(said)).toEqual({ tellsOfTicket: true })
})

test.each(['yes', 'Yes, please', ' OK! ', 'sure'])('"%s" is a yes', (said) => expect(isYes(said)).toBe(true))

test('a hand-over is about what was said, not about a choice that was pressed', () => {
  expect(titleFrom(['My lamp hums', 'Open a ticket', 'No', 'Talk to a human'])).toBe('My lamp hums')
})
