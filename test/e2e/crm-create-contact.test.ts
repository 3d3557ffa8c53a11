import { describe, expect, test } from 'vitest'
import { anotherProcess } from './another-process'
import { writing } from './crm-writing'

const kim = { firstName: 'Kim', lastName: 'Lee', phone: '(212) 555-0142', defaultCountry: 'us' }
const number = '+12125550142'

describe('createContact', () => {
  test('makes a contact with its number in full', async () => {
    const { stage, call, made } = await writing()
    const answer = await call('createContact', { ...kim, email: 'Kim@Example.com', company: 'Lee Lamps' })
    const [contact] = made('contacts')
    expect(contact?.properties).toMatchObject({
      firstname: 'Kim',
      lastname: 'Lee',
      phone: number,
      email: 'kim@example.com',
      company: 'Lee Lamps',
    })
    expect(answer).toMatchObject({
      status: 'done',
      record: {
        id: contact?.id,
        url: expect.stringContaining(`/contacts/${stage.portalId}/record/0-1/${contact?.id}`),
        object: 'contacts',
        title: 'Kim Lee',
        fields: { phone: number, email: 'kim@example.com' },
      },
    })
  })

  test.each<[string, object]>([
    ['number alone', kim],
    ['e-mail address alone', { firstName: 'Kim', email: 'kim@example.com' }],
    ['number and e-mail address', { ...kim, email: 'kim@example.com' }],
  ])('confirmed, by %s, costs two calls to HubSpot', async (_, input) => {
    const { stage, call, made, conversation } = await writing({ configuration: { crmWrites: 'confirm' } })
    const chat = await conversation()
    await chat.say('I am new here.')
    const asked = await call('createContact', { ...input, conversationId: chat.id })
    expect(asked).toMatchObject({ status: 'needsConfirmation', say: expect.stringContaining('"Kim"') })
    await chat.say('Yes.')
    stage.startCounting()
    const confirmed = { ...input, conversationId: chat.id, confirmation: asked.confirmation }
    expect(await call('createContact', confirmed)).toMatchObject({ status: 'done' })
    expect(stage.calls().hubspot).toHaveLength(2)
    expect(made('contacts')).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['number', { phone: number }],
    ['e-mail address', { email: 'KIM@example.com' }],
    ['number under "fields"', { fields: { 'Phone Number': number } }],
    ['e-mail address, though another value is wrong', { email: 'kim@example.com', fields: { nonsense: '1' } }],
  ])('gives back whom it finds by %s, at once, unasked, and writes nothing', async (_, input) => {
    const { crm, call, made } = await writing({ configuration: { crmWrites: 'confirm' } })
    const { id } = crm.add('contacts', { firstname: 'Kim', lastname: 'Lee', email: 'kim@example.com', phone: number })
    expect(await call('createContact', { firstName: 'Other', ...input })).toMatchObject({
      status: 'existing',
      record: { id, title: 'Kim Lee', fields: { email: 'kim@example.com' } },
    })
    expect(made('contacts')).toHaveLength(1)
    expect(crm.writes).toEqual([])
  })

  test('makes nothing where several have the number, or number and address are of two', async () => {
    const { crm, call, made } = await writing()
    const first = crm.add('contacts', { firstname: 'Kim', email: 'kim@example.com', phone: number })
    const second = crm.add('contacts', { firstname: 'Sam', email: 'sam@example.com' })
    const named = [`Kim (ID ${first.id})`, `Sam (ID ${second.id})`]
    expect(await call('createContact', { phone: number, email: 'sam@example.com' })).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'phone', allowed: named }],
    })
    crm.update('contacts', second.id, { mobilephone: number })
    expect(await call('createContact', { phone: number })).toMatchObject({ problems: [{ allowed: named }] })
    expect(made('contacts')).toHaveLength(2)
  })

  test('takes whom HubSpot says it has already for the one', async () => {
    const { crm, call } = await writing()
    const { id } = crm.add('contacts', { firstname: 'Kim', email: 'kim@example.com' })
    expect(await call('createContact', { ...kim, email: 'kim@example.com' })).toMatchObject({
      status: 'existing',
      record: { id },
    })
    expect(crm.records('contacts')).toHaveLength(1)
  })

  test.each<[string, object, object]>([
    [
      'a number that is none',
      { phone: 'call me' },
      { field: 'phone', problem: expect.stringContaining('country code') },
    ],
    ['an address that is none', { email: 'kim at example' }, { field: 'email' }],
    ['nothing to know them by', { firstName: 'Kim' }, { field: 'phone' }],
  ])('asks again about %s', async (_, input, problem) => {
    const { call, made } = await writing()
    expect(await call('createContact', { ...input })).toMatchObject({ status: 'invalid', problems: [problem] })
    expect(made('contacts')).toEqual([])
  })

  test('asks for what the account demands of a contact', async () => {
    const { crm, call } = await writing()
    crm.changeProperty('contacts', 'company', { required: true })
    expect(await call('createContact', kim)).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'company', label: expect.any(String) }],
    })
    // Nothing was made, so nothing is remembered.
    expect(await call('createContact', { ...kim, company: 'Lee Lamps' })).toMatchObject({ status: 'done' })
  })
})

describe('while the search does not know of it yet', () => {
  test('whoever was made is given back, and found', async () => {
    const { stage, crm, call, made } = await writing()
    crm.setSearchLag(60_000)
    const { record } = await call('createContact', kim)
    const second = { firstName: 'Kim again', phone: number }
    expect(await call('createContact', second)).toMatchObject({ status: 'existing', record: { id: record?.id } })
    stage.bot.integrationUrls = [(await anotherProcess(stage)).url]
    expect(await call('createContact', second)).toMatchObject({ status: 'existing', record: { id: record?.id } })
    expect(made('contacts')).toHaveLength(1)
    expect(await stage.bot.callAction('findContact', { phone: number })).toMatchObject({
      found: true,
      contact: { id: record?.id },
    })
    crm.archive('contacts', record?.id ?? '')
    expect(await call('createContact', second)).toMatchObject({ status: 'done' })
  })

  test('twenty at once, on three processes, make one', { timeout: 60_000 }, async () => {
    const { stage, crm, call, made } = await writing()
    crm.setSearchLag(60_000)
    const [first = ''] = stage.bot.integrationUrls
    const [second, third] = [await anotherProcess(stage), await anotherProcess(stage)]
    stage.bot.integrationUrls = [first, second.url, third.url]
    const calls = Array.from({ length: 20 }, (_, at) => call('createContact', { ...kim, conversationId: `chat ${at}` }))
    const answers = await Promise.all(calls)
    expect(made('contacts')).toHaveLength(1)
    expect(new Set(answers.map(({ record }) => record?.id)).size).toBe(1)
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 'existing')).toHaveLength(19)
  })

  test('an unclear one by e-mail address is found', async () => {
    const { stage, crm, call, made } = await writing()
    crm.setSearchLag(60_000)
    stage.hubspot.faults.add({ method: 'POST', path: /\/objects\/2026-09\/contacts$/, drop: 'after', times: 1 })
    const answer = await call('createContact', { ...kim, email: 'kim@example.com' })
    expect(answer).toMatchObject({ status: 'done', record: { id: made('contacts')[0]?.id } })
    expect(made('contacts')).toHaveLength(1)
  })

  test('an unclear one by number is not made again, by any process, until search would show it', async () => {
    const { stage, crm, call, made } = await writing()
    crm.setSearchLag(60_000)
    stage.hubspot.faults.add({ method: 'POST', path: /\/objects\/2026-09\/contacts$/, drop: 'after', times: 1 })
    await expect(call('createContact', kim)).rejects.toThrow(/may have been done.*Find Contact/)
    stage.bot.integrationUrls = [(await anotherProcess(stage)).url]
    await expect(call('createContact', kim)).rejects.toThrow(/may have been made a moment ago/)
    crm.setSearchLag(0)
    crm.update('contacts', made('contacts')[0]?.id ?? '', { jobtitle: 'Baker' })
    expect(await call('createContact', kim)).toMatchObject({
      status: 'existing',
      record: { id: made('contacts')[0]?.id },
    })
    expect(made('contacts')).toHaveLength(1)
  })
})
