import { describe, expect, test, vi } from 'vitest'
import { contactByEmail, contactsByPhone, createContact } from '../../../src/hubspot/contacts'
import { nockHubSpot, refusal, soon } from './nock-hubspot'
import { caller } from './objects-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const base = '/crm/objects/2026-09/contacts'
const kim = { id: '51', properties: { email: 'kim+a/b@customers.example', phone: null } }
const phone = { e164: '+15550100000', national: '5550100000' }

describe('a contact by e-mail address', () => {
  test('is asked for by the address, every character of it', async () => {
    hubspot().get(`${base}/kim%2Ba%2Fb%40customers.example`).query({ idProperty: 'email' }).reply(200, kim)
    expect(await contactByEmail(caller, 'kim+a/b@customers.example', soon())).toEqual(kim)
  })

  test('is undefined when there is none', async () => {
    hubspot().get(`${base}/kim%40customers.example`).query(true).reply(404, { category: 'OBJECT_NOT_FOUND' })
    expect(await contactByEmail(caller, 'kim@customers.example', soon())).toBeUndefined()
  })

  test('is an error when HubSpot refuses to tell', async () => {
    hubspot().get(`${base}/kim%40customers.example`).query(true).reply(403)
    expect(await refusal(contactByEmail(caller, 'kim@customers.example', soon()))).toMatchObject({ status: 403 })
  })
})

type Filter = { propertyName: string; operator: string; value: string }
type Search = { filterGroups: { filters: Filter[] }[]; properties: string[]; sorts: string[] }

describe('contacts by phone number', () => {
  const filtersOf = (body: Search) => body.filterGroups.map(({ filters }) => filters.map((one) => Object.values(one)))

  test('are searched in both properties, as stored and without the country code, oldest first', async () => {
    let asked: Search | undefined
    hubspot()
      .post(`${base}/search`, (body: Search) => {
        asked = body
        return true
      })
      .reply(200, { total: 1, results: [kim] })
    expect(await contactsByPhone(caller, phone, soon())).toMatchObject([kim])
    expect(asked && filtersOf(asked)).toEqual([
      [['phone', 'EQ', '+15550100000']],
      [['mobilephone', 'EQ', '+15550100000']],
      [['hs_searchable_calculated_phone_number', 'EQ', '5550100000']],
      [['hs_searchable_calculated_phone_number', 'CONTAINS_TOKEN', '*5550100000']],
      [['hs_searchable_calculated_mobile_number', 'CONTAINS_TOKEN', '*5550100000']],
    ])
    expect(asked).toMatchObject({
      sorts: [{ propertyName: 'createdate', direction: 'ASCENDING' }],
      properties: ['phone', 'mobilephone', 'hs_calculated_phone_number', 'hs_calculated_mobile_number', 'createdate'],
    })
  })

  test('are searched as stored alone when HubSpot does not know the searchable properties', async () => {
    hubspot().post(`${base}/search`).reply(400, { message: 'There is no such property' })
    hubspot()
      .post(`${base}/search`, (body: Search) => body.filterGroups.length === 2)
      .reply(200, { results: [] })
    expect(await contactsByPhone(caller, phone, soon())).toEqual([])
  })

  test('are an error when the second search is refused as well', async () => {
    hubspot().post(`${base}/search`).times(2).reply(400, { message: 'no' })
    expect(await refusal(contactsByPhone(caller, phone, soon()))).toMatchObject({ status: 400 })
  })
})

describe('creating a contact', () => {
  test('sends its properties', async () => {
    hubspot()
      .post(base, { properties: { email: 'kim@customers.example', firstname: 'Kim' } })
      .reply(201, { id: 52, properties: { email: 'kim@customers.example' } })
    const properties = { email: 'kim@customers.example', firstname: 'Kim' }
    expect((await createContact(caller, properties, soon())).id).toBe('52')
  })

  test('is not repeated when it may have happened', async () => {
    hubspot().post(base).once().reply(502)
    expect(await refusal(createContact(caller, { firstname: 'Kim' }, soon()))).toMatchObject({ outcome: 'unclear' })
  })

  test('names the contact that has the address already', async () => {
    hubspot().post(base).reply(409, { message: 'Contact already exists. Existing ID: 51', category: 'CONFLICT' })
    expect(await refusal(createContact(caller, { email: 'kim@customers.example' }, soon()))).toMatchObject({
      status: 409,
      existingId: '51',
    })
  })
})
