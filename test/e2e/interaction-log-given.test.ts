import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { creatingCall, creatingNote, onLogStage } from './log-stage'

const transcript = [
  { from: 'user', name: 'Kim Lee', text: 'Where is my order?', at: '2026-11-26T18:15:00Z' },
  { from: 'bot', text: 'It arrives tomorrow.', at: '2026-11-26T18:16:00Z' },
]

describe('a conversation that the bot gives to the log', () => {
  test('is a note on the timeline of the contact, with the summary of the bot', async () => {
    const log = await onLogStage()
    const answer = await log.give({ summary: 'Kim asked for the order L-1001.', transcript, title: 'An order' })
    const [note] = log.timeline(log.contactId)
    expect(answer).toEqual({
      status: 'logged',
      id: note?.id,
      url: expect.stringContaining(`/contacts/${log.stage.portalId}/record/0-1/${log.contactId}`),
      contactCreated: false,
      redacted: {},
    })
    expect(note).toMatchObject({ object: 'notes', properties: { hs_timestamp: '2026-11-26T18:15:00.000Z' } })
    expect(log.body()).toMatch(/^<p><strong>An order<\/strong><\/p>/)
    expect(log.body()).toContain('<strong>Summary</strong><br>Kim asked for the order L-1001.')
    expect(log.body()).toContain('It arrives tomorrow.')
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('that was a call is a call, with all that is known of it', async () => {
    const log = await onLogStage()
    const answer = await log.give({
      ...{ kind: 'call', contactId: log.contactId, transcript, title: 'A call about an order' },
      ...{ durationSeconds: 61.5, direction: 'outbound', outcome: 'left_voicemail' },
      ...{ fromNumber: '(212) 555-0100', toNumber: '+44 20 7946 0018' },
    })
    const [call] = log.timeline(log.contactId)
    expect(answer).toMatchObject({ status: 'logged', id: call?.id })
    expect(call?.object).toBe('calls')
    expect(call?.associations).toEqual([{ object: 'contacts', id: log.contactId, typeIds: [194] }])
    expect(call?.properties).toMatchObject({
      hs_timestamp: '2026-11-26T18:15:00.000Z',
      hs_call_title: 'A call about an order',
      hs_call_status: 'COMPLETED',
      hs_call_direction: 'OUTBOUND',
      hs_call_duration: '61500',
      hs_call_disposition: 'b2cf5968-551e-4856-9783-52b3da59a7d0',
      hs_call_from_number: '+12125550100',
      hs_call_to_number: '+442079460018',
    })
    expect(log.body()).toContain('Kim Lee spoke with the bot on')
  })

  test.each([
    ['nothing', {}, { hs_call_direction: 'INBOUND', hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' }],
    ['an outcome of their own', { outcome: 'Sale!' }, { hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' }],
    ['a label of HubSpot', { outcome: 'No Answer' }, { hs_call_disposition: '73a0d17f-1163-4015-bdd5-ec830791da20' }],
    ['when it ended', { endedAt: '2026-11-26T18:16:00Z' }, { hs_call_duration: '60000' }],
  ])('as a call of which %s is said gets what that means', async (_, more, properties) => {
    const log = await onLogStage()
    await log.give({ kind: 'call', ...more })
    expect(log.entries()).toMatchObject([{ properties }])
  })

  test.each([
    ['chat', { ticketId: 228, dealId: 214, companyId: 190 }],
    ['call', { ticketId: 220, dealId: 206, companyId: 182 }],
  ] as const)(
    'as a %s is on the ticket, deal and company that are named, too, by the one call that makes it',
    async (kind, types) => {
      const log = await onLogStage({ scopes: Object.values(scopes).flat() })
      const ticket = log.crm.add('tickets', { subject: 'A lamp', hs_pipeline: '0', hs_pipeline_stage: '1' })
      const deal = log.crm.add('deals', { dealname: 'Lamps', dealstage: 'appointmentscheduled', pipeline: 'default' })
      const company = log.crm.add('companies', { name: 'Lee Lamps' })
      await log.give({ conversationId: 'conv_first' })
      log.stage.startCounting()
      const named = { ticketId: ticket.id, dealId: deal.id, companyId: company.id }
      await log.give({
        kind,
        contactId: log.contactId,
        startedAt: '2026-11-26T19:00:00Z',
        endedAt: undefined,
        ...named,
      })
      expect(log.stage.calls().hubspot).toHaveLength(1)
      expect(log.timeline(log.contactId).at(-1)?.associations).toEqual(
        expect.arrayContaining([
          { object: 'contacts', id: log.contactId, typeIds: [kind === 'chat' ? 202 : 194] },
          { object: 'tickets', id: ticket.id, typeIds: [types.ticketId] },
          { object: 'deals', id: deal.id, typeIds: [types.dealId] },
          { object: 'companies', id: company.id, typeIds: [types.companyId] },
        ]),
      )
    },
  )

  test('is logged once, however its beginning is written', async () => {
    const log = await onLogStage()
    const { id } = await log.give()
    for (const startedAt of ['2026-11-26T18:15:00Z', '2026-11-26T19:15:00+01:00', '2026-11-26T18:15:00.000']) {
      expect(await log.give({ startedAt })).toEqual({
        status: 'alreadyLogged',
        id,
        contactCreated: false,
        redacted: {},
      })
    }
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1 })
  })

  test('is another one of another kind, beginning or conversation', async () => {
    const log = await onLogStage()
    const others = [{}, { kind: 'call' }, { startedAt: '2026-11-26T18:15:00.001Z' }, { conversationId: 'conv_other' }]
    for (const other of others) expect(await log.give(other)).toMatchObject({ status: 'logged' })
    expect(log.entries()).toHaveLength(4)
  })

  test('to many calls at once is one note', async () => {
    const log = await onLogStage({ processes: 3 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => log.give()))
    expect(log.entries()).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 'logged')).toHaveLength(1)
    const [entry] = log.entries()
    for (const { status, id } of answers) {
      if (status !== 'pending') expect(id).toBe(entry?.id)
    }
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('of nobody is not logged, and counted', async () => {
    const log = await onLogStage()
    log.stage.startCounting()
    expect(await log.give({ email: undefined })).toMatchObject({
      status: 'noIdentity',
      reason: expect.stringContaining('give "contactId", "phone" or "email"'),
    })
    expect(await log.give({ email: undefined })).toMatchObject({ status: 'noIdentity' })
    expect(log.stage.calls().hubspot).toEqual([])
    expect(await log.counters()).toMatchObject({ logged: 0, noIdentity: 1 })
    expect(await log.give()).toMatchObject({ status: 'logged' })
  })

  test('that HubSpot does not take is pending, without a word of it to be given again', async () => {
    const log = await onLogStage()
    const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
    const answer = await log.give()
    expect(answer).toMatchObject({ status: 'pending', reason: expect.stringContaining('Do not log it again') })
    expect(await log.counters()).toMatchObject({ logged: 0, pending: 1 })
    back()
    expect(await log.give()).toMatchObject({ status: 'logged' })
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
  })

  test.each([
    ['a note', {}, creatingNote],
    ['a call', { kind: 'call' }, creatingCall],
  ])('as %s whose making was done and never answered is found, and not made twice', async (_, input, creating) => {
    const log = await onLogStage()
    await log.give({ conversationId: 'conv_other', ...input })
    log.stage.hubspot.faults.add({ ...creating, drop: 'after', times: 1 })
    const answer = await log.give(input)
    expect(answer).toMatchObject({ status: 'logged' })
    expect(log.entries()).toHaveLength(2)
    expect(answer.id).toBe(log.entries().at(-1)?.id)
    expect(await log.counters()).toMatchObject({ logged: 2 })
  })

  test('under the ID of a session is the note of the session', async () => {
    const log = await onLogStage()
    const user = log.stage.bot.plugin.startConversation({ name: 'Kim Lee', email: 'kim@example.com' })
    await user.say('hello there')
    await user.escalate({ title: 'A broken lamp' })
    const conversationId = user.session?.downstreamConversationId ?? ''
    expect(await log.give({ conversationId })).toMatchObject({
      status: 'pending',
      reason: expect.stringContaining('itself'),
    })
    await user.say('/end')
    await log.stage.settled()
    if (log.owed().length > 0) await log.stage.bot.register()
    expect(await log.give({ conversationId })).toMatchObject({ status: 'alreadyLogged', id: log.entries()[0]?.id })
    expect(log.entries()).toHaveLength(1)
    // Under its own name the conversation with the bot is another one.
    expect(await log.give({ conversationId: user.conversationId })).toMatchObject({ status: 'logged' })
    expect(log.entries()).toHaveLength(2)
  })

  test.each([
    ['no conversation', { conversationId: ' ' }, /"conversationId".*is missing/],
    ['no ISO time', { startedAt: 'yesterday' }, /"startedAt".*no ISO time/],
    ['an end before the beginning', { endedAt: '2026-11-26T18:14:59Z' }, /"endedAt".*is before/],
    ['a negative duration', { durationSeconds: -1 }, /"durationSeconds".*no length/],
    ['a number that is none', { kind: 'call', fromNumber: '12 apples' }, /"fromNumber".*no phone number/],
    ['an ID that is none', { ticketId: 'the last one' }, /"ticketId"/],
  ])('with %s is refused in words that name it', async (_, input, words) => {
    const log = await onLogStage()
    await expect(log.give(input)).rejects.toThrow(words)
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ logged: 0, failed: 0, pending: 0 })
  })

  test('with a ticket that is not there is refused by HubSpot, counted, and not tried again', async () => {
    const log = await onLogStage()
    await expect(log.give({ ticketId: '999999999' })).rejects.toThrow(/not logged.*Do not try again/s)
    expect(await log.standing()).toMatchObject({
      counters: { failed: 1, pending: 0, logged: 0 },
      lastError: expect.stringMatching(/HubSpot answered 4\d\d/),
    })
  })

  test('is kept fifty times while HubSpot does not answer, and refused beyond that', async () => {
    const log = await onLogStage()
    log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
    const fifty = Array.from({ length: 50 }, (_, at) => log.give({ conversationId: `conv_${at}` }))
    for (const { status } of await Promise.all(fifty)) expect(status).toBe('pending')
    await expect(log.give({ conversationId: 'conv_50' })).rejects.toThrow(/wait to be logged already/)
    // One that waits may be given again.
    expect(await log.give({ conversationId: 'conv_0' })).toMatchObject({ status: 'pending' })
    expect(await log.counters()).toMatchObject({ pending: 50 })
  })

  test('on a ticket that may not be seen is refused alone: the log stays on for everything else', async () => {
    const log = await onLogStage()
    const ticket = log.crm.add('tickets', { subject: 'A lamp', hs_pipeline: '0', hs_pipeline_stage: '1' })
    await expect(log.give({ ticketId: ticket.id })).rejects.toThrow(/not logged.*tickets/s)
    expect(await log.standing()).toMatchObject({ mode: 'summaryAndTranscript', counters: { failed: 1, pending: 0 } })
    expect(await log.give({ conversationId: 'conv_other' })).toMatchObject({ status: 'logged' })
  })
})
