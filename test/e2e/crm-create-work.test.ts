import { describe, expect, test } from 'vitest'
import { writing } from './crm-writing'

const lamp = { subject: 'Lamp arrived broken' }

describe('createTicket', () => {
  test('makes a ticket in the first open stage, for a contact, with one call to HubSpot once it knows the account', async () => {
    const { stage, crm, call, made } = await writing()
    const { id: contactId } = crm.add('contacts', { email: 'kim@example.com' })
    await call('createTicket', { subject: 'Before', priority: 'low' })
    stage.startCounting()
    const answer = await call('createTicket', { ...lamp, content: 'In pieces.', priority: 'hIGH', contactId })
    expect(stage.calls().hubspot).toEqual(['POST /crm/objects/2026-09/tickets'])
    const [, ticket] = made('tickets')
    expect(ticket?.properties).toMatchObject({
      ...lamp,
      content: 'In pieces.',
      hs_ticket_priority: 'HIGH',
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
    })
    expect(answer).toEqual({
      status: 'done',
      record: {
        id: ticket?.id,
        url: expect.stringContaining(`/contacts/${stage.portalId}/record/0-5/${ticket?.id}`),
        object: 'tickets',
        title: lamp.subject,
        fields: {
          subject: lamp.subject,
          content: 'In pieces.',
          hs_ticket_priority: 'High',
          hs_pipeline: 'Support Pipeline',
          hs_pipeline_stage: 'New',
        },
      },
      problems: [],
    })
    expect(crm.associations({ object: 'tickets', id: ticket?.id ?? '' }, 'contacts')).toMatchObject([{ id: contactId }])
  })

  test('goes where the configuration says, and belongs to whom it says', async () => {
    const { crm, call, made } = await writing({
      configuration: { defaultTicketPipeline: 'returns', defaultTicketStage: 'Received', defaultOwner: 'Dana Fields' },
    })
    crm.definePipeline('tickets', {
      id: '51',
      label: 'Returns',
      stages: [
        { id: '52', label: 'Announced' },
        { id: '53', label: 'Received' },
      ],
    })
    expect(await call('createTicket', lamp)).toMatchObject({ record: { fields: { hubspot_owner_id: 'Dana Fields' } } })
    expect(made('tickets')[0]?.properties).toMatchObject({ hs_pipeline: '51', hs_pipeline_stage: '53' })
    await call('createTicket', { ...lamp, owner: 'ROBIN@agents.example', stage: 'waiting on us' })
    expect(made('tickets')[1]?.properties).toMatchObject({ hs_pipeline: '0', hs_pipeline_stage: '3' })
  })

  test.each<[string, Record<string, unknown>, object]>([
    [
      'an option',
      { priority: 'huge' },
      { field: 'priority', label: 'Priority', allowed: ['Low', 'Medium', 'High', 'Urgent'] },
    ],
    [
      'a stage',
      { stage: 'Lost' },
      { field: 'stage', allowed: ['New', 'Waiting on contact', 'Waiting on us', 'Closed'] },
    ],
    ['a pipeline', { pipeline: 'Sales' }, { field: 'pipeline', allowed: ['Support Pipeline'] }],
    [
      'an owner',
      { owner: 'Nobody' },
      { field: 'owner', allowed: expect.arrayContaining(['Dana Fields (dana@agents.example)']) },
    ],
    ['a read-only field', { fields: { 'Ticket ID': '7' } }, { field: 'Ticket ID', label: 'Ticket ID' }],
    [
      'an unknown field',
      { fields: { 'Ticket nam': 'x' } },
      { field: 'Ticket nam', allowed: expect.arrayContaining(['subject']) },
    ],
    [
      'a field that is given twice',
      { fields: { 'ticket name': 'Another' } },
      { field: 'ticket name', label: 'Ticket name' },
    ],
    ['a missing subject', { subject: ' ' }, { field: 'subject' }],
  ])('asks about %s, and writes nothing', async (_, input, problem) => {
    const { call, made } = await writing()
    expect(await call('createTicket', { ...lamp, ...input })).toMatchObject({ status: 'invalid', problems: [problem] })
    expect(made('tickets')).toEqual([])
  })

  test('asks for what the account demands, by name and label, with its options', async () => {
    const { crm, call, made } = await writing()
    crm.changeProperty('tickets', 'source_type', { required: true })
    const answer = await call('createTicket', lamp)
    expect(answer).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'source_type', label: 'Source', allowed: ['Chat', 'Email', 'Form', 'Phone'] }],
    })
    expect(made('tickets')).toEqual([])
    expect(await call('createTicket', { ...lamp, fields: { Source: 'chat' } })).toMatchObject({ status: 'done' })
  })

  test('asks about a contact that does not exist', async () => {
    const { call, made } = await writing()
    expect(await call('createTicket', { ...lamp, contactId: '999' })).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'contactId' }],
    })
    expect(made('tickets')).toEqual([])
  })

  test('reads the account anew when HubSpot says that it has changed', async () => {
    const { stage, crm, call, made } = await writing()
    await call('createTicket', lamp)
    const [pipeline] = crm.type('tickets').pipelines
    const [first] = pipeline?.stages ?? []
    if (pipeline === undefined || first === undefined) throw new Error('Tickets have no pipeline')
    pipeline.stages = [{ ...first, id: '77', label: 'Fresh' }]
    stage.startCounting()
    expect(await call('createTicket', lamp)).toMatchObject({ record: { fields: { hs_pipeline_stage: 'Fresh' } } })
    expect(made('tickets')[1]?.properties.hs_pipeline_stage).toBe('77')
    expect(stage.calls().hubspot.filter((one) => one.startsWith('POST'))).toHaveLength(2)
  })

  test('that may have been made is found, or else not said to be undone', async () => {
    const { stage, call, made } = await writing()
    const path = /\/crm\/objects\/2026-09\/tickets$/
    stage.hubspot.faults.add({ method: 'POST', path, drop: 'after', times: 1 })
    expect(await call('createTicket', lamp)).toMatchObject({ status: 'done', record: { id: made('tickets')[0]?.id } })
    expect(made('tickets')).toHaveLength(1)
    stage.hubspot.faults.add({ method: 'POST', path, status: 502, times: 1 })
    await expect(call('createTicket', { subject: 'Another' })).rejects.toThrow(/may have been done.*Find Ticket/)
    expect(made('tickets')).toHaveLength(1)
  })

  test.each([
    ['defaultTicketPipeline', 'Nowhere'],
    ['defaultTicketStage', 'Nowhere'],
    ['defaultOwner', 'Nobody'],
  ])('says what the owner has to mend: %s', async (field, value) => {
    const { call } = await writing({ configuration: { [field]: value } })
    await expect(call('createTicket', lamp)).rejects.toThrow(/configuration.*Do not try again/)
  })
})

describe('createDeal', () => {
  test('makes a deal with amount, currency, date and company', async () => {
    const { crm, call, made } = await writing()
    crm.setAccount({ companyCurrency: 'USD', additionalCurrencies: ['EUR'] })
    const { id: companyId } = crm.add('companies', { name: 'Example Hotel' })
    const deal = { name: '12 desk lamps', amount: 1200.5, currency: 'eur', closeDate: '2027-01-31', companyId }
    expect(await call('createDeal', { ...deal, stage: 'Qualified to buy' })).toMatchObject({
      status: 'done',
      record: { object: 'deals', title: '12 desk lamps', fields: { dealstage: 'Qualified To Buy', amount: '1200.5' } },
    })
    const [made1] = made('deals')
    expect(made1?.properties).toMatchObject({
      deal_currency_code: 'EUR',
      dealstage: 'qualifiedtobuy',
      pipeline: 'default',
    })
    expect(crm.associations({ object: 'deals', id: made1?.id ?? '' }, 'companies')).toMatchObject([{ id: companyId }])
  })

  test('asks about a currency that the account does not have', async () => {
    const { call } = await writing()
    expect(await call('createDeal', { name: 'Lamps', currency: 'XXX' })).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'currency', label: 'Currency' }],
    })
  })
})

describe('what the configuration keeps from the bot', () => {
  test('is not written', async () => {
    const { call, made } = await writing({ configuration: { crmHiddenFields: ['tickets.content'] } })
    expect(await call('createTicket', { ...lamp, content: 'In pieces.' })).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'content', problem: expect.stringContaining('There is no such field in this account.') }],
    })
    expect(made('tickets')).toEqual([])
  })

  test.each([
    ['contacts.email', { email: 'kim@example.com' }, 'There is no such field in this account.'],
    ['contacts.phone', { phone: '+15550100000' }, 'There is no such field in this account.'],
  ])('is not looked in before a contact is made: %s', async (hidden, input, problem) => {
    const { call, made } = await writing({ configuration: { crmHiddenFields: [hidden] } })
    expect(await call('createContact', input)).toMatchObject({
      status: 'invalid',
      problems: [{ problem: expect.stringContaining(problem) }],
    })
    expect(made('contacts')).toEqual([])
  })

  test('is not looked in by the way either: a number may stand in several fields', async () => {
    const { call, made } = await writing({ configuration: { crmHiddenFields: ['contacts.mobilephone'] } })
    await expect(call('createContact', { phone: '+15550100000' })).rejects.toThrow('"Hidden CRM fields"')
    expect(made('contacts')).toEqual([])
  })

  test('is no object to create', async () => {
    const { call, made } = await writing({ configuration: { crmObjects: ['contacts'] } })
    await expect(call('createTicket', lamp)).rejects.toThrow('"CRM objects" in the configuration')
    expect(made('tickets')).toEqual([])
  })
})
