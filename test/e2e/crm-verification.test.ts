import { describe, expect, test } from 'vitest'
import { shop } from '../../sim/hubspot/accounts/shop'
import { assertVerified, verificationFor } from '../../src/crm/identity/verification'
import { objectNamed } from '../../src/crm/schema/objects'
import { later } from './crm-identity'
import { onCrmStage } from './crm-stage'

const conversationId = 'conv_of_ann'

/** A shop whose bot verifies by codes, and what an update of one of its records comes to. */
async function updating(configuration: Parameters<typeof onCrmStage>[0] = {}) {
  const opened = await onCrmStage({ account: shop, configuration: { identityCheck: 'code' }, ...configuration })
  const { run, id } = opened
  const verificationOf = (key: string) =>
    run(async (crm) => verificationFor(crm, { conversationId, contactId: id(key) }, Date.now()))
  const update = (object: string, recordId: string, verification: string | undefined, conversation = conversationId) =>
    run(async (crm) => {
      const input = { verification, conversationId: conversation }
      await assertVerified(crm, input, { object: await objectNamed(crm, object), id: recordId })
      return 'may be made'
    })
  return { ...opened, verificationOf, update }
}

describe('with the verification of a contact, an update may be made', () => {
  test('of the contact itself, without a call to HubSpot', async () => {
    const { stage, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    stage.startCounting()
    expect(await update('contacts', id('ann'), ` ${verification} `)).toBe('may be made')
    expect(stage.calls().hubspot).toEqual([])
  })

  test.each([
    ['tickets', 'broken-lamp'],
    ['Orders', 'order-1'],
  ])('of %s that it is associated with, for one call', async (object, key) => {
    const { stage, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    await update(object, id(key), verification)
    stage.startCounting()
    expect(await update(object, id(key), verification)).toBe('may be made')
    expect(stage.calls().hubspot).toEqual([
      expect.stringMatching(new RegExp(`^GET .*/${id(key)}/associations/contacts$`)),
    ])
  })

  test('of a contact that was merged into it', async () => {
    const { crm, id, verificationOf, update } = await updating()
    crm.merge('contacts', id('ann'), id('bob'))
    expect(await update('contacts', id('bob'), await verificationOf('ann'))).toBe('may be made')
  })
})

describe('no update may be made', () => {
  test.each([
    ['contacts', 'bob', /"verification" is of another contact\. Do not try again/],
    ['companies', 'hotel', /"verification" is of a contact that this record is not associated with/],
    ['Orders', 'order-3', /not associated with/],
    ['tickets', 'nowhere', /not associated with/],
    ['contacts', 'nowhere', /of another contact/],
  ])('of %s of somebody else: %s', async (object, key, words) => {
    const { id, verificationOf, update } = await updating()
    await expect(update(object, id(key) || '999999', await verificationOf('ann'))).rejects.toThrow(words)
  })

  test('once a record is not theirs any more', async () => {
    const { crm, id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    crm.merge('contacts', id('bob'), id('ann'))
    await expect(update('contacts', id('bob'), verification)).rejects.toThrow(/of another contact/)
  })

  test('in another conversation, or without one', async () => {
    const { id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    await expect(update('contacts', id('ann'), verification, 'conv_other')).rejects.toThrow(
      /is none of this conversation/,
    )
    await expect(update('contacts', id('ann'), verification, ' ')).rejects.toThrow(/"conversationId" is missing/)
  })

  test('after fifteen minutes', async () => {
    const { id, verificationOf, update } = await updating()
    const verification = await verificationOf('ann')
    const anew = later(901_000, () => update('contacts', id('ann'), verification))
    await expect(anew).rejects.toThrow(/is too old.*verifyContact/)
    expect(await later(899_000, () => update('contacts', id('ann'), verification))).toBe('may be made')
  })

  test('with a verification that was altered, made up, or left out', async () => {
    const { id, verificationOf, update } = await updating()
    const [, endsAt, signature] = (await verificationOf('ann')).split('.')
    for (const text of [
      `${id('bob')}.${endsAt}.${signature}`,
      `${id('ann')}.zzzzzzzz.${signature}`,
      'verified',
      '...',
    ]) {
      await expect(update('contacts', id('ann'), text)).rejects.toThrow(/is none of this conversation.*verifyContact/)
      await expect(update('contacts', id('bob'), text)).rejects.toThrow(/is none of this conversation/)
    }
    for (const text of [undefined, ' ']) {
      await expect(update('contacts', id('ann'), text)).rejects.toThrow(/"verification" is missing.*verifyContact/)
    }
  })

  test('with one of another HubSpot account', async () => {
    const { run, id, update } = await updating()
    const theirs = await run(async (crm) =>
      verificationFor({ ...crm, portalId: '1' }, { conversationId, contactId: id('ann') }, Date.now()),
    )
    await expect(update('contacts', id('ann'), theirs)).rejects.toThrow(/is none of this conversation/)
  })

  test('while nobody is checked, whatever is given', async () => {
    const { id, verificationOf, update } = await updating({ configuration: {} })
    const refused = update('contacts', id('ann'), await verificationOf('ann'))
    await expect(refused).rejects.toThrow(/nothing was written.*Do not try again.*set "Identity check"/)
  })
})
