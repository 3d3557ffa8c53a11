import { describe, expect, test } from 'vitest'
import { shop } from '../../sim/hubspot/accounts/shop'
import { byAnswers, byCode, identifying } from './crm-identity'
import { onCrmStage } from './crm-stage'

/** What stands in the two fields that users are asked about. */
const kept = /1990|SW1A/i

describe('a field that users are asked about', () => {
  test.each<[string, Record<string, unknown>]>([
    ['findContact', { email: 'kim.lee@example.com' }],
    ['findContact', { phone: '+1 646 555 0199' }],
    ['searchRecords', { object: 'contacts', text: 'Kim' }],
    [
      'searchRecords',
      { object: 'contacts', where: [{ all: [{ field: 'First Name', operator: 'is', value: 'Kim' }] }] },
    ],
    ['createContact', { email: 'kim.lee@example.com' }],
    ['createContact', { email: 'kim.lee@example.com', fields: { zip: 'N1' } }],
  ])('is in no answer of %s, asked as %j', async (action, input) => {
    const { stage, kim } = await identifying(byAnswers)
    const answer = JSON.stringify(await stage.bot.callAction(action, input))
    expect(answer).toContain(`"${kim.id}"`)
    expect(answer).not.toMatch(kept)
  })

  test.each<[string, string, Record<string, unknown>]>([
    ['asked for', 'findContact', { email: 'kim.lee@example.com', fields: ['zip'] }],
    ['asked for by label', 'searchRecords', { object: 'contacts', text: 'Kim', fields: ['Date of birth'] }],
    [
      'filtered by',
      'searchRecords',
      { object: 'contacts', where: [{ all: [{ field: 'zip', operator: 'is', value: 'SW1A 1AA' }] }] },
    ],
    [
      'sorted by',
      'searchRecords',
      { object: 'contacts', text: 'Kim', sort: [{ field: 'ZIP', direction: 'ascending' }] },
    ],
  ])('cannot be %s', async (_, action, input) => {
    const { stage } = await identifying(byAnswers)
    stage.startCounting()
    await expect(stage.bot.callAction(action, input)).rejects.toThrow(/no (such )?field/)
    expect(stage.calls().hubspot.filter((call) => /search/.test(call))).toEqual([])
  })

  test('is not looked in for a text', async () => {
    const { stage } = await identifying({ identityCheck: 'answers', identityFields: ['fax', 'zip'] })
    await expect(stage.bot.callAction('searchRecords', { object: 'contacts', text: '555' })).rejects.toThrow(
      /kept from this bot \("Hidden CRM fields", "Identity fields"\)/,
    )
    expect(await stage.bot.callAction('searchRecords', { object: 'companies', text: '555' })).toMatchObject({
      total: 0,
    })
  })

  test('is neither described nor found in the schema, and others of the same name are', async () => {
    const { call } = await onCrmStage({ account: shop, configuration: { ...asking, identityFields: ['zip', 'city'] } })
    const fields = async (object: string) =>
      (await call('describeObject', { object, limit: 100 })).fields.map(({ name }) => name)
    expect(await fields('contacts')).not.toContain('city')
    expect(await fields('contacts')).toContain('customer_number')
    expect(await fields('companies')).toContain('city')
    const { hits } = await call('searchSchema', { text: 'city' })
    expect(hits).not.toContainEqual(expect.objectContaining({ object: 'contacts', field: 'city' }))
    expect(hits).toContainEqual(expect.objectContaining({ object: 'companies', field: 'city' }))
  })

  test('may be written in a new record', async () => {
    const { call } = await onCrmStage({
      account: shop,
      configuration: { ...asking, crmWrites: 'direct', crmHiddenFields: ['contacts.website'] },
    })
    const contact = (set: Record<string, string>) =>
      call('writeRecord', { operation: 'create', object: 'contacts', set: { email: 'new@customers.example', ...set } })
    expect(await contact({ zip: '10115', website: 'https://x.example' })).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'website' }],
    })
    const made = await contact({ zip: '10115', jobtitle: 'Baker' })
    expect(made).toMatchObject({ status: 'done', record: { fields: { jobtitle: 'Baker' } } })
    expect(made.record?.fields).not.toHaveProperty('zip')
  })

  test.each([
    { ...byAnswers, identityCheck: 'off' },
    { ...byAnswers, ...byCode },
  ])('is shown like any other where nobody is asked: %j', async (configuration) => {
    const { stage } = await identifying(configuration)
    const answer = await stage.bot.callAction('findContact', { email: 'kim.lee@example.com', fields: ['zip'] })
    expect(answer).toMatchObject({ contact: { fields: { zip: 'SW1A 1AA' } } })
  })
})

const asking = { identityCheck: 'answers' as const, identityFields: ['zip', 'customer_number'] }

describe('a new contact', () => {
  const sam = {
    email: 'sam@example.com',
    fields: { 'Postal Code': 'N1 9GU', date_of_birth: '1991-05-04', jobtitle: 'Baker' },
  }

  test('is made with it once the user has agreed to all that is written, and the answer does not show it', async () => {
    const { crm, call } = await identifying({ ...byAnswers, crmWrites: 'confirm' })
    const asked = await call('createContact', { ...sam, messageId: 'msg-1' })
    expect(asked.say).toMatch(/Postal Code "N1 9GU".*Date of birth "1991-05-04"/)
    const done = await call('createContact', { ...sam, messageId: 'msg-2', confirmation: asked.confirmation })
    expect(done).toMatchObject({ status: 'done', record: { fields: { email: 'sam@example.com', jobtitle: 'Baker' } } })
    expect(JSON.stringify(done)).not.toMatch(/N1 9GU|1991/)
    expect(crm.records('contacts').at(-1)?.properties).toMatchObject({ zip: 'N1 9GU', date_of_birth: '1991-05-04' })
  })

  test('does not give away who has what HubSpot keeps unique in it', async () => {
    const { stage, crm, call } = await identifying({ ...asking })
    crm.defineProperty('contacts', { name: 'customer_number', label: 'Customer number', unique: true })
    const ann = crm.add('contacts', { firstname: 'Ann', email: 'ann@example.com', customer_number: 'K-2001' })
    const guess = await call('createContact', { email: 'sam@example.com', fields: { customer_number: 'K-2001' } })
    expect(guess).toEqual({
      status: 'invalid',
      problems: [
        {
          field: 'customer_number',
          label: 'Customer number',
          problem: expect.stringContaining('whose it is may not be told'),
        },
      ],
    })
    // By their own address they are found, as anywhere; here by what HubSpot answers, since a number was looked for.
    const hers = { email: 'Ann@example.com', phone: '+16465550100', fields: { customer_number: 'K-2001' } }
    const own = await call('createContact', hers)
    expect(own).toMatchObject({ status: 'existing', record: { id: ann.id } })
    expect(JSON.stringify(own)).not.toContain('K-2001')
    stage.bot.configuration = { ...stage.bot.configuration, identityCheck: 'off' }
    const told = await call('createContact', { email: 'sam@example.com', fields: { customer_number: 'K-2001' } })
    expect(told).toMatchObject({ status: 'existing', record: { id: ann.id } })
  })
})
