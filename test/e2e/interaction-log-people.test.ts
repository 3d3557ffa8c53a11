import { describe, expect, test } from 'vitest'
import { allLogged, chatted, creatingNote, kim, onLogStage } from './log-stage'
import { calm } from './talking'

const number = '+12125550142'

describe('whose timeline a conversation is on', () => {
  test.each([
    ['ID of the contact', (contactId: string) => ({ contactId, email: undefined })],
    ['e-mail address, however it is written', () => ({ email: ' KIM@Example.com ' })],
    ['phone number as people write it', () => ({ email: undefined, phone: '(212) 555-0142' })],
    ['phone number and e-mail address', () => ({ phone: number })],
  ])('is found by the %s', async (_, by) => {
    const log = await onLogStage()
    log.crm.update('contacts', log.contactId, { phone: number })
    expect(await log.give(by(log.contactId))).toMatchObject({ status: 'logged', contactCreated: false })
    expect(log.timeline(log.contactId)).toHaveLength(1)
  })

  test('is nobody where nobody matches and none is to be made: skipped, counted, and not tried again', async () => {
    const log = await onLogStage({ isKnown: false })
    expect(await log.give()).toMatchObject({ status: 'skipped', reason: 'No contact in HubSpot matches.' })
    expect(await log.counters()).toMatchObject({ skipped: 1, pending: 0, contactsCreated: 0 })
    expect(log.crm.records('contacts')).toEqual([])
    // Who has come to be known since may be given again.
    log.crm.add('contacts', { firstname: 'Kim', email: kim.email })
    expect(await log.give()).toMatchObject({ status: 'logged' })
  })

  test.each([
    ['e-mail address', {}, { email: kim.email, firstname: 'Kim', lastname: 'Lee' }],
    ['number', { email: undefined, phone: '(212) 555-0142' }, { phone: number, firstname: 'Kim', lastname: 'Lee' }],
    ['number of nobody with a name', { email: undefined, phone: number, transcript: [] }, { firstname: 'Unknown' }],
  ])('is a new contact where nobody has the %s and one is to be made', async (_, by, properties) => {
    const log = await onLogStage({ isKnown: false, configuration: { interactionLogNoMatch: 'create' } })
    const transcript = [{ from: 'user', name: 'Kim Lee', text: 'Hi.' }]
    expect(await log.give({ transcript, ...by })).toMatchObject({ status: 'logged', contactCreated: true })
    const [contact, ...others] = log.crm.records('contacts')
    expect(others).toEqual([])
    expect(contact?.properties).toMatchObject(properties)
    expect(log.timeline(contact?.id ?? '')).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, contactsCreated: 1 })
  })

  test.each([
    ['e-mail address', {}],
    ['number', { email: undefined, phone: number }],
  ])('is one new contact although many conversations by one %s come to three processes at once', async (_, by) => {
    const log = await onLogStage({
      ...{ isKnown: false, processes: 3, hubspot: { contactSearchLagMs: 60_000 } },
      configuration: { interactionLogNoMatch: 'create' },
    })
    const at = Array.from({ length: 6 }, (_, count) => count)
    await Promise.all(at.map((count) => log.give({ ...by, conversationId: `conv_${count}` })))
    for (let tries = 0; log.owed().length > 0 && tries < 5; tries += 1) await log.stage.bot.register()
    expect(log.crm.records('contacts')).toHaveLength(1)
    expect(log.entries()).toHaveLength(6)
    expect(await log.counters()).toMatchObject({ logged: 6, contactsCreated: 1, pending: 0, failed: 0 })
  })

  test('is nobody of several with one number, nor of two whom number and address name', async () => {
    const log = await onLogStage()
    const sam = log.crm.add('contacts', { firstname: 'Sam', phone: number })
    expect(await log.give({ phone: number })).toMatchObject({
      status: 'skipped',
      reason: expect.stringMatching(/^2 contacts in HubSpot match/),
    })
    log.crm.add('contacts', { firstname: 'Alex', mobilephone: number })
    expect(await log.give({ conversationId: 'conv_other', email: undefined, phone: number })).toMatchObject({
      status: 'skipped',
    })
    expect(await log.give({ phone: number, contactId: sam.id })).toMatchObject({ status: 'logged' })
    expect(await log.counters()).toMatchObject({ skipped: 2, logged: 1 })
  })

  test('is the survivor where the contact was merged into another one, also on the timeline that is looked at again', async () => {
    const log = await onLogStage()
    const survivor = log.crm.add('contacts', { firstname: 'Kim', email: 'kim.lee@example.com' })
    log.crm.merge('contacts', survivor.id, log.contactId)
    expect(await log.give({ contactId: log.contactId })).toMatchObject({
      status: 'logged',
      url: expect.stringContaining(`/0-1/${survivor.id}`),
    })
    expect(log.timeline(survivor.id)).toHaveLength(1)
  })

  test.each([
    ['deleted', true],
    ['never there', false],
  ])('is nobody where the contact with the ID was %s', async (_, wasThere) => {
    const log = await onLogStage()
    if (wasThere) log.crm.archive('contacts', log.contactId)
    const contactId = wasThere ? log.contactId : '99999999'
    expect(await log.give({ contactId })).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining('deleted'),
    })
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ skipped: 1, failed: 0, pending: 0 })
  })
})

describe('on whose timeline a session is', () => {
  test.each([
    ['merged into another one', 'merge', { logged: 1, skipped: 0 }],
    ['deleted', 'archive', { logged: 0, skipped: 1 }],
  ] as const)('whose contact was %s meanwhile', async (_, what, counters) => {
    const log = await onLogStage()
    const survivor = log.crm.add('contacts', { firstname: 'Kim', email: 'kim.lee@example.com' })
    const { user } = await chatted(log)
    if (what === 'merge') log.crm.merge('contacts', survivor.id, log.contactId)
    else log.crm.archive('contacts', log.contactId)
    await user.say('/end')
    await allLogged(log)
    expect(await log.counters()).toMatchObject({ ...counters, failed: 0, pending: 0 })
    expect(log.timeline(survivor.id)).toHaveLength(counters.logged)
    expect(log.entries()).toHaveLength(counters.logged)
  })

  test.each([
    ['merged into another one', 'merge', { logged: 1, skipped: 0 }],
    ['deleted', 'archive', { logged: 0, skipped: 1 }],
  ] as const)('that is owed, whose contact was %s meanwhile', async (_, what, counters) => {
    const log = await onLogStage()
    const survivor = log.crm.add('contacts', { firstname: 'Kim', email: 'kim.lee@example.com' })
    const { user } = await chatted(log)
    const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
    await user.say('/end')
    await calm(log.stage)
    if (what === 'merge') log.crm.merge('contacts', survivor.id, log.contactId)
    else log.crm.archive('contacts', log.contactId)
    back()
    await allLogged(log)
    expect(await log.counters()).toMatchObject({ ...counters, failed: 0, pending: 0 })
    expect(log.timeline(survivor.id)).toHaveLength(counters.logged)
  })

  test('whose note was made without an answer, and whose contact was merged after that, has one note', async () => {
    const log = await onLogStage()
    const survivor = log.crm.add('contacts', { firstname: 'Kim', email: 'kim.lee@example.com' })
    const { user } = await chatted(log)
    log.stage.hubspot.faults.add({ ...creatingNote, drop: 'after', times: 1 })
    const back = log.stage.hubspot.faults.add({ path: /\/associations\/|\/notes/, status: 500 })
    await user.say('/end')
    await calm(log.stage)
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
    log.crm.merge('contacts', survivor.id, log.contactId)
    back()
    await allLogged(log)
    expect(log.timeline(survivor.id)).toHaveLength(1)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, failed: 0, pending: 0 })
  })

  test('that nobody is known by has no identity', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log, { person: { name: 'Kim Lee' } })
    await user.say('/end')
    await allLogged(log)
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ noIdentity: 1, logged: 0, pending: 0 })
  })

  test('with contacts that are never looked for has no identity, whatever is known', async () => {
    const log = await onLogStage({ configuration: { contactPolicy: 'anonymous' } })
    const { user } = await chatted(log)
    await user.say('/end')
    await allLogged(log)
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ noIdentity: 1 })
    expect(JSON.stringify(log.stage.botpress.conversations(log.stage.bot))).not.toContain(kim.email)
  })

  test.each([
    ['skip', { skipped: 1, logged: 0, contactsCreated: 0 }],
    ['create', { skipped: 0, logged: 1, contactsCreated: 1 }],
  ])(
    'of somebody who is no contact, where the hand-over makes none and the log is to %s',
    async (onNoMatch, counters) => {
      const log = await onLogStage({
        isKnown: false,
        configuration: { contactPolicy: 'findOnly', interactionLogNoMatch: onNoMatch },
      })
      const { user } = await chatted(log)
      expect(log.crm.records('contacts')).toEqual([])
      await user.say('/end')
      await allLogged(log)
      expect(await log.counters()).toMatchObject({ ...counters, pending: 0 })
      expect(log.crm.records('contacts')).toHaveLength(counters.contactsCreated)
      expect(log.entries()).toHaveLength(counters.logged)
    },
  )

  test('whose number several contacts have is skipped', async () => {
    const log = await onLogStage()
    for (const firstname of ['Kim', 'Sam']) log.crm.add('contacts', { firstname, phone: number })
    const { user } = await chatted(log, { person: { name: 'Kim Lee', email: number } })
    await user.say('/end')
    await allLogged(log)
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ skipped: 1, logged: 0, pending: 0 })
  })
})
