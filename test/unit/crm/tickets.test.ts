import { describe, expect, test } from 'vitest'
import { open, type Purpose, seal } from '../../../src/crm/gate/tickets'
import fc from '../../property'

const signer = { clientSecret: 'secret', webhookId: 'webhook-1' }
const content = ['101', 'lx2k9']
const about = ['conv-1', '40001']
const ticket = seal(signer, 'verification', content, about)

describe('a ticket', () => {
  test('gives back what it carries to whoever knows what it is about', () => {
    expect(open(signer, 'verification', ` ${ticket}\n`, about)).toEqual(content)
  })

  test('can carry nothing, and still be about something', () => {
    const bare = seal(signer, 'code', [], [...about, '123456'])
    expect(open(signer, 'code', bare, [...about, '123456'])).toEqual([])
    expect(open(signer, 'code', bare, [...about, '123457'])).toBeUndefined()
    expect(bare).not.toContain('123456')
  })

  test.each<Purpose>(['confirmation', 'code'])('for a verification is no good as a %s', (purpose) => {
    expect(open(signer, purpose, ticket, about)).toBeUndefined()
  })

  test.each([
    ['another conversation', ['conv-2', '40001']],
    ['another account', ['conv-1', '40002']],
    ['the same in other parts', ['conv-140001']],
    ['less', ['conv-1']],
  ])('is none for %s', (_, other) => {
    expect(open(signer, 'verification', ticket, other)).toBeUndefined()
  })

  test.each([
    ['installation', { ...signer, webhookId: 'webhook-2' }],
    ['client secret', { ...signer, clientSecret: 'other' }],
  ])('is none of another %s', (_, other) => {
    expect(open(other, 'verification', ticket, about)).toBeUndefined()
  })

  test('that was altered anywhere, or made up, is none', () => {
    for (let at = 0; at < ticket.length; at += 1) {
      const altered = `${ticket.slice(0, at)}${ticket[at] === 'x' ? 'y' : 'x'}${ticket.slice(at + 1)}`
      expect(open(signer, 'verification', altered, about)).toBeUndefined()
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(open(signer, 'verification', text, about)).toBeUndefined()
      }),
    )
  })
})
