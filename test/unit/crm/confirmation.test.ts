import { describe, expect, test } from 'vitest'
import { type Asked, confirmationFor, type Question, readConfirmation } from '../../../src/crm/gate/confirmation'

const signer = { clientSecret: 'secret', webhookId: 'webhook-1' }
const question: Question = {
  action: 'createTicket',
  conversationId: 'conv-1',
  values: { properties: { subject: 'Broken lamp', hs_pipeline: '0' }, associations: [{ to: '101', typeId: 16 }] },
}
const asked: Asked = { id: 'a1b2', endsAt: 1_800_000, heardAt: 1_000_000, messageId: 'msg-1' }
const read = (change: Partial<Question>, text = confirmationFor(signer, question, asked), by = signer) =>
  readConfirmation(by, { ...question, ...change }, text, 1_700_000)

describe('a confirmation', () => {
  test('carries what was known when the user was to be asked', () => {
    const confirmation = read({})
    expect(confirmation).toMatchObject({ id: 'a1b2', endsAt: 1_800_000, heardAt: 1_000_000, namesMessage: true })
    expect(confirmation?.isOfMessage('msg-1')).toBe(true)
    expect(confirmation?.isOfMessage('msg-2')).toBe(false)
  })

  test('says when nothing was known', () => {
    const text = confirmationFor(signer, question, { ...asked, heardAt: undefined, messageId: undefined })
    const confirmation = read({}, text)
    expect(confirmation).toMatchObject({ heardAt: undefined, namesMessage: false })
    expect(confirmation?.isOfMessage('')).toBe(false)
  })

  test('holds for the same values in another order', () => {
    const values = {
      associations: [{ typeId: 16, to: '101' }],
      properties: { hs_pipeline: '0', subject: 'Broken lamp' },
    }
    expect(read({ values })).toBeDefined()
  })

  test.each<[string, Partial<Question>]>([
    ['other values', { values: { properties: { subject: 'Broken lamps', hs_pipeline: '0' }, associations: [] } }],
    ['another action', { action: 'createDeal' }],
    ['another conversation', { conversationId: 'conv-2' }],
  ])('is none for %s', (_, change) => {
    expect(read(change)).toBeUndefined()
  })

  test('is none in another installation, or once the client secret is another', () => {
    const text = confirmationFor(signer, question, asked)
    expect(read({}, text, { ...signer, webhookId: 'webhook-2' })).toBeUndefined()
    expect(read({}, text, { ...signer, clientSecret: 'other' })).toBeUndefined()
  })

  test('ends', () => {
    const text = confirmationFor(signer, question, asked)
    expect(readConfirmation(signer, question, text, 1_799_999)).toBeDefined()
    expect(readConfirmation(signer, question, text, 1_800_000)).toBeUndefined()
  })

  test.each(['', 'yes', 'true', '....', 'a.b.c.d.e'])('is not "%s"', (text) => {
    expect(read({}, text)).toBeUndefined()
  })

  test('that was altered in any place is none', () => {
    const text = confirmationFor(signer, question, asked)
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A'
      expect(read({}, text.slice(0, at) + other + text.slice(at + 1)), `at ${at}`).toBeUndefined()
    }
  })

  test('is short, and can be copied with blanks around it', () => {
    const text = confirmationFor(signer, question, asked)
    expect(text.length).toBeLessThan(80)
    expect(read({}, ` ${text}\n`)).toBeDefined()
  })
})
