import { describe, expect, test } from 'vitest'
import { open, type Purpose, type Signer, seal } from '../../../core/pages/tickets'
import fc from '../../property'

const signer = { label: 'a connect page', key: 'a secret', webhookId: 'hook-1' }
const ticket = { url: 'https://webhook.example/hook-1', id: 'abc', endsAt: 2_000, linkEndsAt: 3_000 }
const invalid = { ok: false, reason: 'invalid' }

describe('a ticket', () => {
  test.each<Purpose>(['link', 'state', 'page', 'form'])('for a %s is read as it was written', (purpose) => {
    expect(open(signer, purpose, seal(signer, purpose, ticket), 1_999)).toEqual({ ok: true, ticket })
  })

  test('is good until its end, and not at it', () => {
    const text = seal(signer, 'link', ticket)
    expect(open(signer, 'link', text, 2_000)).toEqual({ ok: false, reason: 'expired' })
    expect(open(signer, 'link', text, 9_999)).toEqual({ ok: false, reason: 'expired' })
  })

  test.each<[string, Signer, Purpose]>([
    ['another installation', { ...signer, webhookId: 'hook-2' }, 'link'],
    ['another product', { ...signer, label: 'another page' }, 'link'],
    ['another key', { ...signer, key: 'another' }, 'link'],
    ['another purpose', signer, 'state'],
  ])('is not valid for %s', (_whose, other, purpose) => {
    expect(open(other, purpose, seal(signer, 'link', ticket), 1)).toEqual(invalid)
  })

  test('is not valid when a single character is another one, wherever it is', () => {
    const text = seal(signer, 'link', ticket)
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A'
      expect(open(signer, 'link', text.slice(0, at) + other + text.slice(at + 1), 1)).toEqual(invalid)
    }
  })

  test('whose end was moved is not valid', () => {
    const [, signature = ''] = seal(signer, 'link', ticket).split('.')
    const content = Buffer.from(JSON.stringify({ ...ticket, endsAt: 9e15 })).toString('base64url')
    expect(open(signer, 'link', `${content}.${signature}`, 1)).toEqual(invalid)
  })

  test('is never made of what a stranger sends', () => {
    fc.assert(fc.property(fc.string(), (text) => !open(signer, 'link', text, 1).ok))
  })

  test('needs no encoding in an address', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string(), (url, id) => {
        const text = seal(signer, 'state', { ...ticket, url, id })
        return encodeURIComponent(text) === text
      }),
    )
  })
})
