import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { create, created, crm, crmScopes, failure, objects, record, send, tokenWith } from './sim-hubspot-crm-rig'
import { call, json } from './sim-hubspot-rig'

const way = z.object({ category: z.string(), typeId: z.number(), label: z.string().nullable() })
const link = z.object({ toObjectId: z.string(), associationTypes: z.array(way) })
const links = z.looseObject({
  results: z.array(link),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
})
const ticket = { subject: 'Lamp', hs_pipeline: '0', hs_pipeline_stage: '1' }
const spec = (associationTypeId: number, associationCategory = 'HUBSPOT_DEFINED') => ({
  associationCategory,
  associationTypeId,
})
const to = (id: string, ...types: number[]) => ({ to: { id }, types: types.map((type) => spec(type)) })

let ann: string
let firm: string

beforeEach(() => {
  ann = crm.add('contacts', { email: 'ann@work.example' }).id
  firm = crm.add('companies', { name: 'Firm' }).id
})

const read = async (from: string, kind: string) =>
  (await json(links, send('GET', `${objects}/${from}/associations/${kind}`))).results

describe('associations in a create', () => {
  test('are there at once, from both ends', async () => {
    const { id } = await created('tickets', ticket, [to(ann, 16), to(firm, 339)])
    const plain = { category: 'HUBSPOT_DEFINED', label: null }
    expect(await read(`tickets/${id}`, 'contacts')).toEqual([
      { toObjectId: ann, associationTypes: [{ ...plain, typeId: 16 }] },
    ])
    expect(await read(`contacts/${ann}`, 'tickets')).toEqual([
      { toObjectId: id, associationTypes: [{ ...plain, typeId: 15 }] },
    ])
    const path = `${objects}/tickets/${id}?associations=contacts&associations=companies`
    expect((await json(record, send('GET', path))).associations).toEqual({
      contacts: { results: [{ id: ann, type: 'ticket_to_contact' }] },
      companies: { results: [{ id: firm, type: 'ticket_to_company' }] },
    })
  })

  test.each([
    ['the other direction', 'invalid from object type 0-5', () => [to(ann, 15)]],
    ['a type that there is not', 'type 9999 does not exist', () => [to(ann, 9999)]],
    [
      'another category',
      'USER_DEFINED association type 16',
      () => [{ to: { id: ann }, types: [spec(16, 'USER_DEFINED')] }],
    ],
    ['a record that there is not', 'CONTACT with id 17', () => [to('17', 16)]],
    ['a record of another kind', 'CONTACT with id', () => [to(firm, 16)]],
    ['types to two kinds of objects', 'several kinds', () => [to(ann, 16, 339)]],
  ])('are refused for %s, and nothing is made', async (_what, why, associations) => {
    const { message, errors } = await json(failure, create('tickets', ticket, associations()), 400)
    expect([message, errors[0]?.message]).toEqual([
      'One or more associations are invalid',
      expect.stringContaining(why),
    ])
    expect(crm.records('tickets')).toEqual([])
  })

  test('need the scope of the other end, too', async () => {
    const token = await tokenWith(crmScopes.filter((it) => it !== 'crm.objects.contacts.write'))
    const body = { properties: ticket, associations: [to(ann, 16)] }
    expect((await call('POST', `${objects}/tickets`, body, token)).status).toBe(403)
    expect(crm.records('tickets')).toEqual([])
  })

  test('do not lead to an archived record', async () => {
    crm.archive('contacts', ann)
    expect((await create('tickets', ticket, [to(ann, 16)])).status).toBe(400)
  })
})

test('the default is chosen by HubSpot, and both directions are told', async () => {
  const body = await json(
    z.looseObject({ results: z.array(z.unknown()) }),
    send('PUT', `${objects}/contacts/${ann}/associations/default/companies/${firm}`),
  )
  expect(body.results).toEqual([
    { from: { id: ann }, to: { id: firm }, associationSpec: spec(279) },
    { from: { id: firm }, to: { id: ann }, associationSpec: spec(280) },
  ])
  expect((await send('PUT', `${objects}/contacts/${ann}/associations/default/users/1`)).status).toBe(403)
  expect((await send('PUT', `${objects}/contacts/1/associations/default/companies/${firm}`)).status).toBe(400)
})

test('a label comes with the association as such, replaces the labels before, and goes with it', async () => {
  const { id } = crm.defineAssociation({
    from: 'contacts',
    to: 'companies',
    label: 'Manager',
    inverseLabel: 'Managed by',
  })
  const path = `${objects}/contacts/${ann}/associations/companies/${firm}`
  const put = await json(
    z.looseObject({ labels: z.array(z.string()) }),
    send('PUT', path, [spec(id, 'USER_DEFINED')]),
    201,
  )
  expect(put.labels).toEqual(['Manager'])
  const labelsSeen = async (from: string, kind: string) =>
    (await read(from, kind)).flatMap(({ associationTypes }) => associationTypes.map(({ label }) => label))
  expect(await labelsSeen(`contacts/${ann}`, 'companies')).toEqual([null, 'Manager'])
  expect(await labelsSeen(`companies/${firm}`, 'contacts')).toEqual([null, 'Managed by'])
  await send('PUT', path, [spec(1)])
  expect(await labelsSeen(`contacts/${ann}`, 'companies')).toEqual([null, 'Primary'])
  expect((await send('PUT', path, [spec(2)])).status).toBe(400)
  expect((await send('PUT', path, [spec(4)])).status).toBe(400)
  expect((await send('DELETE', path)).status).toBe(204)
  expect([await read(`contacts/${ann}`, 'companies'), await read(`companies/${firm}`, 'contacts')]).toEqual([[], []])
})

test('a contact has one primary company', async () => {
  const other = crm.add('companies', { name: 'Other' }).id
  for (const id of [firm, other])
    await send('PUT', `${objects}/contacts/${ann}/associations/companies/${id}`, [spec(1)])
  const primary = (await read(`contacts/${ann}`, 'companies')).filter(({ associationTypes }) =>
    associationTypes.some(({ label }) => label === 'Primary'),
  )
  expect(primary.map(({ toObjectId }) => toObjectId)).toEqual([other])
})

test('labels are listed for each direction, ids of custom objects being the portal’s own', async () => {
  const { typeId } = crm.defineObject({
    ...{ name: 'order', labels: { singular: 'Order', plural: 'Orders' }, primaryDisplayProperty: 'number' },
    ...{ properties: [{ name: 'number' }], associatedObjects: ['contacts'] },
  })
  const list = async (from: string, kind: string) =>
    (await json(z.object({ results: z.array(way) }), send('GET', `/crm/associations/2026-09/${from}/${kind}/labels`)))
      .results
  expect(await list('contacts', 'companies')).toEqual([
    { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
    { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
  ])
  const [[there], [back]] = [await list(typeId, 'contacts'), await list('contacts', 'p_order')]
  expect([there?.category, there?.label]).toEqual(['USER_DEFINED', null])
  expect(there?.typeId).not.toBe(back?.typeId)
  const wrongWay = [{ to: { id: ann }, types: [spec(back?.typeId ?? 0, 'USER_DEFINED')] }]
  expect((await create(typeId, { number: '1' }, wrongWay)).status).toBe(400)
  const rightWay = [{ to: { id: ann }, types: [spec(there?.typeId ?? 0, 'USER_DEFINED')] }]
  const { id } = await created(typeId, { number: '1' }, rightWay)
  expect((await read(`contacts/${ann}`, typeId)).map(({ toObjectId }) => toObjectId)).toEqual([id])
})

test('many are read in pages, or in a batch that names who has none', async () => {
  const tickets = [1, 2, 3].map(() => crm.add('tickets', ticket, { associate: [{ object: 'contacts', id: ann }] }).id)
  const first = await json(links, send('GET', `${objects}/contacts/${ann}/associations/tickets?limit=2`))
  expect([first.results.map(({ toObjectId }) => toObjectId), first.paging?.next.after]).toEqual([
    tickets.slice(0, 2),
    '2',
  ])
  const batch = (...asked: string[]) =>
    send('POST', '/crm/associations/2026-09/contacts/tickets/batch/read', { inputs: asked.map((id) => ({ id })) })
  const body = z.looseObject({
    results: z.array(z.object({ from: z.object({ id: z.string() }), to: z.array(link) })),
    errors: z.array(z.looseObject({ subCategory: z.string() })).default([]),
  })
  const all = await json(body, batch(ann))
  expect(all.results.map(({ from, to: ends }) => [from.id, ends.length])).toEqual([[ann, 3]])
  const some = await json(body, batch(ann, '17'), 207)
  expect(some.errors.map(({ subCategory }) => subCategory)).toEqual(['crm.associations.NO_ASSOCIATIONS_FOUND'])
})

test('a merged record leaves its associations to the one that stays, an archived one shows no more', async () => {
  const other = crm.add('contacts', { email: 'ann@home.example' }).id
  const { id } = crm.add('tickets', ticket, { associate: [{ object: 'contacts', id: other }] })
  crm.merge('contacts', ann, other)
  expect((await read(`contacts/${ann}`, 'tickets')).map(({ toObjectId }) => toObjectId)).toEqual([id])
  expect((await read(`tickets/${id}`, 'contacts')).map(({ toObjectId }) => toObjectId)).toEqual([ann])
  crm.archive('contacts', ann)
  expect(await read(`tickets/${id}`, 'contacts')).toEqual([])
})
