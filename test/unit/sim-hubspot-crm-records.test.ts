import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  create,
  created,
  crm,
  crmScopes,
  failure,
  objects,
  problems,
  record,
  send,
  tokenWith,
} from './sim-hubspot-crm-rig'
import { call, json } from './sim-hubspot-rig'

const ticket = { subject: 'Lamp', hs_pipeline: '0', hs_pipeline_stage: '1' }
const get = (path: string) => send('GET', `${objects}/${path}`)

test('a record that was made is read at once, by id and by what is unique', async () => {
  const { id } = await created('contacts', { email: 'ann@customers.example', firstname: 'Ann' })
  const byId = await json(record, get(`contacts/${id}`))
  expect(byId.properties).toMatchObject({ email: 'ann@customers.example', firstname: 'Ann', lastname: null })
  const byEmail = await json(record, get('contacts/ANN%40customers.example?idProperty=email&properties=phone,nonsense'))
  expect([byEmail.id, Object.keys(byEmail.properties).toSorted()]).toEqual([
    id,
    ['createdate', 'hs_object_id', 'lastmodifieddate', 'phone'],
  ])
  expect((await get('contacts/x?idProperty=phone')).status).toBe(400)
  expect((await get('contacts/1')).status).toBe(404)
  expect((await get('contacts/abc')).status).toBe(404)
})

test('a patch changes what it names, and an empty value takes one away', async () => {
  const { id } = await created('companies', { name: 'Example Hotel', city: 'Hamburg', phone: '+49 40 123456' })
  const patch = send('PATCH', `${objects}/companies/${id}`, { properties: { city: '', name: 'Hotel Example' } })
  expect((await json(record, patch)).properties.name).toBe('Hotel Example')
  expect(crm.record('companies', id).properties).toEqual({ name: 'Hotel Example', phone: '+49 40 123456' })
  expect(crm.writes.map(({ operation, object }) => `${operation} ${object}`)).toEqual([
    'create companies',
    'update companies',
  ])
})

test.each([
  ['contacts', { email: 'no address' }, [['email', 'INVALID_EMAIL']]],
  ['contacts', { email: 'a@b.example', nonsense: '1' }, [['nonsense', 'PROPERTY_DOESNT_EXIST']]],
  ['contacts', { email: 'a@b.example', hs_object_id: '1' }, [['hs_object_id', 'READ_ONLY_VALUE']]],
  [
    'contacts',
    { lastname: 'B', hs_searchable_calculated_phone_number: '1' },
    [['hs_searchable_calculated_phone_number', 'READ_ONLY_VALUE']],
  ],
  ['contacts', { lastname: 'B', lifecyclestage: 'Lead' }, [['lifecyclestage', 'INVALID_OPTION']]],
  ['contacts', { lastname: 'B', hubspot_owner_id: '501' }, [['hubspot_owner_id', 'INVALID_OPTION']]],
  ['companies', { name: 'B', numberofemployees: '1,000' }, [['numberofemployees', 'INVALID_LONG']]],
  ['companies', { name: 'B', numberofemployees: ' 12' }, [['numberofemployees', 'LEADING_TRAILING_WHITESPACE']]],
  ['tickets', { ...ticket, hs_ticket_priority: 'High' }, [['hs_ticket_priority', 'INVALID_OPTION']]],
  ['tickets', { ...ticket, hs_pipeline_stage: 'New' }, [['hs_pipeline_stage', 'INVALID_OPTION']]],
  [
    'tickets',
    { ...ticket, hs_pipeline: 'Support' },
    [
      ['hs_pipeline', 'INVALID_OPTION'],
      ['hs_pipeline_stage', 'INVALID_OPTION'],
    ],
  ],
  [
    'deals',
    { dealname: 'D', pipeline: 'default', dealstage: 'closedwon', closedate: '31.12.2026' },
    [['closedate', 'INVALID_DATE']],
  ],
  [
    'deals',
    { dealname: 'D', pipeline: 'default', dealstage: 'closedwon', deal_currency_code: 'EUR' },
    [['deal_currency_code', 'INVALID_OPTION']],
  ],
  [
    'deals',
    { amount: '1' },
    [
      ['dealname', 'MISSING_REQUIRED_PROPERTY'],
      ['dealstage', 'MISSING_REQUIRED_PROPERTY'],
      ['pipeline', 'MISSING_REQUIRED_PROPERTY'],
    ],
  ],
  ['tasks', { hs_task_subject: 'Call back' }, [['hs_timestamp', 'MISSING_REQUIRED_PROPERTY']]],
])('of %s, %j is refused and nothing made', async (object, properties, expected) => {
  expect(await problems(create(object, properties))).toEqual(expected)
  expect(crm.records(object)).toEqual([])
})

test('a refusal quotes its problems as JSON, with the options that there are', async () => {
  const { message, category } = await json(failure, create('tickets', { ...ticket, hs_ticket_priority: 'high' }), 400)
  expect(category).toBe('VALIDATION_ERROR')
  const [, list = ''] = message.split('Property values were not valid: ')
  const problem = { isValid: false, error: 'INVALID_OPTION', name: 'hs_ticket_priority', propertyValue: 'high' }
  expect(JSON.parse(list)).toMatchObject([problem])
  expect(list).toContain('[LOW, MEDIUM, HIGH, URGENT]')
})

test('what the account demands is demanded of a create only, what follows from another value always', async () => {
  crm.defineProperty('tickets', { name: 'severity' })
  crm.defineProperty('tickets', { name: 'asset', label: 'Asset' })
  crm.changeProperty('tickets', 'severity', { required: true })
  crm.requireWhen('tickets', { property: 'severity', values: ['S1'], required: ['asset'] })
  expect(await problems(create('tickets', ticket))).toEqual([['severity', 'MISSING_REQUIRED_PROPERTY']])
  const { id } = await created('tickets', { ...ticket, severity: 'S2' })
  const patch = (properties: object) => send('PATCH', `${objects}/tickets/${id}`, { properties })
  expect(await problems(patch({ severity: 'S1' }))).toEqual([['asset', 'MISSING_CONDITIONAL_REQUIRED_PROPERTY']])
  expect((await patch({ severity: 'S1', asset: 'Lamp 4' })).status).toBe(200)
  expect((await patch({ severity: '', asset: '' })).status).toBe(200)
})

test('a rule of the account, a stage that the API may not set, a phone number alone: refused unless allowed', async () => {
  crm.addRule('contacts', { property: 'zip', matches: /^\d{5}$/, message: 'Five digits' })
  expect(await problems(create('contacts', { lastname: 'B', zip: 'AB1' }))).toEqual([['zip', 'INVALID_PROPERTY_VALUE']])
  crm.definePipeline('tickets', {
    id: '0',
    label: 'S',
    stages: [{ id: '1', label: 'New', writePermissions: 'READ_ONLY' }],
  })
  expect(await problems(create('tickets', ticket))).toEqual([['hs_pipeline_stage', 'READ_ONLY_VALUE']])
  expect((await create('contacts', { phone: '+4930123456' })).status).toBe(400)
  crm.type('contacts').requiredOneOf = []
  expect((await create('contacts', { phone: '+4930123456' })).status).toBe(201)
})

test('a value of which there is one already names whose it is, secondary addresses included', async () => {
  crm.defineProperty('companies', { name: 'vat_id', unique: true })
  const ann = await created('contacts', { email: 'ann@work.example', hs_additional_emails: 'ann@home.example' })
  const firm = await created('companies', { name: 'Firm', vat_id: 'DE1' })
  for (const email of ['ANN@work.example', 'ann@home.example']) {
    const { message, category } = await json(failure, create('contacts', { email }), 409)
    expect([category, message]).toEqual(['CONFLICT', `Contact already exists. Existing ID: ${ann.id}`])
  }
  expect((await json(failure, create('companies', { name: 'X', vat_id: 'DE1' }), 409)).message).toContain(firm.id)
  expect((await json(record, get('companies/DE1?idProperty=vat_id'))).id).toBe(firm.id)
  expect((await json(record, get('contacts/ann%40home.example?idProperty=email'))).id).toBe(ann.id)
})

test('dates and times are stored in one form, several options as a list, and a leading semicolon adds', async () => {
  crm.defineProperty('deals', { name: 'signed_on', type: 'date' })
  crm.defineProperty('contacts', {
    name: 'likes',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: ['a', 'b', 'c'],
  })
  const deal = { dealname: 'D', pipeline: 'default', dealstage: 'closedwon' }
  const { properties } = await created('deals', { ...deal, signed_on: '1767139200000', closedate: '1767139200001' })
  expect(properties).toMatchObject({
    signed_on: '2025-12-31',
    closedate: '2025-12-31T00:00:00.001Z',
    hs_is_closed: 'true',
  })
  for (const signed_on of ['2026-02-30', '1767139200001', '2026-01-01T00:00:00Z']) {
    expect(await problems(create('deals', { ...deal, signed_on }))).toEqual([['signed_on', 'INVALID_DATE']])
  }
  const { id } = await created('contacts', { lastname: 'B', likes: 'a' })
  await send('PATCH', `${objects}/contacts/${id}`, { properties: { likes: ';b' } })
  expect(crm.record('contacts', id).properties.likes).toBe('a;b')
  expect(await problems(create('contacts', { lastname: 'B', likes: 'a; b' }))).toEqual([['likes', 'INVALID_OPTION']])
})

test('a lifecycle stage does not go back', async () => {
  const { id } = await created('contacts', { lastname: 'B', lifecyclestage: 'customer' })
  const patch = (lifecyclestage: string) =>
    send('PATCH', `${objects}/contacts/${id}`, { properties: { lifecyclestage } })
  expect((await json(record, patch('lead'))).properties.lifecyclestage).toBe('customer')
  await patch('')
  expect((await json(record, patch('lead'))).properties.lifecyclestage).toBe('lead')
})

test('the old id of a merged record leads to another one, and no batch writes by it', async () => {
  const one = crm.add('contacts', { email: 'ann@work.example', firstname: 'Ann' })
  const other = crm.add('contacts', { email: 'ann@home.example', phone: '+4930123456' })
  crm.merge('contacts', one.id, other.id)
  expect((await json(record, get(`contacts/${other.id}`))).id).toBe(one.id)
  const patched = send('PATCH', `${objects}/contacts/${other.id}`, { properties: { city: 'Ulm' } })
  expect((await json(record, patched)).id).toBe(one.id)
  expect(crm.view('contacts', one.id)).toMatchObject({
    hs_merged_object_ids: other.id,
    phone: '+4930123456',
    city: 'Ulm',
  })
  expect((await json(record, get('contacts/ann%40home.example?idProperty=email'))).id).toBe(one.id)
  const inputs = [{ id: other.id, properties: { city: 'Bonn' } }]
  expect((await send('POST', `${objects}/contacts/batch/update`, { inputs })).status).toBe(400)
  expect(
    (await send('POST', `${objects}/contacts/batch/update`, { inputs: [{ ...inputs[0], id: one.id }] })).status,
  ).toBe(200)
})

test('an archived record shows to those who ask for archived ones, and its address is free', async () => {
  const { id } = await created('contacts', { email: 'ann@work.example' })
  expect((await send('DELETE', `${objects}/contacts/${id}`)).status).toBe(204)
  expect((await get(`contacts/${id}`)).status).toBe(404)
  expect((await json(record, get(`contacts/${id}?archived=true`))).archived).toBe(true)
  expect((await create('contacts', { email: 'ann@work.example' })).status).toBe(201)
})

test('a batch reads by id or by what is unique, and names what is missing', async () => {
  const ann = crm.add('contacts', { email: 'ann@work.example' })
  const read = (body: object) => send('POST', `${objects}/contacts/batch/read`, body)
  const all = { properties: ['email'], propertiesWithHistory: [] }
  const byEmail = await json(
    z.looseObject({ results: z.array(record) }),
    read({ ...all, idProperty: 'email', inputs: [{ id: 'ann@work.example' }] }),
  )
  expect(byEmail.results.map(({ id }) => id)).toEqual([ann.id])
  const some = await json(
    z.looseObject({ results: z.array(record), errors: z.array(z.looseObject({ context: z.unknown() })) }),
    read({ ...all, inputs: [{ id: ann.id }, { id: '17' }] }),
    207,
  )
  expect([some.results.length, some.errors[0]?.context]).toEqual([1, { ids: ['17'] }])
  const many = Array.from({ length: 101 }, (_, index) => ({ id: String(index) }))
  expect((await read({ ...all, inputs: many })).status).toBe(400)
})

test.each([
  ['GET', 'companies/1', 'crm.objects.companies.read'],
  ['POST', 'companies', 'crm.objects.companies.write'],
  ['GET', 'tickets/1', 'tickets'],
  ['GET', 'users/1', 'crm.objects.users.read'],
])('without its scope, %s of %s is a 403 that names it', async (method, path, scope) => {
  const token = await tokenWith(crmScopes.filter((it) => it !== scope))
  const { category, errors } = await json(
    failure,
    call(method, `${objects}/${path}`, method === 'GET' ? undefined : { properties: {} }, token),
    403,
  )
  expect([category, errors[0]?.context]).toEqual(['MISSING_SCOPES', { requiredGranularScopes: [scope] }])
})

test('sensitive values show to those with the scope only, and are written by nobody else', async () => {
  crm.defineProperty('contacts', { name: 'iban', dataSensitivity: 'sensitive' })
  const { id } = crm.add('contacts', { lastname: 'B', iban: 'DE1' })
  const path = `${objects}/contacts/${id}?properties=iban`
  expect((await json(record, send('GET', path))).properties.iban).toBeUndefined()
  const token = await tokenWith([...crmScopes, 'crm.objects.contacts.sensitive.read.v2'])
  expect((await json(record, call('GET', path, undefined, token))).properties.iban).toBe('DE1')
  expect((await send('PATCH', `${objects}/contacts/${id}`, { properties: { iban: 'DE2' } })).status).toBe(403)
})

test('users are read and never written', async () => {
  const [user] = crm.records('users')
  const path = `${objects}/users/${user?.id}?properties=hs_email,hs_internal_user_id,hs_availability_status`
  expect((await json(record, send('GET', path))).properties).toMatchObject({
    ...{ hs_email: 'dana@example.com', hs_internal_user_id: '501', hs_availability_status: null },
  })
  const token = await tokenWith([...crmScopes, 'crm.objects.users.write'])
  expect((await call('POST', `${objects}/users`, { properties: {} }, token)).status).toBe(400)
})

test('an unknown kind of object is none, and custom objects go by their full name', async () => {
  const { typeId } = crm.defineObject({
    ...{ name: 'order', labels: { singular: 'Order', plural: 'Orders' }, primaryDisplayProperty: 'number' },
    properties: [{ name: 'number' }],
  })
  const { id } = await created('p_order', { number: '1' })
  for (const name of [typeId, 'p77_order', 'p_order']) expect((await get(`${name}/${id}`)).status).toBe(200)
  for (const name of ['order', 'orders', 'p78_order', '2-1']) {
    const { message } = await json(failure, get(`${name}/${id}`), 400)
    expect(message).toBe(`Unable to infer object type from: ${name}`)
  }
  expect(await problems(create(typeId, {}))).toEqual([['number', 'MISSING_REQUIRED_PROPERTY']])
})
