import { describe, expect, test } from 'vitest'
import { createMasker } from '../../../playground/server/mask'

const masker = (known: string[] = []) => createMasker(() => known)

describe('secrets are masked', () => {
  test.each([
    ['authorization', 'Bearer pat-na1-123456', 'Bearer •••'],
    ['Authorization', 'pat-na1-123456', '•••'],
    ['cookie', 'session=1', '•••'],
    ['x-hubspot-signature-v3', 'abc=', '•••'],
    ['x-hubspot-signature', 'abc', '•••'],
    ['x-bp-configuration', 'eyJjbGllbnRTZWNyZXQiOiJ4In0=', '•••'],
    ['referer', 'http://x.example/?code=abc&page=2', 'http://x.example/?code=•••&page=2'],
    ['content-type', 'application/json', 'application/json'],
    ['x-hubspot-request-timestamp', '1795242656715', '1795242656715'],
  ])('in the header %s: %s', (name, value, shown) => {
    expect(masker().headers({ [name]: value })).toEqual({ [name]: shown })
  })

  test.each([
    ['a query', '/channels?hapikey=key-1-2&appId=4', '/channels?hapikey=•••&appId=4'],
    [
      'a form',
      'grant_type=refresh_token&client_secret=s3&refresh_token=r4&client_id=5',
      'grant_type=refresh_token&client_secret=•••&refresh_token=•••&client_id=5',
    ],
    [
      'a signed URL',
      'see http://x.example/f?expires=1&signature=aa11 now',
      'see http://x.example/f?expires=1&signature=••• now',
    ],
    ['an OAuth return', '/connect?code=c1&state=s1', '/connect?code=•••&state=•••'],
    ['JSON as text', '{"access_token": "abc", "code": "X"}', '{"access_token": "•••", "code": "X"}'],
    ['JSON in JSON', '"{\\"refreshToken\\":\\"abc\\"}"', '"{\\"refreshToken\\":\\"•••\\"}"'],
    ['a quoted header', 'sent Bearer abc.def-ghi in vain', 'sent Bearer ••• in vain'],
  ])('in %s', (_where, text, shown) => {
    expect(masker().text(text)).toBe(shown)
  })

  test('in JSON, at any depth, by name', () => {
    const body = {
      access_token: 'a1',
      state: { payload: { accessToken: 'a2', refreshToken: 'r2', expiresAt: 5 } },
      configuration: [{ clientSecret: 'c3', developerApiKey: 'd3', clientId: 'i3' }],
      req: { headers: { authorization: 'Bearer abc', 'x-hubspot-signature-v3': 'sig' } },
      file: { uploadUrl: 'http://x.example/up?signature=zz' },
    }
    expect(masker().json(body)).toEqual({
      access_token: '•••',
      state: { payload: { accessToken: '•••', refreshToken: '•••', expiresAt: 5 } },
      configuration: [{ clientSecret: '•••', developerApiKey: '•••', clientId: 'i3' }],
      req: { headers: { authorization: 'Bearer •••', 'x-hubspot-signature-v3': '•••' } },
      file: { uploadUrl: 'http://x.example/up?signature=•••' },
    })
  })

  test('by value, wherever they turn up', () => {
    expect(masker(['s3cret-value']).text('what of s3cret-value?')).toBe('what of •••?')
    expect(masker(['s3cret-value']).json({ note: ['s3cret-value'] })).toEqual({ note: ['•••'] })
  })

  test('by value once they were seen under a name', () => {
    const mask = masker()
    mask.json({ access_token: 'token-of-now' })
    mask.headers({ authorization: 'Bearer another-token' })
    expect(mask.text('token-of-now and another-token')).toBe('••• and •••')
  })
})

test('what is no secret stays: an error code, a number, text with an equals sign', () => {
  const body = { code: 404, type: 'ResourceNotFound', state: 'open', text: 'a=b', token: '', tokens: 3, none: null }
  expect(masker().json(body)).toEqual(body)
})
