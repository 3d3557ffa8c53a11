import { createHmac } from 'node:crypto'
import { Signature } from '@hubspot/api-client'
import { describe, expect, test } from 'vitest'
import { hasValidSignature, isFreshlySigned, type SignedRequest } from '../../../src/webhook/signature'
import fc from '../../property'

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy'
const now = 1_700_000_000_000

const headers = (signature: string, timestamp: string) => ({
  'x-hubspot-signature-v3': signature,
  'x-hubspot-request-timestamp': timestamp,
})

const inHex = (base64: string) => Buffer.from(base64, 'base64').toString('hex')

/** A request whose signature is a known vector. */
const request: SignedRequest = {
  method: 'POST',
  url: 'https://www.example.com/webhook_uri',
  body: '{"example_field":"example_value"}',
  headers: headers('rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=', String(now)),
}

/** What HubSpot's own client library computes. The URL is to be given as HubSpot signs it. */
const official = (url: string, body: string, method: 'POST' | 'GET' | 'PUT' = 'POST', timestamp = now) =>
  Signature.getSignature(method, 'v3', {
    signature: '',
    clientSecret: secret,
    requestBody: body,
    url,
    timestamp,
  }) ?? ''

describe('a signature', () => {
  test('of the known vector is valid', () => {
    expect(hasValidSignature(request, secret)).toBe(true)
  })

  test.each<[string, Partial<SignedRequest>]>([
    ['another method', { method: 'PUT' }],
    ['another host', { url: 'https://www.example.org/webhook_uri' }],
    ['another path', { url: 'https://www.example.com/webhook_uri/' }],
    ['another scheme', { url: 'http://www.example.com/webhook_uri' }],
    ['a query that was not signed', { url: 'https://www.example.com/webhook_uri?a=1' }],
    ['another body', { body: '{"example_field":"example_value" }' }],
    ['no body', { body: '' }],
    ['another time', { headers: headers('rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=', String(now + 1)) }],
    ['no signature', { headers: { 'x-hubspot-request-timestamp': String(now) } }],
    ['an empty signature', { headers: headers('', String(now)) }],
    ['a shorter signature', { headers: headers('rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf', String(now)) }],
    ['a longer signature', { headers: headers('AAAArQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=', String(now)) }],
    ['the signature in hex', { headers: headers(inHex('rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o='), String(now)) }],
  ])('with %s is not', (_, change) => {
    expect(hasValidSignature({ ...request, ...change }, secret)).toBe(false)
  })

  test.each(['', 'zzzzzzzz-yyyy-yyyy-yyyy-yyyyyyyyyyyy', `${secret} `])(
    'made with another secret (%j) is not',
    (other) => {
      expect(hasValidSignature(request, other)).toBe(false)
    },
  )

  test('of versions 1 and 2 is not: they bear no time', () => {
    const body = request.body
    const options = { signature: '', clientSecret: secret, requestBody: body, url: request.url }
    for (const version of ['v1', 'v2']) {
      const signature = Signature.getSignature('POST', version, options) ?? ''
      expect(hasValidSignature({ ...request, headers: headers(signature, String(now)) }, secret)).toBe(false)
    }
  })
})

describe('a signature agrees with HubSpot’s own library', () => {
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json())
  const method = fc.constantFrom('POST', 'GET', 'PUT')
  const path = fc.webPath().map((text) => text.replaceAll('%', ''))
  const query = fc.webQueryParameters().map((text) => text.replaceAll('%', ''))

  test('for any method, path, query, body and time', () => {
    fc.assert(
      fc.property(method, path, query, body, fc.nat(2_000_000_000_000), (verb, where, search, text, timestamp) => {
        const url = `https://bots.example${where}?${search}`
        const signature = official(url, text, verb, timestamp)
        const given = { method: verb, url, body: text, headers: headers(signature, String(timestamp)) }
        expect(hasValidSignature(given, secret)).toBe(true)
        expect(hasValidSignature({ ...given, body: `${text} ` }, secret)).toBe(false)
      }),
    )
  })
})

describe('before signing, HubSpot decodes', () => {
  const signedAs = (url: string) => headers(official(url, ''), String(now))
  const isValid = (called: string, signed: string) =>
    hasValidSignature({ method: 'POST', url: called, body: '', headers: signedAs(signed) }, secret)

  test.each([
    ['%3A', ':'],
    ['%2F', '/'],
    ['%3F', '?'],
    ['%40', '@'],
    ['%21', '!'],
    ['%24', '$'],
    ['%27', "'"],
    ['%28', '('],
    ['%29', ')'],
    ['%2A', '*'],
    ['%2C', ','],
    ['%3B', ';'],
  ])('%s as %s, in either case', (code, character) => {
    for (const written of [code, code.toLowerCase()]) {
      expect(isValid(`https://bots.example/a?b=x${written}y`, `https://bots.example/a?b=x${character}y`)).toBe(true)
    }
  })

  test('nothing else', () => {
    const kept = Array.from(
      { length: 256 },
      (_, byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
    ).filter((code) => !/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/.test(code))
    const url = `https://bots.example/a?b=${kept.join('')}`
    expect(isValid(url, url)).toBe(true)
  })

  test('only once: what a decoded text looks like is not decoded again', () => {
    expect(isValid('https://bots.example/?a=%252F', 'https://bots.example/?a=%252F')).toBe(true)
    expect(isValid('https://bots.example/?a=%252F', 'https://bots.example/?a=%2F')).toBe(false)
  })
})

describe('a webhook is looked at', () => {
  const signature = createHmac('sha256', secret).update('anything').digest('base64')
  const minutes = (count: number) => count * 60_000

  test.each([
    ['just now', 0],
    ['five minutes ago', -minutes(5)],
    ['by a clock five minutes ahead', minutes(5)],
  ])('when it was signed %s', (_, offset) => {
    expect(isFreshlySigned(headers(signature, String(now + offset)), now)).toBe(true)
  })

  test.each([
    ['more than five minutes ago', String(now - minutes(5) - 1)],
    ['in the future', String(now + minutes(5) + 1)],
    ['in seconds', String(now / 1000)],
    ['at no time', ''],
    ['never', 'NaN'],
    ['at a negative time', `-${now}`],
    ['at a fraction', `${now}.5`],
    ['at a time in another notation', '1.7e12'],
    ['in hex', `0x${now.toString(16)}`],
    ['between blanks', ` ${now}`],
    ['at infinity', '9'.repeat(400)],
  ])('not when it was signed %s', (_, timestamp) => {
    expect(isFreshlySigned(headers(signature, timestamp), now)).toBe(false)
  })

  test.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is too short', signature.slice(4)],
    ['is too long', `AAAA${signature}`],
    ['has something behind it', `${signature}AAAA`],
    ['is no base64', `${signature.slice(0, 42)}!=`],
    ['is base64 for addresses', `${'-_'.repeat(21)}A=`],
    ['has a line break behind it', `${signature}\n`],
  ])('not when the signature %s', (_, given) => {
    const both = { 'x-hubspot-request-timestamp': String(now), 'x-hubspot-signature-v3': given }
    expect(isFreshlySigned(both, now)).toBe(false)
  })

  test('not without a time', () => {
    expect(isFreshlySigned({ 'x-hubspot-signature-v3': signature }, now)).toBe(false)
  })
})
