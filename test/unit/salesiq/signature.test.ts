import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hasSecret, secretQuery } from '../../../integrations/zoho-salesiq/src/installation/webhook-secret'
import { isSignedWith, publicKey } from '../../../integrations/zoho-salesiq/src/webhook/signature'
import { bareBase64, keyPair, sign } from '../../../sim/salesiq/sign'
import fc from '../../property'

const [old, fresh] = [keyPair(0), keyPair(1)]
const body = '{"event":"conversation.completed","text":"Grüße 👋"}'
const signed = (text: string, pem: string) => ({ body: text, headers: { 'x-siqsignature': sign(text, pem) } })

describe('a signature', () => {
  test.each([
    ['PEM', old.publicPem],
    ['PEM with white space around it', `\n ${old.publicPem}\n`],
    ['bare base64', bareBase64(old.publicPem)],
    ['base64 in lines', bareBase64(old.publicPem).replace(/(.{40})/g, '$1\n')],
  ])('is verified with a key in %s', (_form, key) => {
    expect(isSignedWith(signed(body, old.privatePem), [key])).toBe(true)
  })

  test('is verified with either of two keys while they are changed, and no longer with one that is gone', () => {
    const keys = [old.publicPem, fresh.publicPem]
    expect(isSignedWith(signed(body, old.privatePem), keys)).toBe(true)
    expect(isSignedWith(signed(body, fresh.privatePem), keys)).toBe(true)
    expect(isSignedWith(signed(body, old.privatePem), [fresh.publicPem])).toBe(false)
  })

  test('of another body, of none, or with no key to check it by is none', () => {
    const other = { ...signed(body, old.privatePem), body: `${body} ` }
    expect(isSignedWith(other, [old.publicPem])).toBe(false)
    expect(isSignedWith({ body, headers: {} }, [old.publicPem])).toBe(false)
    expect(isSignedWith(signed(body, old.privatePem), [])).toBe(false)
  })

  test('of any other text never passes, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, signature, key) => {
        const request = { body: text, headers: { 'x-siqsignature': signature } }
        expect(isSignedWith(request, [old.publicPem, key])).toBe(false)
      }),
    )
  })
})

describe('a key', () => {
  test('of another kind than RSA is none', () => {
    const { publicKey: ec } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    expect(publicKey(ec)).toBeUndefined()
  })

  test.each(['', 'no key', 'AAAA'])('that is "%s" is none', (text) => {
    expect(publicKey(text)).toBeUndefined()
  })
})

describe('the secret of a webhook that was made by hand', () => {
  const owner = { clientSecret: 'secret-of-the-client', webhookId: 'webhook-1' }

  test('is known again in the query, wherever it stands there', () => {
    expect(hasSecret(secretQuery(owner), owner)).toBe(true)
    expect(hasSecret(`a=1&${secretQuery(owner)}`, owner)).toBe(true)
  })

  test("is no other installation's, nor of another client", () => {
    expect(hasSecret(secretQuery(owner), { ...owner, webhookId: 'webhook-2' })).toBe(false)
    expect(hasSecret(secretQuery(owner), { ...owner, clientSecret: 'other' })).toBe(false)
    expect(secretQuery(owner)).not.toContain(owner.clientSecret)
  })

  test.each(['', 'key=', 'key=x', 'other=1'])('is not "%s"', (query) => {
    expect(hasSecret(query, owner)).toBe(false)
  })
})
