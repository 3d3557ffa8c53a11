import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { addProcess } from './another-process'
import { writing } from './crm-writing'

/** What a model can be talked into, and must not get by it. */

const conversationId = 'conv_of_ann'
const all = [...scopes.required, ...scopes.contacts, ...scopes.crm, ...scopes.customObjects]
const made = z.object({ challenge: z.string() })
const event = z.object({ code: z.string(), challenge: z.string() })
const verdict = z.object({ verification: z.string() })

/** The shop, whose bot verifies by codes unless the configuration says otherwise. */
async function inTheShop(configuration: Record<string, unknown> = {}) {
  const given = await writing({ scopes: all, configuration: { identityCheck: 'code', ...configuration } })
  const { stage, crm, call } = given
  const ids = crm.load(shop)
  crm.writes.length = 0
  const id = (key: string) => ids.get(key) ?? ''
  const verificationOf = async (contactId: string) => {
    const whom = { contactId, conversationId }
    const { challenge } = made.parse(await stage.bot.callAction('createVerificationCode', { ...whom, via: 'email' }))
    const sent = stage.botpress.events(stage.bot).flatMap(({ payload }) => event.safeParse(payload).data ?? [])
    const { code } = sent.find((one) => one.challenge === challenge) ?? {}
    return verdict.parse(await stage.bot.callAction('verifyContact', { ...whom, challenge, code })).verification
  }
  const write = (input: Record<string, unknown>) => call('writeRecord', { conversationId, ...input })
  return { ...given, id, verificationOf, write }
}

describe('nobody gets a record by', () => {
  test('a value that links a contact to it', async () => {
    const { crm, call, id, verificationOf, write } = await inTheShop()
    crm.defineProperty('contacts', {
      ...{ name: 'associatedcompanyid', label: 'Primary Associated Company ID', type: 'number' },
    })
    crm.defineProperty('contacts', {
      name: 'buys_for',
      label: 'Buys for',
      type: 'number',
      referencedObjectType: 'COMPANY',
    })
    const verification = await verificationOf(id('ann'))
    const problem = { problem: expect.stringContaining('links records') }
    for (const name of ['associatedcompanyid', 'Buys for']) {
      const values = { [name]: id('hotel') }
      const changed = await call('updateContact', {
        contactId: id('ann'),
        changes: values,
        verification,
        conversationId,
      })
      expect(changed).toMatchObject({ status: 'invalid', problems: [problem] })
      const created = await call('createContact', { email: 'new@customers.example', fields: values })
      expect(created).toMatchObject({ status: 'invalid', problems: [problem] })
      const set = { email: 'new@customers.example', ...values }
      expect(await write({ operation: 'create', object: 'contacts', set })).toMatchObject({ status: 'invalid' })
    }
    expect(crm.writes).toEqual([])
  })

  test('a merge of their own contact into it, under the ID that they had', async () => {
    const { crm, call, id, verificationOf } = await inTheShop()
    const verification = await verificationOf(id('ann'))
    crm.merge('contacts', id('bob'), id('ann'))
    const change = { contactId: id('ann'), changes: { 'Job title': 'Baker' }, verification, conversationId }
    await expect(call('updateContact', change)).rejects.toThrow(/of another contact/)
    expect(crm.writes).toEqual([])
  })

  test('an ID that is written in another way', async () => {
    const { crm, id, verificationOf, write } = await inTheShop()
    crm.defineAssociation({ from: 'tickets', to: 'contacts', label: 'Complains' })
    const verification = await verificationOf(id('ann'))
    const ticket = { object: 'tickets', id: id('broken-lamp') }
    const link = { object: 'contacts', id: `00${id('ann')}`, label: 'Complains' }
    const answer = await write({ operation: 'update', ...ticket, set: {}, verification, associate: [link] })
    expect(answer).toMatchObject({ status: 'done' })
    const [linked] = crm.associations(ticket, 'contacts').filter((one) => one.id === id('ann'))
    expect(linked?.types.map(({ label }) => label)).toEqual([undefined, 'Complains'])
  })

  test('a guess at what is unique: whose it is stands in no answer', async () => {
    const { stage, write } = await inTheShop({ identityCheck: 'answers', identityFields: ['customer_number', 'zip'] })
    const message = 'Cannot set PropertyValueCoordinates{objectTypeId=0-1} on 7. 40123 already has that value.'
    const told = [{ isValid: false, message, error: 'CONFLICTING_UNIQUE_VALUE', name: 'customer_number' }]
    stage.hubspot.faults.add({
      ...{ method: 'POST', path: /\/contacts$/, status: 400 },
      body: { category: 'VALIDATION_ERROR', message: `Property values were not valid: ${JSON.stringify(told)}` },
    })
    const set = { email: 'new@customers.example', customer_number: 'K-9' }
    const answer = await write({ operation: 'create', object: 'contacts', set })
    expect(answer).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'customer_number', problem: expect.stringContaining('has this value already') }],
    })
    expect(JSON.stringify(answer)).not.toContain('40123')
  })

  test('a title that somebody else chose in the same moment', async () => {
    const { stage, crm, call } = await inTheShop()
    stage.hubspot.faults.add({ method: 'POST', path: /\/tickets$/, drop: 'before' })
    crm.setSearchLag(0)
    crm.add('tickets', { subject: 'Question', content: 'I owe you 500.', hs_pipeline: '0', hs_pipeline_stage: '1' })
    const mine = call('createTicket', { subject: 'Question', content: 'Where is my lamp?' })
    await expect(mine).rejects.toThrow(/may have been done, or not/)
  })
})

describe('what the configuration keeps from the bot', () => {
  test('is not looked up by whose it is', async () => {
    const { stage, id } = await inTheShop({ crmObjects: ['tickets', 'deals'] })
    const refused = /"CRM objects" in the configuration of this bot does not list/
    const find = (action: string, input: object) => stage.bot.callAction(action, { ...input })
    await expect(find('findTicket', { contactId: id('ann') })).rejects.toThrow(refused)
    await expect(find('findDeal', { companyId: id('hotel') })).rejects.toThrow(refused)
    expect(await find('findTicket', { subject: 'lamp' })).toHaveProperty('tickets')
  })

  test('is not told by what HubSpot demands of it', async () => {
    const { crm, call } = await inTheShop({ crmHiddenFields: ['tickets.vip_level'] })
    const options = [{ label: 'Owes us money', value: 'v1' }]
    crm.defineProperty('tickets', { name: 'vip_level', label: 'VIP', type: 'enumeration', options, required: true })
    const answer = await call('createTicket', { subject: 'Lamp' })
    expect(answer).toMatchObject({ status: 'invalid', problems: [{ field: 'vip_level' }] })
    expect(JSON.stringify(answer)).not.toMatch(/Owes us money|VIP/)
  })

  test('is not linked where it can only be created', async () => {
    const { crm, write } = await inTheShop()
    const { id } = crm.add('tasks', { hs_task_subject: 'Call back', hs_timestamp: '2026-12-01T09:00:00Z' })
    const associate = [{ object: 'tasks', id }]
    const ticket = { operation: 'create', object: 'tickets', set: { Subject: 'Lamp' }, associate }
    await expect(write(ticket)).rejects.toThrow(/create but not read/)
    expect(crm.writes).toEqual([])
  })
})

describe('nothing is made twice by', () => {
  test.each([
    ['an option by its label and by its value', { Occasion: 'A party' }, { occasion: 'p1' }],
    ['a number in two ways', { Total: '50' }, { total: '50.00' }],
  ])('%s', async (_, one, other) => {
    const { stage, crm, write } = await inTheShop()
    crm.setSearchLag(60_000)
    crm.defineProperty('p_shop_order', { name: 'note', label: 'Note' })
    crm.defineProperty('p_shop_order', {
      ...{ name: 'occasion', label: 'Occasion', type: 'enumeration' },
      options: [{ label: 'A party', value: 'p1' }],
    })
    const before = crm.records('p_shop_order').length
    await addProcess(stage)
    const order = (match: Record<string, string>, number: string) => ({
      ...{ operation: 'findOrCreate', object: 'Order', set: { 'Order number': number } },
      match: { Note: 'for the party', ...match },
    })
    await Promise.all([write(order(one, 'L-81')), write(order(other, 'L-82'))])
    expect(crm.records('p_shop_order')).toHaveLength(before + 1)
  })
})

describe('what is thrown, and so logged,', () => {
  test.each<[string, Record<string, unknown>]>([
    ['describeObject', { object: 'kim@customers.example' }],
    ['findContact', { email: 'a@b.example', fields: ['kim@customers.example'] }],
    [
      'searchRecords',
      { object: 'contacts', where: [{ all: [{ field: 'kim@customers.example', operator: 'is', value: 'x' }] }] },
    ],
    ['describeObject', { object: '+49 30 555 0180' }],
  ])('of %s repeats no address and no number: %j', async (action, input) => {
    const { stage } = await inTheShop()
    const thrown = await stage.bot.callAction(action, input).then(
      () => '',
      (error: unknown) => String(error),
    )
    expect(thrown).toMatch(/\[(e-mail|phone)\]/)
    expect(thrown).not.toMatch(/customers\.example|0180/)
  })
})
