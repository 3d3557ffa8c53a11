import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { onStage, type TestStage } from './on-stage'

/** A stage with a CRM, and the action that is called there. */
async function atCrm(options: Parameters<typeof onStage>[0] = {}) {
  const granted = [...scopes.required, ...scopes.contacts, ...scopes.files, ...scopes.crm]
  const stage = await onStage({ scopes: granted, ...options })
  const crm = stage.hubspot.crm(stage.portalId)
  // The index of the search is another matter.
  crm.setSearchLag(0)
  const call = (action: string, input: Record<string, unknown>) => stage.bot.callAction(action, input)
  return { stage, crm, call }
}

const kim = { firstname: 'Kim', lastname: 'Lee', email: 'kim@example.com', phone: '+1 212 555 0142' }

/** Calls to HubSpot from now on, by their last words. */
function counting(stage: TestStage) {
  stage.startCounting()
  return () => stage.calls().hubspot
}

describe('findContact', () => {
  test.each([
    ['phone, as it was typed', { phone: '(212) 555-0142', defaultCountry: 'us' }],
    ['phone with country code', { phone: '+12125550142' }],
    ['e-mail in any case', { email: 'Kim@Example.com' }],
  ])('recognises somebody by %s', async (_, input) => {
    const { stage, crm, call } = await atCrm()
    const { id } = crm.add('contacts', kim)
    expect(await call('findContact', input)).toMatchObject({
      found: true,
      matches: 1,
      contact: {
        id,
        name: 'Kim Lee',
        email: 'kim@example.com',
        url: expect.stringContaining(`/contacts/${stage.portalId}/record/0-1/${id}`),
      },
      candidates: [],
    })
  })

  test('recognises a caller with one call to HubSpot, once it knows what the CRM is made of', async () => {
    const { stage, crm, call } = await atCrm()
    crm.add('contacts', kim)
    await call('findContact', { phone: kim.phone })
    const calls = counting(stage)
    await call('findContact', { phone: kim.phone })
    expect(calls()).toHaveLength(1)
  })

  test('takes nobody of another country for the one who calls', async () => {
    const { crm, call } = await atCrm()
    crm.add('contacts', { ...kim, phone: '+44 20 7946 0142' })
    expect(await call('findContact', { phone: '+49 20 7946 0142' })).toEqual({
      found: false,
      matches: 0,
      candidates: [],
    })
  })

  test('chooses nobody of several with one number, and names them', async () => {
    const { crm, call } = await atCrm()
    crm.add('contacts', { ...kim, company: 'Lee Lamps' })
    crm.add('contacts', { firstname: 'Robin', lastname: 'Lee', email: 'robin@example.com', mobilephone: kim.phone })
    const answer = await call('findContact', { phone: kim.phone })
    expect(answer).toMatchObject({ found: false, matches: 2 })
    expect(answer).not.toHaveProperty('contact')
    expect(answer.candidates).toMatchObject([{ name: 'Kim Lee', company: 'Lee Lamps' }, { name: 'Robin Lee' }])
  })

  test('finds nobody when phone and e-mail are of two people', async () => {
    const { crm, call } = await atCrm()
    crm.add('contacts', kim)
    crm.add('contacts', { firstname: 'Robin', email: 'robin@example.com' })
    const answer = await call('findContact', { phone: kim.phone, email: 'robin@example.com' })
    expect(answer).toMatchObject({ found: false, matches: 2, candidates: [{}, {}] })
  })

  test('goes by the ID alone where there is one', async () => {
    const { crm, call } = await atCrm()
    const { id } = crm.add('contacts', kim)
    crm.add('contacts', { firstname: 'Robin', email: 'robin@example.com' })
    expect(await call('findContact', { contactId: id, email: 'robin@example.com' })).toMatchObject({
      contact: { id, firstName: 'Kim' },
    })
    crm.archive('contacts', id)
    expect(await call('findContact', { contactId: id })).toMatchObject({ found: false, matches: 0 })
  })

  test('shows labels where people would read them, and the fields that were asked for by name or label', async () => {
    const { crm, call } = await atCrm()
    const owner = crm.addPerson({ userId: '900', name: 'Dana Fields', email: 'dana.fields@agents.example' })
    crm.defineProperty('contacts', {
      name: 'preferred_language',
      label: 'Spoken at home',
      type: 'enumeration',
      options: [{ label: 'German', value: 'de' }],
    })
    crm.add('contacts', { ...kim, hubspot_owner_id: owner.id, lifecyclestage: 'customer', preferred_language: 'de' })
    expect(await call('findContact', { email: kim.email, fields: ['spoken AT home', 'email'] })).toMatchObject({
      contact: {
        owner: 'Dana Fields',
        lifecycleStage: 'Customer',
        fields: { preferred_language: 'German', email: kim.email },
      },
    })
  })

  test.each([
    [{}, /"phone", "email" or "contactId".*Ask the user/],
    [{ phone: '  ', email: '' }, /"phone", "email" or "contactId"/],
    [{ phone: '555 0142' }, /"phone" is no phone number with country code.*Ask the user/],
    [{ email: 'kim at example' }, /"email" is no e-mail address/],
    [{ contactId: 'Kim' }, /"contactId" is no ID/],
    [{ phone: '+12125550142', defaultCountry: 'USA' }, /"defaultCountry"/],
    [{ phone: '+12125550142', fields: ['first name of'] }, /no field "first name of".*firstname/],
  ])('says which field is wrong in %j, and what to do', async (input, text) => {
    const { call } = await atCrm()
    await expect(call('findContact', input)).rejects.toThrow(text)
  })
})

describe('findCompany', () => {
  test.each([
    [{ domain: 'https://www.lamps.example/shop?x=1' }],
    [{ domain: 'sales@lamps.example' }],
    [{ name: 'lee lamps' }],
    [{ name: 'lamps' }],
  ])('finds one by %j', async (input) => {
    const { crm, call } = await atCrm()
    const { id } = crm.add('companies', { name: 'Lee Lamps', domain: 'lamps.example', city: 'Springfield' })
    crm.add('companies', { name: 'Chairs', domain: 'chairs.example' })
    expect(await call('findCompany', input)).toMatchObject({
      found: true,
      company: { id, name: 'Lee Lamps', domain: 'lamps.example', city: 'Springfield' },
    })
  })

  test('takes the one that is called so, and of several that are alike none', async () => {
    const { crm, call } = await atCrm()
    for (const name of ['Lee Lamps', 'Lee Lamps North', 'Lee Lamps South']) crm.add('companies', { name })
    expect(await call('findCompany', { name: 'Lee Lamps' })).toMatchObject({
      found: true,
      company: { name: 'Lee Lamps' },
    })
    expect(await call('findCompany', { name: 'Lee' })).toMatchObject({
      found: false,
      matches: 3,
      candidates: [{}, {}, {}],
    })
  })
})

describe('findTicket and findDeal', () => {
  test('find what is open of a contact, newest first, with one call', async () => {
    const { stage, crm, call } = await atCrm()
    const { id } = crm.add('contacts', kim)
    const associate = [{ object: 'contacts', id }]
    const stages = { open: '1', closed: '4' }
    for (const [at, subject] of ['First', 'Second'].entries()) {
      crm.add(
        'tickets',
        { subject, hs_pipeline: '0', hs_pipeline_stage: stages.open },
        { associate, createdAt: Date.parse('2026-01-01') + at * 1000 },
      )
    }
    crm.add('tickets', { subject: 'Done', hs_pipeline: '0', hs_pipeline_stage: stages.closed }, { associate })
    crm.add('tickets', { subject: 'Somebody else’s', hs_pipeline: '0', hs_pipeline_stage: stages.open })
    await call('findTicket', { contactId: id })
    const calls = counting(stage)
    const answer = await call('findTicket', { contactId: id, limit: 1 })
    expect(calls()).toHaveLength(1)
    expect(answer).toMatchObject({
      tickets: [{ subject: 'Second', isOpen: true, stage: expect.any(String) }],
      hasMore: true,
    })
    const all = await call('findTicket', { contactId: id, openOnly: false })
    expect(all.tickets).toHaveLength(3)
  })

  test('find by words, by a keyword anywhere, and by ID', async () => {
    const { crm, call } = await atCrm()
    const { id } = crm.add('tickets', {
      subject: 'Lamp is broken',
      content: 'It hums.',
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
    })
    crm.add('tickets', { subject: 'Chair', hs_pipeline: '0', hs_pipeline_stage: '1' })
    for (const input of [{ subject: 'broken lamp' }, { keyword: 'hums' }, { ticketId: id }]) {
      expect(await call('findTicket', input)).toMatchObject({ tickets: [{ id }], hasMore: false })
    }
    expect(await call('findTicket', { ticketId: '999' })).toEqual({ tickets: [], hasMore: false })
    await expect(call('findTicket', {})).rejects.toThrow(/Nothing to look for/)
  })

  test('find a deal with its amount and stage', async () => {
    const { crm, call } = await atCrm()
    const { id } = crm.add('companies', { name: 'Lee Lamps' })
    crm.add(
      'deals',
      { dealname: 'Forty lamps', amount: '1200', pipeline: 'default', dealstage: 'qualifiedtobuy' },
      { associate: [{ object: 'companies', id }] },
    )
    expect(await call('findDeal', { companyId: id })).toMatchObject({
      deals: [{ name: 'Forty lamps', amount: 1200, isOpen: true }],
    })
    expect(await call('findDeal', { name: 'lamps' })).toMatchObject({ deals: [{ name: 'Forty lamps' }] })
  })
})

test('what the owner has to mend is not to be tried again', async () => {
  const { call } = await atCrm({
    scopes: scopes.required,
    configuration: { contactPolicy: 'anonymous' },
  })
  await expect(call('findTicket', { keyword: 'lamp' })).rejects.toThrow(/tickets.*Do not try again; tell the user/)
})
