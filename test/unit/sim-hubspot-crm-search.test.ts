import { describe, expect, test } from 'vitest'
import { created, crm, failure, found, ids, objects, open, record, search, send } from './sim-hubspot-crm-rig'
import { json, sim, start } from './sim-hubspot-rig'

const unhurried = () => {
  sim.settings.searchesPerSecond = Number.POSITIVE_INFINITY
}
const statusOf = async (object: string, body: unknown) => {
  unhurried()
  return (await search(object, body)).status
}
const filter = (propertyName: string, operator: string, more: object = {}) => ({ propertyName, operator, ...more })
const known = filter('firstname', 'HAS_PROPERTY')

test('a search without anything finds all, oldest first, ten to the page', async () => {
  for (const name of ['A', 'B', 'C'])
    crm.add('companies', { name }, { createdAt: Date.UTC(2026, 0, name.charCodeAt(0)) })
  crm.add('companies', { name: 'Oldest' }, { createdAt: 0 })
  const archived = crm.add('companies', { name: 'Gone' })
  crm.archive('companies', archived.id)
  const { results, total } = await json(found, search('companies', {}))
  expect([results.map(({ properties }) => properties.name), total]).toEqual([['Oldest', 'A', 'B', 'C'], 4])
  const page = await json(found, search('companies', { limit: 3 }))
  expect([page.results.length, page.paging?.next.after, page.total]).toEqual([3, '3', 4])
  const rest = await json(found, search('companies', { limit: 3, after: '3', properties: ['city', 'nonsense'] }))
  expect(rest.results.map(({ properties }) => Object.keys(properties).toSorted())).toEqual([
    ['city', 'createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  ])
  expect([rest.paging, rest.results[0]?.properties.city]).toEqual([undefined, null])
})

test('two hundred to the page at most, and nothing past ten thousand', async () => {
  for (let index = 0; index < 201; index += 1) crm.add('companies', { name: `N${index}` })
  expect((await json(found, search('companies', { limit: 200 }))).results).toHaveLength(200)
  expect(await statusOf('companies', { limit: 201 })).toBe(400)
  expect(await statusOf('companies', { limit: 200, after: '9800' })).toBe(200)
  expect(await statusOf('companies', { limit: 200, after: '9801' })).toBe(400)
})

test('five groups of six filters, eighteen in all, three thousand characters, one order', async () => {
  const groups = (...sizes: number[]) => ({ filterGroups: sizes.map((size) => ({ filters: Array(size).fill(known) })) })
  expect(await statusOf('contacts', groups(6, 6, 6))).toBe(200)
  expect(await statusOf('contacts', groups(1, 1, 1, 1, 1))).toBe(200)
  for (const body of [
    groups(7),
    groups(1, 1, 1, 1, 1, 1),
    groups(6, 6, 6, 1),
    groups(0),
    { query: 'x'.repeat(3001) },
    { filterGroups: [{ filters: [filter('firstname', 'IN', { values: ['x'.repeat(3000)] })] }] },
    { sorts: ['firstname', 'lastname'] },
  ]) {
    expect(await statusOf('contacts', body)).toBe(400)
  }
})

describe('operators', () => {
  const add = () => {
    const ann = crm.add('contacts', { firstname: 'Ann-Marie', lifecyclestage: 'lead', email: 'ann@work.example' })
    const bob = crm.add('contacts', { firstname: 'Bob', lastname: 'Lee', lifecyclestage: 'customer' })
    return { ann: ann.id, bob: bob.id }
  }

  test('texts compare in any case, but IN wants lower case; options compare exactly', async () => {
    const { ann, bob } = add()
    const one = (...args: Parameters<typeof filter>) => ids('contacts', filter(...args))
    expect(await one('firstname', 'EQ', { value: 'bOB' })).toEqual([bob])
    expect(await one('firstname', 'IN', { values: ['bob'] })).toEqual([bob])
    expect(await one('firstname', 'IN', { values: ['Bob'] })).toEqual([])
    expect(await one('lifecyclestage', 'EQ', { value: 'lead' })).toEqual([ann])
    expect(await one('lifecyclestage', 'EQ', { value: 'Lead' })).toEqual([])
    expect(await one('lifecyclestage', 'IN', { values: ['LEAD', 'customer'] })).toEqual([bob])
  })

  test('tokens are whole words, with wildcards where one asks for them', async () => {
    const { ann, bob } = add()
    const one = (value: string, name = 'firstname') => ids('contacts', filter(name, 'CONTAINS_TOKEN', { value }))
    expect([await one('marie'), await one('mar'), await one('mar*'), await one('*arie')]).toEqual([
      [ann],
      [],
      [ann],
      [ann],
    ])
    expect(await one('work', 'email')).toEqual([ann])
    expect(await ids('contacts', filter('lastname', 'HAS_PROPERTY'))).toEqual([bob])
    expect(await ids('contacts', filter('lastname', 'NOT_HAS_PROPERTY'))).toEqual([ann])
  })

  test('"is not" leaves out who has no value, unless HubSpot is otherwise', async () => {
    const { ann } = add()
    const isNot = filter('lastname', 'NEQ', { value: 'lee' })
    expect(await ids('contacts', isNot)).toEqual([])
    sim.properties.negationsMatchEmpty = true
    expect(await ids('contacts', isNot)).toEqual([ann])
  })

  test('numbers and times compare as such, times in epoch ms', async () => {
    const deal = (amount: string, closedate: string) =>
      crm.add('deals', { dealname: amount, pipeline: 'default', dealstage: 'closedwon', amount, closedate }).id
    const [small, large] = [deal('9', '2026-01-01'), deal('100', '2026-02-01')]
    const one = (...args: Parameters<typeof filter>) => ids('deals', filter(...args))
    expect(await one('amount', 'GT', { value: '10' })).toEqual([large])
    expect(await one('amount', 'BETWEEN', { value: '9', highValue: '100' })).toEqual([small, large])
    expect(await one('closedate', 'LT', { value: String(Date.UTC(2026, 0, 2)) })).toEqual([small])
    expect(await one('hs_object_id', 'IN', { values: [large] })).toEqual([large])
    const order = async (sorts: unknown[]) =>
      (await json(found, search('deals', { sorts }))).results.map(({ id }) => id)
    expect(await order([{ propertyName: 'amount', direction: 'DESCENDING' }])).toEqual([large, small])
    expect(await order(['-amount'])).toEqual([large, small])
    expect(await order(['amount'])).toEqual([small, large])
  })

  test.each([
    ['contacts', filter('nonsense', 'HAS_PROPERTY')],
    ['contacts', filter('firstname', 'HAS_PROPERTY', { value: '' })],
    ['contacts', filter('firstname', 'EQ')],
    ['contacts', filter('firstname', 'EQ', { value: '' })],
    ['contacts', filter('firstname', 'IN', { value: 'a' })],
    ['contacts', filter('firstname', 'EQ', { values: ['a'] })],
    ['contacts', filter('firstname', 'LT', { value: 'a' })],
    ['contacts', filter('lifecyclestage', 'CONTAINS_TOKEN', { value: 'lead' })],
    ['contacts', filter('createdate', 'GT', { value: '2026-01-01' })],
    ['contacts', filter('firstname', 'LIKE', { value: 'a' })],
    ['deals', filter('amount', 'BETWEEN', { value: '1' })],
    ['deals', filter('amount', 'GT', { value: 'ten' })],
  ])('in %s, %j is refused', async (object, it) => {
    expect(await statusOf(object, { filterGroups: [{ filters: [it] }] })).toBe(400)
  })
})

test('words are looked for where HubSpot looks, or where the schema of a custom object says', async () => {
  const { id } = crm.add('contacts', { firstname: 'Ann', city: 'Hamburg', email: 'ann@work.example' })
  crm.defineObject({
    ...{ name: 'order', labels: { singular: 'Order', plural: 'Orders' }, primaryDisplayProperty: 'number' },
    searchableProperties: ['note'],
    properties: [{ name: 'number' }, { name: 'note' }],
  })
  const order = crm.add('p_order', { number: 'L-1', note: 'A lamp for Ann' })
  const hits = async (object: string, query: string) => {
    unhurried()
    return (await json(found, search(object, { query }))).results.map((it) => it.id)
  }
  expect([await hits('contacts', 'ANN'), await hits('contacts', 'ann@work.example')]).toEqual([[id], [id]])
  expect([await hits('contacts', 'hamburg'), await hits('contacts', 'ann lee')]).toEqual([[], []])
  expect([await hits('p_order', 'lamp'), await hits('p_order', 'L-1')]).toEqual([[order.id], []])
})

test('what is associated filters objects of HubSpot’s own, and no custom ones', async () => {
  const { typeId } = crm.defineObject({
    ...{ name: 'order', labels: { singular: 'Order', plural: 'Orders' }, primaryDisplayProperty: 'number' },
    ...{ properties: [{ name: 'number' }], associatedObjects: ['contacts'] },
  })
  const ann = crm.add('contacts', { firstname: 'Ann' })
  const ticket = { subject: 'Lamp', hs_pipeline: '0', hs_pipeline_stage: '1' }
  const { id } = crm.add('tickets', ticket, { associate: [{ object: 'contacts', id: ann.id }] })
  crm.add('tickets', ticket)
  expect(await ids('tickets', filter('associations.contact', 'EQ', { value: ann.id }))).toEqual([id])
  expect(await ids('contacts', filter('associations.tickets', 'EQ', { value: id }))).toEqual([ann.id])
  const refused = { filterGroups: [{ filters: [filter('associations.contacts', 'EQ', { value: ann.id })] }] }
  expect(await statusOf(typeId, refused)).toBe(400)
  const other = { filterGroups: [{ filters: [filter('associations.p_order', 'EQ', { value: '1' })] }] }
  expect(await statusOf('contacts', other)).toBe(400)
})

test('the index lags behind: a search does not know of what was written, a read does', async () => {
  let now = Date.now()
  await start({ now: () => now })
  await open()
  unhurried()
  crm.setSearchLag(60_000)
  const { id } = await created('companies', { name: 'Firm' })
  const named = (value: string) => ids('companies', filter('name', 'EQ', { value }))
  expect([await named('firm'), (await send('GET', `${objects}/companies/${id}`)).status]).toEqual([[], 200])
  now += 60_000
  expect(await named('firm')).toEqual([id])
  await send('PATCH', `${objects}/companies/${id}`, { properties: { name: 'Company' } })
  expect([await named('firm'), await named('company')]).toEqual([[id], []])
  now += 60_000
  expect([await named('firm'), await named('company')]).toEqual([[], [id]])
})

test('the sixth search of a portal within a second is one too many, of whichever object', async () => {
  let now = Date.now()
  await start({ now: () => now })
  await open()
  const answers = []
  for (const object of ['contacts', 'companies', 'deals', 'tickets', 'users', 'contacts']) {
    answers.push((await search(object, {})).status)
  }
  expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  const body: unknown = await (await search('contacts', {})).json()
  expect(body).toMatchObject({ policyName: 'SECONDLY', message: 'You have reached your secondly limit.' })
  expect((await send('GET', `${objects}/contacts/1`)).status).toBe(404)
  now += 1000
  expect((await search('contacts', {})).status).toBe(200)
})

test.each([
  ['+33655555555', '655555555', '+33655555555'],
  ['513-227-1572', '5132271572', undefined],
  ['+5511999999999', '11999999999', '+5511999999999'],
  ['08180854296', '8180854296', undefined],
  ['00004', '4', undefined],
  ['(877) 829-06966777', '87782906966777', undefined],
])('of the number %s the search knows %s', async (phone, searchable, full) => {
  const { id } = crm.add('contacts', { lastname: 'Example', mobilephone: phone, phone })
  for (const kind of ['phone', 'mobile']) {
    expect(
      await ids('contacts', filter(`hs_searchable_calculated_${kind}_number`, 'EQ', { value: searchable })),
    ).toEqual([id])
  }
  const path = `${objects}/contacts/${id}?properties=hs_calculated_phone_number`
  expect((await json(record, send('GET', path))).properties.hs_calculated_phone_number).toBe(full ?? null)
})

test('the country of the contact tells how to read its number', () => {
  const { id } = crm.add('contacts', { lastname: 'Example', phone: '(312) 555-0143', country: 'United States' })
  expect(crm.view('contacts', id)).toMatchObject({
    hs_calculated_phone_number: '+13125550143',
    hs_calculated_phone_number_country_code: 'US',
  })
})

test('a filter by a property that is gone names it', async () => {
  crm.changeProperty('contacts', 'city', { archived: true })
  const { errors } = await json(
    failure,
    search('contacts', { filterGroups: [{ filters: [filter('city', 'HAS_PROPERTY')] }] }),
    400,
  )
  expect(errors).toMatchObject([{ code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['city'] } }])
})
