import { describe, expect, test } from 'vitest'
import { bindingStage, type Input } from './binding-stage'
import { conversationOf } from './crm-writing'

const openReturn = {
  name: 'openReturn',
  description: 'Opens a ticket for what somebody sends back.',
  operation: 'create',
  object: 'tickets',
  inputs: [
    { name: 'what', description: 'What comes back, for example a lamp.' },
    { name: 'reason', description: 'Why: broken, wrong item or changed mind.', required: false },
    { name: 'contactId', description: 'Whose it is.', type: 'id', required: false },
  ],
  set: {
    'Ticket name': 'Return of {{what}}',
    'Return reason': '{{reason}}',
    Pipeline: 'Returns',
    'Ticket status': 'Announced',
  },
  associate: [{ object: 'contacts', id: '{{contactId}}' }],
}
const closeTicket = {
  name: 'closeTicket',
  description: 'Closes a ticket, with a word why.',
  operation: 'update',
  object: 'tickets',
  inputs: [
    { name: 'ticketId', description: 'ID of the ticket.', type: 'id' },
    { name: 'why', description: 'Why it is closed.', required: false },
  ],
  match: { hs_object_id: '{{ticketId}}' },
  set: { content: '{{why}}' },
}
const customer = {
  name: 'customer',
  description: 'Finds or makes a customer.',
  operation: 'findOrCreate',
  object: 'Contact',
  inputs: [
    { name: 'phone', description: 'Phone number.', type: 'phone' },
    { name: 'first', description: 'First name.' },
  ],
  match: { 'Phone number': '{{phone}}' },
  set: { 'First name': '{{first}}' },
}

const saved = { saved: true, created: true, problems: [] }

describe('a binding that writes', () => {
  test('creates a record with its links, in one call; what was not given is left out', async () => {
    const { stage, crm, save, run, id } = await bindingStage()
    expect(await save(openReturn)).toEqual(saved)
    await run('openReturn', { what: 'a lamp' })
    stage.startCounting()
    const { write, records } = await run('openReturn', { what: 'a lamp', reason: 'Wrong item', contactId: id('ann') })
    expect(stage.calls().hubspot).toEqual(['POST /crm/objects/2026-09/tickets'])
    expect(records).toBeUndefined()
    expect(write).toMatchObject({ status: 'done', problems: [], record: { title: 'Return of a lamp' } })
    const made = write?.record?.id ?? ''
    expect(crm.record('tickets', made).properties).toMatchObject({
      ...{ subject: 'Return of a lamp', return_reason: 'wrong_item' },
      ...{ hs_pipeline: '5101', hs_pipeline_stage: '5102' },
    })
    expect(crm.associations({ object: 'tickets', id: made }, 'contacts').map((link) => link.id)).toEqual([id('ann')])
    const bare = crm.records('tickets').filter(({ properties }) => properties.subject === 'Return of a lamp')
    expect(bare.map(({ properties }) => properties.return_reason).toSorted()).toEqual(['wrong_item', undefined])
  })

  test('asks before it writes, and a confirmation is for exactly these inputs', async () => {
    const { stage, crm, save, run } = await bindingStage({ configuration: { crmWrites: 'confirm' } })
    const before = crm.records('tickets').length
    expect(await save(openReturn)).toEqual(saved)
    const chat = await conversationOf(stage)
    await chat.say('I want to send my lamp back.')
    const more = { conversationId: chat.id }
    const asked = await run('openReturn', { what: 'a lamp' }, more)
    expect(asked.write).toMatchObject({
      status: 'needsConfirmation',
      say: expect.stringContaining('"Return of a lamp"'),
    })
    const confirmed = { ...more, confirmation: asked.write?.confirmation }
    await expect(run('openReturn', { what: 'a lamp' }, confirmed)).rejects.toThrow(/has not answered yet/)
    await chat.say('Yes.')
    expect((await run('openReturn', { what: 'a desk' }, confirmed)).write?.status).toBe('needsConfirmation')
    expect((await run('openReturn', { what: 'a lamp' }, confirmed)).write?.status).toBe('done')
    await expect(run('openReturn', { what: 'a lamp' }, confirmed)).rejects.toThrow(/used already/)
    expect(crm.records('tickets')).toHaveLength(before + 1)
  })

  test('changes a record of somebody who is verified, and nobody else’s', async () => {
    const { crm, save, run, verify, id } = await bindingStage({ configuration: { identityCheck: 'code' } })
    expect(await save(closeTicket)).toEqual(saved)
    const inputs = { ticketId: id('broken-lamp'), why: 'Mended.' }
    const more = { conversationId: 'conv-1' }
    await expect(run('closeTicket', inputs, more)).rejects.toThrow(/verif/)
    const ofBob = await verify(id('bob'), 'conv-1')
    await expect(run('closeTicket', inputs, { ...more, verification: ofBob })).rejects.toThrow(/verif/)
    const ofAnn = await verify(id('ann'), 'conv-1')
    const { write } = await run('closeTicket', inputs, { ...more, verification: ofAnn })
    expect(write).toMatchObject({ status: 'done', record: { id: id('broken-lamp') } })
    expect(crm.record('tickets', id('broken-lamp')).properties.content).toBe('Mended.')
    const nothing = await run('closeTicket', { ticketId: id('broken-lamp') }, { ...more, verification: ofAnn })
    expect(nothing.write).toEqual({
      status: 'invalid',
      problems: [{ field: 'inputs', problem: expect.stringMatching(/None of the inputs/) }],
    })
  })

  test('changes a record whose ID it matches, however the name of the ID is written', async () => {
    const { crm, save, run, verify, id } = await bindingStage({ configuration: { identityCheck: 'code' } })
    expect(await save({ ...closeTicket, match: { HS_Object_ID: '{{ticketId}}' } })).toEqual(saved)
    const verification = await verify(id('ann'), 'conv-1')
    const inputs = { ticketId: id('broken-lamp'), why: 'Mended.' }
    const { write } = await run('closeTicket', inputs, { conversationId: 'conv-1', verification })
    expect(write).toMatchObject({ status: 'done', record: { id: id('broken-lamp') } })
    expect(crm.record('tickets', id('broken-lamp')).properties.content).toBe('Mended.')
  })

  test('finds somebody, or else makes one contact, however often it is run at once', async () => {
    const { crm, save, run } = await bindingStage({ configuration: { defaultCountry: 'DE' } })
    const before = crm.records('contacts').length
    expect(await save(customer)).toEqual(saved)
    const ways = ['030 555 0199', '+49 30 5550199', '0049305550199']
    const answers = await Promise.all(ways.map((phone) => run('customer', { phone, first: 'Kim' })))
    expect(answers.map(({ write }) => write?.status).toSorted()).toEqual(['done', 'existing', 'existing'])
    expect(crm.records('contacts')).toHaveLength(before + 1)
  })

  test.each<[what: string, inputs: Record<string, string>, field: string, says: RegExp]>([
    ['an input that is missing', {}, 'what', /missing/],
    ['one of another type', { what: 'a lamp', contactId: 'Ann' }, 'contactId', /digits alone/],
    ['one that it does not have', { what: 'a lamp', colour: 'red' }, 'inputs', /no input of this binding/],
    ['an option that there is not', { what: 'a lamp', reason: 'ugly' }, 'Return reason', /no such option/],
  ])('says of %s what to ask the user', async (_what, inputs, field, says) => {
    const { crm, save, run } = await bindingStage()
    const before = crm.records('tickets').length
    await save(openReturn)
    expect((await run('openReturn', inputs)).write).toEqual({
      status: 'invalid',
      problems: [expect.objectContaining({ field, problem: expect.stringMatching(says) })],
    })
    expect(crm.records('tickets')).toHaveLength(before)
  })

  test('writes nothing where writing is switched off, but can be saved', async () => {
    const { save, run } = await bindingStage({ configuration: { crmWrites: 'off' } })
    expect(await save(openReturn)).toEqual(saved)
    await expect(run('openReturn', { what: 'a lamp' })).rejects.toThrow(/switched off/)
  })
})

describe('links of a binding', () => {
  const linked = (link: Input): Input => ({ ...openReturn, associate: [{ id: '{{contactId}}', ...link }] })

  test('are checked when it is saved: by what there can be, and by what they say', async () => {
    const { crm, save } = await bindingStage()
    crm.defineAssociation({ from: 'tickets', to: 'contacts', label: 'Payer' })
    expect(await save(linked({ object: 'contacts', label: 'payer' }))).toEqual(saved)
    const unknown = await save({ ...linked({ object: 'contacts', label: 'Friend' }), name: 'other' })
    expect(unknown.problems).toEqual([
      { field: 'associate.0', problem: expect.stringMatching(/no such kind of link/), allowed: ['Payer'] },
    ])
    const orders = {
      ...linked({ object: 'deals' }),
      object: 'shop_order',
      set: { order_number: '{{what}} {{reason}}' },
    }
    expect((await save({ ...orders, name: 'third' })).problems).toContainEqual({
      field: 'associate.0',
      problem: expect.stringMatching(/cannot be linked/),
    })
  })
})
