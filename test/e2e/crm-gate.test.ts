import { describe, expect, test, vi } from 'vitest'
import { anotherProcess } from './another-process'
import { type Answer, writing } from './crm-writing'
import { onStage } from './on-stage'

const lamp = { subject: 'Lamp arrived broken', priority: 'high' }
const confirming = { configuration: { crmWrites: undefined } }

/** The action, with the confirmation that an answer holds. */
const withConfirmation = (input: object, { confirmation }: Answer) => ({ ...input, confirmation })

describe('a write that has to be confirmed', () => {
  test('asks first, and is made once the user has answered: one call to HubSpot, with a contact too', async () => {
    const { stage, crm, call, made, conversation } = await writing(confirming)
    const chat = await conversation()
    const { id: contactId } = crm.add('contacts', { email: 'kim@example.com' })
    await chat.say('My lamp is broken.')
    const input = { ...lamp, contactId, conversationId: chat.id }
    const asked = await call('createTicket', input)
    expect(asked).toEqual({
      status: 'needsConfirmation',
      confirmation: expect.any(String),
      say: `Shall I create a ticket with Ticket name "Lamp arrived broken", Priority "High", Pipeline "Support Pipeline" and Ticket status "New", linked to contact ${contactId}?`,
      problems: [],
    })
    expect(made('tickets')).toEqual([])
    await chat.say('Yes, please.')
    stage.startCounting()
    expect(await call('createTicket', withConfirmation(input, asked))).toMatchObject({ status: 'done' })
    expect(stage.calls().hubspot).toEqual(['POST /crm/objects/2026-09/tickets'])
    expect(made('tickets')).toHaveLength(1)
  })

  test('is not made in haste, and the confirmation stays good', async () => {
    const { call, made, conversation } = await writing(confirming)
    const chat = await conversation()
    await chat.say('My lamp is broken.')
    const input = { ...lamp, conversationId: chat.id, messageId: 'msg-1' }
    const asked = await call('createTicket', input)
    // Another message ID proves nothing where the messages can be read.
    const hasty = call('createTicket', { ...withConfirmation(input, asked), messageId: 'msg-2' })
    await expect(hasty).rejects.toThrow(/has not answered yet.*same confirmation/)
    expect(made('tickets')).toEqual([])
    await chat.say('Yes.')
    expect(await call('createTicket', withConfirmation(input, asked))).toMatchObject({ status: 'done' })
  })

  test('is made once for a confirmation, however often and wherever it is called at once', async () => {
    const { stage, call, made, conversation } = await writing(confirming)
    const chat = await conversation()
    await chat.say('My lamp is broken.')
    const input = { ...lamp, conversationId: chat.id }
    const asked = await call('createTicket', input)
    await chat.say('Yes.')
    stage.bot.integrationUrls = [...stage.bot.integrationUrls, (await anotherProcess(stage)).url]
    const calls = Array.from({ length: 4 }, () => call('createTicket', withConfirmation(input, asked)))
    const answers = await Promise.allSettled(calls)
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers.filter((one) => one.status === 'rejected')) {
      expect(String(answer.reason)).toMatch(/used already/)
    }
    expect(made('tickets')).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['other values', { priority: 'low' }],
    ['a further value', { content: 'In pieces.' }],
    ['another contact', { contactId: '7' }],
  ])('asks anew for %s', async (_, change) => {
    const { call, made, conversation } = await writing(confirming)
    const chat = await conversation()
    await chat.say('My lamp is broken.')
    const input = { ...lamp, conversationId: chat.id }
    const asked = await call('createTicket', input)
    await chat.say('Yes.')
    const anew = await call('createTicket', { ...withConfirmation(input, asked), ...change })
    expect(anew.status).toBe('needsConfirmation')
    expect(anew.confirmation).not.toBe(asked.confirmation)
    expect(made('tickets')).toEqual([])
  })

  test('takes the same value in other words', async () => {
    const { call, conversation } = await writing(confirming)
    const chat = await conversation()
    await chat.say('My lamp is broken.')
    const input = { ...lamp, conversationId: chat.id }
    const asked = await call('createTicket', input)
    await chat.say('Yes.')
    const same = { ...withConfirmation(input, asked), priority: 'HIGH', stage: 'new' }
    expect(await call('createTicket', same)).toMatchObject({ status: 'done' })
  })

  test('asks anew in another conversation, for another action, and with what a model made up', async () => {
    const { call, conversation } = await writing(confirming)
    const [chat, other] = [await conversation(), await conversation()]
    await chat.say('My lamp is broken.')
    const asked = await call('createTicket', { ...lamp, conversationId: chat.id })
    await chat.say('Yes.')
    await other.say('Yes.')
    for (const [action, input] of [
      ['createTicket', { ...withConfirmation(lamp, asked), conversationId: other.id }],
      ['createDeal', { name: lamp.subject, confirmation: asked.confirmation, conversationId: chat.id }],
      ['createTicket', { ...lamp, confirmation: 'yes', conversationId: chat.id }],
    ] as const) {
      expect(await call(action, input)).toMatchObject({ status: 'needsConfirmation' })
    }
  })

  test('asks anew after ten minutes', async () => {
    const { call, made, conversation } = await writing(confirming)
    const chat = await conversation()
    await chat.say('My lamp is broken.')
    const input = { ...lamp, conversationId: chat.id }
    const asked = await call('createTicket', input)
    await chat.say('Yes.')
    vi.useFakeTimers({ now: Date.now() + 600_001, toFake: ['Date'] })
    try {
      expect(await call('createTicket', withConfirmation(input, asked))).toMatchObject({ status: 'needsConfirmation' })
    } finally {
      vi.useRealTimers()
    }
    expect(made('tickets')).toEqual([])
  })

  test('that HubSpot surely did not take leaves its confirmation good; one that it may have taken does not', async () => {
    const { stage, crm, call, made, conversation } = await writing(confirming)
    const chat = await conversation()
    await chat.say('My lamp is broken.')
    const input = { ...lamp, conversationId: chat.id }
    const asked = withConfirmation(input, await call('createTicket', input))
    await chat.say('Yes.')
    crm.changeProperty('tickets', 'source_type', { required: true })
    expect(await call('createTicket', asked)).toMatchObject({ status: 'invalid' })
    crm.changeProperty('tickets', 'source_type', { required: false })
    stage.hubspot.faults.add({ method: 'POST', path: /\/objects\/2026-09\/tickets$/, status: 502, times: 1 })
    await expect(call('createTicket', asked)).rejects.toThrow(/may have been done/)
    await expect(call('createTicket', asked)).rejects.toThrow(/used already/)
    expect(made('tickets')).toEqual([])
  })
})

describe('where the messages cannot be read', () => {
  test('a confirmation counts under another message', async () => {
    const { call, made } = await writing(confirming)
    const input = { ...lamp, conversationId: 'conv_of_somebody', messageId: 'msg-1' }
    const asked = withConfirmation(input, await call('createTicket', input))
    await expect(call('createTicket', asked)).rejects.toThrow(/has not answered yet/)
    await expect(call('createTicket', { ...asked, messageId: undefined })).rejects.toThrow(/"messageId" to/)
    expect(await call('createTicket', { ...asked, messageId: 'msg-2' })).toMatchObject({ status: 'done' })
    expect(made('tickets')).toHaveLength(1)
  })

  test.each([
    ['neither is pinned', {}, /"conversationId" to \{\{ event.conversationId }} and "messageId" to/],
    ['the message is not pinned', { conversationId: 'conv_of_somebody' }, /set "messageId" to/],
    ['they are blank', { conversationId: ' ', messageId: '' }, /"conversationId" to/],
  ])('a write is refused when %s', async (_, input, words) => {
    const { call, made } = await writing(confirming)
    await expect(call('createTicket', { ...lamp, ...input })).rejects.toThrow(words)
    expect(made('tickets')).toEqual([])
  })
})

describe('writes that are switched off', () => {
  test('are refused, and say so, without a call to HubSpot', async () => {
    const { stage, call } = await writing({ configuration: { crmWrites: 'off' } })
    stage.startCounting()
    await expect(call('createTicket', lamp)).rejects.toThrow(/switched off.*Do not try again.*"CRM writes"/)
    expect(stage.calls().hubspot).toEqual([])
  })

  test('still find who is there', async () => {
    const { crm, call } = await writing({ configuration: { crmWrites: 'off' } })
    const { id } = crm.add('contacts', { email: 'kim@example.com' })
    expect(await call('createContact', { email: 'kim@example.com' })).toMatchObject({
      status: 'existing',
      record: { id },
    })
    await expect(call('createContact', { email: 'sam@example.com' })).rejects.toThrow(/switched off/)
  })
})

describe('one write at a time', () => {
  const slow = { method: 'POST', path: /\/objects\/2026-09\/tickets$/, delayMs: 400 }

  test('in a conversation, over all processes', async () => {
    const { stage, call, made } = await writing()
    await call('createTicket', { subject: 'Before', conversationId: 'a' })
    stage.bot.integrationUrls = [...stage.bot.integrationUrls, (await anotherProcess(stage)).url]
    let under = 0
    let most = 0
    stage.hubspot.faults.addCycle({
      path: slow.path,
      next: () => {
        under += 1
        most = Math.max(most, under)
        setTimeout(() => {
          under -= 1
        }, 90)
        return { delayMs: 100 }
      },
    })
    const calls = Array.from({ length: 4 }, (_, at) => call('createTicket', { subject: `${at}`, conversationId: 'a' }))
    await Promise.all(calls)
    expect(most).toBe(1)
    expect(made('tickets')).toHaveLength(5)
  })

  test('and whoever waits for too long is told to wait', async () => {
    const { stage, call, made } = await writing()
    await call('createTicket', { subject: 'Before', conversationId: 'a' })
    // Longer than the wait, which is 8 s at the tests' pace of a fifth.
    stage.hubspot.faults.add({ ...slow, delayMs: 2_000, times: 1 })
    const first = call('createTicket', { subject: 'First', conversationId: 'a' })
    const second = call('createTicket', { subject: 'Second', conversationId: 'a' })
    await expect(second).rejects.toThrow(/Another write.*Wait for its answer/)
    await first.catch(() => undefined)
    expect(made('tickets').map(({ properties }) => properties.subject)).not.toContain('Second')
  })

  test('without a conversation, of the whole installation', async () => {
    const { stage, call } = await writing()
    await call('createTicket', { subject: 'Before' })
    stage.hubspot.faults.add({ ...slow, delayMs: 2_000, times: 1 })
    const first = call('createTicket', { subject: 'First' })
    await expect(call('createDeal', { name: 'Second' })).rejects.toThrow(/Another write/)
    await first.catch(() => undefined)
  })
})

test('a bot without the scope says what its owner has to do', async () => {
  const stage = await onStage({ configuration: { crmWrites: 'direct' } })
  await expect(stage.bot.callAction('createTicket', lamp)).rejects.toThrow(/tickets.*Do not try again/)
})

describe('a write that needs no confirmation', () => {
  test('is made once for a message, however often it is called, by any process', async () => {
    const { stage, call, made } = await writing()
    const asked = { ...lamp, conversationId: 'conv_1', messageId: 'msg_1' }
    expect(await call('createTicket', asked)).toMatchObject({ status: 'done' })
    stage.bot.integrationUrls = [(await anotherProcess(stage)).url]
    await expect(call('createTicket', asked)).rejects.toThrow(/written for this message already.*Do not write it again/)
    expect(made('tickets')).toHaveLength(1)
    for (const other of [{ messageId: 'msg_2' }, { subject: 'Another' }, { conversationId: 'conv_2' }]) {
      expect(await call('createTicket', { ...asked, ...other })).toMatchObject({ status: 'done' })
    }
    // Who says no message means it each time.
    const { messageId: _, ...unpinned } = asked
    for (let at = 0; at < 2; at += 1) expect(await call('createTicket', unpinned)).toMatchObject({ status: 'done' })
    expect(made('tickets')).toHaveLength(6)
  })

  test('can be called again for its message when HubSpot surely did not take it', async () => {
    const { stage, call, made } = await writing()
    const asked = { ...lamp, conversationId: 'conv_1', messageId: 'msg_1' }
    stage.hubspot.faults.add({ method: 'POST', path: /\/objects\/2026-09\/tickets$/, status: 403, times: 1 })
    await expect(call('createTicket', asked)).rejects.toThrow()
    expect(await call('createTicket', asked)).toMatchObject({ status: 'done' })
    expect(made('tickets')).toHaveLength(1)
  })
})
