import { expect, test } from 'vitest'
import * as z from 'zod'
import { clinic } from '../../sim/hubspot/accounts/clinic'
import { shop } from '../../sim/hubspot/accounts/shop'
import { software } from '../../sim/hubspot/accounts/software'
import { created, crm, crmScopes, send, tokenWith } from './sim-hubspot-crm-rig'
import { call, json, portalId } from './sim-hubspot-rig'

const option = z.looseObject({ label: z.string(), value: z.string(), hidden: z.boolean() })
const property = z.looseObject({
  name: z.string(),
  label: z.string(),
  options: z.array(option),
  hasUniqueValue: z.boolean(),
  modificationMetadata: z.looseObject({ readOnlyValue: z.boolean() }),
})
const list = <T>(item: z.ZodType<T>) => z.looseObject({ results: z.array(item) })
const stage = z.looseObject({ id: z.string(), archived: z.boolean(), metadata: z.record(z.string(), z.string()) })
const pipeline = z.looseObject({ id: z.string(), archived: z.boolean(), stages: z.array(stage) })
const owner = z.looseObject({ id: z.string(), email: z.string(), userId: z.number().optional(), type: z.string() })
const schema = z.looseObject({
  name: z.string(),
  objectTypeId: z.string(),
  properties: z.array(property),
  associations: z.array(z.unknown()),
})

const properties = async (path: string) =>
  (await json(list(property), send('GET', `/crm/properties/2026-09/${path}`))).results

test('properties come all at once, without sensitive ones unless they are asked for', async () => {
  crm.load(clinic)
  const all = await properties('contacts')
  const named = (name: string) => all.find((it) => it.name === name)
  expect(named('insurance')?.options.map(({ value }) => value)).toEqual(['public', 'private', 'self'])
  expect(named('patient_number')?.hasUniqueValue).toBe(true)
  expect(named('hs_calculated_phone_number')?.modificationMetadata.readOnlyValue).toBe(true)
  expect(named('hubspot_owner_id')).toMatchObject({ externalOptions: true, referencedObjectType: 'OWNER', options: [] })
  expect(named('allergies')).toBeUndefined()
  expect((await properties('contacts?dataSensitivity=sensitive')).map(({ name }) => name)).toEqual(['allergies'])
  crm.changeProperty('contacts', 'insurance', { archived: true })
  expect((await properties('contacts')).some(({ name }) => name === 'insurance')).toBe(false)
  expect((await properties('contacts?archived=true')).map(({ name }) => name)).toEqual(['insurance'])
  expect((await send('GET', '/crm/properties/2026-09/contacts/nonsense')).status).toBe(404)
  expect(await json(property, send('GET', '/crm/properties/2026-09/tickets/subject'))).toMatchObject({
    label: 'Ticket name',
  })
})

test('options that are replaced are what counts from then on', async () => {
  crm.changeProperty('tickets', 'hs_ticket_priority', { options: [{ label: 'Now', value: 'NOW' }] })
  const ticket = { subject: 'Lamp', hs_pipeline: '0', hs_pipeline_stage: '1', hs_ticket_priority: 'NOW' }
  expect((await created('tickets', ticket)).properties.hs_ticket_priority).toBe('NOW')
})

test('pipelines say what is over, in texts, and hold what is archived', async () => {
  crm.load(software)
  const read = async (object: string) =>
    (await json(list(pipeline), send('GET', `/crm/pipelines/2026-09/${object}`))).results
  const tickets = await read('tickets')
  expect(tickets.map(({ id, archived }) => [id, archived])).toEqual([
    ['0', false],
    ['7301', false],
    ['7400', true],
  ])
  expect(tickets[1]?.stages.map(({ id, archived, metadata }) => [id, archived, metadata.ticketState])).toEqual([
    ['7302', false, 'OPEN'],
    ['7303', false, 'OPEN'],
    ['7304', false, 'CLOSED'],
    ['7305', true, 'OPEN'],
  ])
  const [, renewals] = await read('deals')
  expect(renewals?.stages.map(({ metadata }) => metadata)).toEqual([
    { isClosed: 'false', probability: '0.7' },
    { isClosed: 'true', probability: '1.0' },
  ])
  const path = '/crm/pipelines/2026-09/tickets/7301'
  expect((await json(pipeline, send('GET', path))).id).toBe('7301')
  expect((await json(list(stage), send('GET', `${path}/stages`))).results).toHaveLength(4)
  expect((await send('GET', '/crm/pipelines/2026-09/tickets/1')).status).toBe(404)
})

test('owners are people and queues, found by address, in pages; their ids are not those of users', async () => {
  crm.load(shop)
  const owners = async (query: string) => (await json(list(owner), send('GET', `/crm/owners/2026-09${query}`))).results
  expect((await owners('')).map(({ email, type, userId }) => [email, type, userId])).toEqual([
    ['dana@example.com', 'PERSON', 501],
    ['olive@shop.example', 'PERSON', 610],
    ['pat@shop.example', 'PERSON', 611],
    ['returns@shop.example', 'QUEUE', undefined],
  ])
  const [olive] = await owners('?email=OLIVE%40shop.example')
  expect(olive?.id).not.toBe(String(olive?.userId))
  expect(await owners('?limit=1')).toHaveLength(1)
  crm.archiveOwner(olive?.id ?? '')
  expect([await owners('?email=olive%40shop.example'), (await owners('?archived=true')).length]).toEqual([[], 1])
  const one = (path: string) => send('GET', `/crm/owners/2026-09/${path}`)
  expect((await json(owner, one('611?idProperty=userId'))).email).toBe('pat@shop.example')
  expect([(await one('611')).status, (await one('611?idProperty=email')).status]).toEqual([404, 400])
  const token = await tokenWith(crmScopes.filter((it) => it !== 'crm.objects.owners.read'))
  expect((await call('GET', '/crm/owners/2026-09', undefined, token)).status).toBe(403)
})

test('schemas are of custom objects alone, and need a scope of their own', async () => {
  crm.load(clinic)
  const path = '/crm-object-schemas/2026-09/schemas'
  const all = (await json(list(schema), send('GET', path))).results
  expect(all.map(({ name }) => name)).toEqual(['patient_visit', 'treatment'])
  const visit = await json(schema, send('GET', `${path}/p_patient_visit`))
  expect(visit).toMatchObject({
    ...{ fullyQualifiedName: `p${portalId}_patient_visit`, primaryDisplayProperty: 'visit_title' },
    ...{ requiredProperties: ['visit_title', 'visit_date'], labels: { singular: 'Patient visit' } },
  })
  expect(visit.objectTypeId).toMatch(/^2-\d+$/)
  expect(visit.properties.map(({ name }) => name)).not.toContain('diagnosis')
  const bare = await json(schema, send('GET', `${path}/${visit.objectTypeId}?includePropertyDefinitions=false`))
  expect([bare.properties, bare.associations.length > 0]).toEqual([[], true])
  expect((await send('GET', `${path}/contacts`)).status).toBe(404)
  const without = ['crm.schemas.custom.read', 'crm.objects.custom.read']
  const token = await tokenWith(crmScopes.filter((it) => !without.includes(it)))
  expect((await call('GET', path, undefined, token)).status).toBe(403)
})

test('the account says its time zone and its currencies', async () => {
  crm.load(shop)
  const body: unknown = await (await send('GET', '/account-info/2026-09/details')).json()
  expect(body).toMatchObject({ timeZone: 'Europe/Berlin', companyCurrency: 'EUR', additionalCurrencies: ['USD'] })
  expect(body).toHaveProperty('utcOffset', expect.stringMatching(/^\+0[12]:00$/))
  const deal = { dealname: 'D', pipeline: 'default', dealstage: 'closedwon', deal_currency_code: 'USD' }
  expect((await created('deals', deal)).properties.deal_currency_code).toBe('USD')
})

test.each([
  ['shop', shop, 'p_shop_order', 3],
  ['clinic', clinic, 'p_patient_visit', 2],
  ['software firm', software, 'p_subscription', 2],
])('the %s has all its records, associated, and nothing of it counts as written', (_name, account, object, count) => {
  const known = crm.load(account)
  expect(known.size).toBe(account.records.length)
  const records = crm.records(object)
  expect(records).toHaveLength(count)
  expect(
    records.every(
      ({ id }) =>
        crm.associations({ object, id }, 'contacts').length +
          crm.associations({ object, id }, account === software ? 'companies' : 'tickets').length >
        0,
    ),
  ).toBe(true)
  expect(crm.writes).toEqual([])
})
