import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { later } from './crm-identity'
import { writing } from './crm-writing'

const conversationId = 'conv_of_ann'
const all = [...scopes.required, ...scopes.contacts, ...scopes.crm, ...scopes.customObjects]
const made = z.object({ challenge: z.string() })
const event = z.object({ code: z.string(), challenge: z.string() })
const verdict = z.object({ verification: z.string() })

/** Something to write, by object. */
const sets: Record<string, Record<string, string>> = {
  contacts: { 'Job title': 'Baker' },
  companies: { city: 'Elsewhere' },
  tickets: { content: 'It is worse now.' },
  Orders: { 'Tracking number': 'T-77' },
}

/** The shop, whose bot verifies by codes, and what it changes. */
async function updating(configuration: Record<string, unknown> = {}) {
  const given = await writing({ scopes: all, configuration: { identityCheck: 'code', ...configuration } })
  const { stage, crm, call } = given
  const ids = crm.load(shop)
  crm.writes.length = 0
  const id = (key: string) => ids.get(key) ?? ''
  const verificationOf = async (key: string) => {
    const whom = { contactId: id(key), conversationId }
    const { challenge } = made.parse(await stage.bot.callAction('createVerificationCode', { ...whom, via: 'email' }))
    const sent = stage.botpress.events(stage.bot).flatMap(({ payload }) => event.safeParse(payload).data ?? [])
    const { code } = sent.find((one) => one.challenge === challenge) ?? {}
    return verdict.parse(await stage.bot.callAction('verifyContact', { ...whom, challenge, code })).verification
  }
  const update = (object: string, recordId: string, more: Record<string, unknown>) =>
    call('writeRecord', { operation: 'update', object, id: recordId, set: sets[object] ?? {}, conversationId, ...more })
  return { ...given, id, verificationOf, update }
}

describe('with the verification of a contact', () => {
  test('the contact is changed, at the price of reading it first', async () => {
    const { stage, crm, call, id, verificationOf } = await updating()
    const verification = await verificationOf('ann')
    const change = (changes: Record<string, string>) =>
      call('updateContact', { contactId: id('ann'), changes, verification: ` ${verification} `, conversationId })
    await change({ 'Job title': 'Cook' })
    stage.startCounting()
    const answer = await change({ jobtitle: 'Baker', Newsletter: 'yes', phone: '+49 30 555 0180' })
    expect(stage.calls().hubspot).toEqual([
      expect.stringMatching(/^GET .*contacts/),
      expect.stringMatching(/^PATCH .*contacts/),
    ])
    expect(answer).toMatchObject({
      status: 'done',
      record: { id: id('ann'), object: 'contacts', fields: { jobtitle: 'Baker', phone: '+49305550180' } },
    })
    expect(crm.record('contacts', id('ann')).properties).toMatchObject({ jobtitle: 'Baker', newsletter: 'true' })
  })

  test.each([
    ['tickets', 'broken-lamp'],
    ['Orders', 'order-1'],
  ])('a record of %s that it is associated with is changed', async (object, key) => {
    const { crm, id, verificationOf, update } = await updating()
    const answer = await update(object, id(key), { verification: await verificationOf('ann') })
    expect(answer).toMatchObject({ status: 'done', record: { id: id(key) } })
    expect(crm.writes).toEqual([expect.objectContaining({ operation: 'update', id: id(key) })])
  })

  test('a contact that was merged into it is changed', async () => {
    const { crm, id, verificationOf, update } = await updating()
    crm.merge('contacts', id('ann'), id('bob'))
    const answer = await update('contacts', id('bob'), { verification: await verificationOf('ann') })
    expect(answer).toMatchObject({ status: 'done', record: { id: id('ann') } })
  })

  test('the user is asked, by the name of the record, and exactly that is changed', async () => {
    const { crm, call, id, conversation, verificationOf } = await updating({ crmWrites: 'confirm' })
    const verification = await verificationOf('ann')
    const { say } = await conversation()
    await say('Please change it')
    const name = crm.record('contacts', id('ann')).properties
    const input = { contactId: id('ann'), changes: { 'Job title': 'Baker' }, verification, conversationId }
    const first = await call('updateContact', { ...input, messageId: 'msg_1' })
    expect(first).toMatchObject({
      status: 'needsConfirmation',
      say: `Shall I change the contact "${name.firstname} ${name.lastname}" so that it has Job Title "Baker"?`,
    })
    const confirmed = { ...input, messageId: 'msg_2', confirmation: first.confirmation }
    const other = await call('updateContact', { ...confirmed, changes: { 'Job title': 'Cook' } })
    expect(other.status).toBe('needsConfirmation')
    expect(crm.writes).toEqual([])
    expect(await call('updateContact', confirmed)).toMatchObject({ status: 'done' })
    await expect(call('updateContact', confirmed)).rejects.toThrow(/used already/)
    expect(crm.writes).toHaveLength(1)
  })

  test('a stage is one of the pipeline that the record is in; a pipeline alone leads to its first open stage', async () => {
    const { crm, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    const ticket = id('broken-lamp')
    crm.update('tickets', ticket, { hs_pipeline: '5101', hs_pipeline_stage: '5102' })
    const places = () => {
      const { hs_pipeline: pipeline, hs_pipeline_stage: stage } = crm.record('tickets', ticket).properties
      return [pipeline, stage]
    }
    const [first, ...others] = crm.type('tickets').pipelines.find(({ id: one }) => one === '5101')?.stages ?? []
    const last = others.at(-1)
    expect(first?.id).toBe('5102')
    await update('tickets', ticket, { verification, set: { 'Ticket status': last?.label ?? '' } })
    expect(places()).toEqual(['5101', last?.id])
    crm.writes.length = 0
    const still = await update('tickets', ticket, { verification, set: { hs_pipeline: 'Returns' } })
    expect(still).toMatchObject({ status: 'invalid', problems: [{ field: 'set', problem: /nothing to change/ }] })
    await update('tickets', ticket, { verification, set: { Pipeline: 'Support' } })
    expect(places()).toEqual(['0', '1'])
  })

  test('links are added to those that there are', async () => {
    const { crm, id, verificationOf, update } = await updating()
    crm.defineAssociation({ from: 'tickets', to: 'contacts', label: 'Complains' })
    const verification = await verificationOf('ann')
    const link = { object: 'contacts', id: id('ann'), label: 'Complains' }
    const ticket = { object: 'tickets', id: id('broken-lamp') }
    const labels = () =>
      crm
        .associations(ticket, 'contacts')
        .find((one) => one.id === id('ann'))
        ?.types.map(({ label }) => label)
    expect(labels()).toEqual([undefined])
    for (let at = 0; at < 2; at += 1) {
      const answer = await update('tickets', ticket.id, { verification, set: {}, associate: [link] })
      expect(answer).toMatchObject({ status: 'done' })
    }
    expect(labels()).toEqual([undefined, 'Complains'])
    expect(crm.writes.map(({ operation }) => operation)).toEqual(['associate'])
  })

  test('no record is claimed by a link', async () => {
    const { crm, id, verificationOf, update, call } = await updating()
    const associate = [{ object: 'Orders', id: id('order-3') }]
    const problem = { field: 'associate.0', problem: expect.stringMatching(/cannot be linked/) }
    const verification = await verificationOf('ann')
    expect(await update('contacts', id('ann'), { verification, associate })).toMatchObject({
      status: 'invalid',
      problems: [problem],
    })
    const contact = { operation: 'create', object: 'contacts', set: { email: 'new@customers.example' }, associate }
    expect(await call('writeRecord', contact)).toMatchObject({ status: 'invalid', problems: [problem] })
    expect(crm.writes).toEqual([])
  })

  test.each<[string, object, object]>([
    ['a value that another has', { set: { 'Customer number': 'K-2001' } }, { field: 'Customer number' }],
    ['an option', { set: { 'Ticket status': 'Lost' } }, {}],
    ['nothing', { set: {} }, { field: 'set', problem: expect.stringMatching(/nothing to change/) }],
    ['a read-only field', { set: { 'Loyalty points': '7' } }, { field: 'Loyalty points' }],
  ])('the user is asked about %s', async (_, input, problem) => {
    const { crm, id, verificationOf, update } = await updating()
    const answer = await update('contacts', id('bob'), { verification: await verificationOf('bob'), ...input })
    expect(answer).toMatchObject({ status: 'invalid', problems: [problem] })
    expect(crm.writes).toEqual([])
  })

  test('what is unclear is done again, which changes nothing more', async () => {
    const { stage, crm, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    stage.hubspot.faults.add({ method: 'PATCH', path: /\/contacts\//, drop: 'after', times: 1 })
    expect(await update('contacts', id('ann'), { verification })).toMatchObject({ status: 'done' })
    stage.hubspot.faults.add({ method: 'PATCH', path: /\/contacts\//, status: 502 })
    await expect(update('contacts', id('ann'), { verification })).rejects.toThrow(/may have been done, or not/)
    expect(crm.record('contacts', id('ann')).properties.jobtitle).toBe('Baker')
  })

  test('values that were changed are not said to be undone when a link fails', async () => {
    const { crm, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    const associate = [{ object: 'companies', id: '999999' }]
    await expect(update('tickets', id('broken-lamp'), { verification, associate })).rejects.toThrow(
      /values were changed, but the record could not be linked/,
    )
    expect(crm.record('tickets', id('broken-lamp')).properties.content).toBe('It is worse now.')
  })
})

describe('nothing is changed', () => {
  test.each([
    ['contacts', 'bob', /"verification" is of another contact\. Do not try again/],
    ['companies', 'hotel', /"verification" is of a contact that this record is not associated with/],
    ['Orders', 'order-3', /not associated with/],
    ['tickets', 'nowhere', /not associated with/],
    ['contacts', 'nowhere', /of another contact/],
  ])('of %s of somebody else: %s', async (object, key, words) => {
    const { crm, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    await expect(update(object, id(key) || '999999', { verification })).rejects.toThrow(words)
    expect(crm.writes).toEqual([])
  })

  test('once a record is not theirs any more', async () => {
    const { crm, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    crm.merge('contacts', id('bob'), id('ann'))
    await expect(update('contacts', id('bob'), { verification })).rejects.toThrow(/of another contact/)
  })

  test('in another conversation, or without one', async () => {
    const { id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    const elsewhere = (conversation: string) =>
      update('contacts', id('ann'), { verification, conversationId: conversation })
    await expect(elsewhere('conv_other')).rejects.toThrow(/is none of this conversation/)
    await expect(elsewhere(' ')).rejects.toThrow(/"conversationId" is missing/)
  })

  test('after fifteen minutes', async () => {
    const { id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    const change = () => update('contacts', id('ann'), { verification })
    await expect(later(901_000, change)).rejects.toThrow(/is too old.*verifyContact/)
    expect(await later(890_000, change)).toMatchObject({ status: 'done' })
  })

  test('with a verification that was altered, made up, or left out', async () => {
    const { id, verificationOf, update } = await updating()
    const [, endsAt, signature] = (await verificationOf('ann')).split('.')
    for (const verification of [
      `${id('bob')}.${endsAt}.${signature}`,
      `${id('ann')}.zzzzzzzz.${signature}`,
      'verified',
      '...',
    ]) {
      for (const key of ['ann', 'bob']) {
        await expect(update('contacts', id(key), { verification })).rejects.toThrow(/is none of this conversation/)
      }
    }
    for (const verification of [undefined, ' ']) {
      await expect(update('contacts', id('ann'), { verification })).rejects.toThrow(/is missing.*verifyContact/)
    }
  })

  test('while nobody is checked, and while nothing is written at all', async () => {
    const unchecked = await updating({ identityCheck: 'off' })
    await expect(unchecked.update('contacts', unchecked.id('ann'), { verification: 'x' })).rejects.toThrow(
      /nothing was written.*Do not try again.*set "Identity check"/,
    )
    const off = await updating({ crmWrites: 'off' })
    const verification = await off.verificationOf('ann')
    await expect(off.update('contacts', off.id('ann'), { verification })).rejects.toThrow(/switched off/)
  })

  test('of a field that users are asked about', async () => {
    const { stage, crm, id, update } = await updating({ identityCheck: 'answers', identityFields: ['zip', 'city'] })
    crm.update('contacts', id('ann'), { zip: '10115', city: 'Berlin' })
    const asked = { contactId: id('ann'), conversationId, answers: { zip: '10115', city: 'Berlin' } }
    const { verification } = verdict.parse(await stage.bot.callAction('verifyContact', asked))
    const answer = await update('contacts', id('ann'), { verification, set: { zip: '20095', jobtitle: 'Baker' } })
    expect(answer).toMatchObject({ status: 'invalid', problems: [{ field: 'zip' }] })
    expect(crm.record('contacts', id('ann')).properties).not.toHaveProperty('jobtitle')
  })
})
