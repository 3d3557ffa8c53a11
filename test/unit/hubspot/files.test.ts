import { describe, expect, test, vi } from 'vitest'
import { signedUrl, uploadFile } from '../../../src/hubspot/files'
import { nockHubSpot, refusal, soon } from './nock-hubspot'
import { caller } from './objects-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const base = '/files/2026-09/files'

describe('an upload', () => {
  const file = { name: 'Lämp "1".txt', content: Buffer.from('a lamp'), contentType: 'text/plain' }

  test('is private, in the integration’s folder, and under its name', async () => {
    let body = ''
    hubspot()
      .post(base, (sent) => {
        body = String(sent)
        return true
      })
      .reply(201, { id: 900719925474, url: 'x' })
    expect(await uploadFile(caller, file, soon())).toBe('900719925474')
    expect(body).toContain('{"access":"PRIVATE"}')
    expect(body).toContain('/botpress-hitl')
    expect(body).toContain('a lamp')
    expect(body).toContain('Content-Type: text/plain')
    expect(body).toMatch(/name="fileName"\r\n\r\n(Lämp|L\S+mp) "1"\.txt/)
  })

  test('is repeated after a fault', async () => {
    hubspot().post(base).reply(503)
    hubspot().post(base).reply(201, { id: '9' })
    expect(await uploadFile(caller, file, soon())).toBe('9')
  })

  test('without the scope is refused, naming it', async () => {
    const errors = [{ context: { requiredGranularScopes: ['files', 'files.write'] } }]
    hubspot().post(base).reply(403, { category: 'MISSING_SCOPES', errors })
    expect(await refusal(uploadFile(caller, file, soon()))).toMatchObject({ missingScopes: ['files', 'files.write'] })
  })
})

describe('a signed link', () => {
  test('lives as long as HubSpot allows', async () => {
    hubspot()
      .get(`${base}/9/signed-url`)
      .query({ expirationSeconds: 21_600 })
      .reply(200, { url: 'https://files.example/9', name: 'lamp', extension: 'png', size: 12, type: 'IMG' })
    expect(await signedUrl(caller, '9', soon())).toEqual({
      url: 'https://files.example/9',
      name: 'lamp',
      extension: 'png',
      size: 12,
      type: 'IMG',
    })
  })

  test('has HubSpot’s own life when it does not take that one', async () => {
    hubspot().get(`${base}/9/signed-url`).query({ expirationSeconds: 21_600 }).reply(400, { message: 'too long' })
    hubspot().get(`${base}/9/signed-url`).query({}).reply(200, { url: 'https://files.example/9', name: null })
    expect(await signedUrl(caller, '9', soon())).toEqual({
      url: 'https://files.example/9',
      name: undefined,
      extension: undefined,
      size: undefined,
      type: undefined,
    })
  })

  test.each([403, 404])('is refused with HTTP %d', async (status) => {
    hubspot().get(`${base}/9/signed-url`).query(true).once().reply(status)
    expect(await refusal(signedUrl(caller, '9', soon()))).toMatchObject({ status })
  })
})
