import { describe, expect, test } from 'vitest'
import { HubSpotError } from '../../../src/hubspot/errors'

const error = (status: number | undefined, body?: unknown) =>
  new HubSpotError('publish the message', { ...(status === undefined ? {} : { status }), body })

describe('what became of a failed call', () => {
  test.each([400, 403, 405, 409, 413, 415, 422])('HTTP %d: HubSpot refused it', (status) => {
    expect(error(status)).toMatchObject({ outcome: 'refused', passing: false })
  })

  test('HTTP 401: HubSpot does not accept the token', () => {
    expect(error(401)).toMatchObject({ outcome: 'denied', passing: false })
  })

  test('HTTP 404: what it was about is not there', () => {
    expect(error(404)).toMatchObject({ outcome: 'gone', passing: false })
  })

  test.each([423, 429])('HTTP %d: HubSpot was busy and did nothing', (status) => {
    expect(error(status)).toMatchObject({ outcome: 'busy', passing: true })
  })

  test.each([undefined, 301, 408, 477, 500, 502, 503, 504, 521, 523, 524])('HTTP %s: it is unclear', (status) => {
    expect(error(status)).toMatchObject({ outcome: 'unclear', passing: true })
  })
})

describe('what HubSpot says', () => {
  test('is in the message, with the correlation ID', () => {
    const correlationId = '3f0c9a52-6b1e-4f0b-8a77-0d9f6f4c5a11'
    const body = { status: 'error', message: 'Inbox 12 is archived', category: 'VALIDATION_ERROR', correlationId }
    expect(error(400, body).message).toBe(
      `HubSpot answered 400 when asked to publish the message: Inbox 12 is archived (correlation ID ${correlationId}).`,
    )
  })

  test('ends with one full stop, whether HubSpot wrote it or not', () => {
    for (const message of ['Inbox 12 is archived', 'Inbox 12 is archived.']) {
      expect(error(400, { message }).message).toMatch(/[^.]\.$/)
    }
  })

  test('is read from an OAuth answer as well', () => {
    const body = { error: 'invalid_grant', error_description: 'missing or invalid refresh token' }
    expect(error(400, body)).toMatchObject({
      oauthError: 'invalid_grant',
      message: expect.stringContaining('missing or invalid refresh token'),
    })
  })

  test('includes category, subcategory and the scopes that are missing', () => {
    const body = {
      category: 'MISSING_SCOPES',
      subCategory: 'ChannelIntegrationMessagePublishError.CHANNEL_DOES_NOT_EXIST',
      errors: [
        { message: 'first', context: { requiredGranularScopes: ['conversations.write'] } },
        { message: 'no context' },
        { context: { requiredGranularScopes: ['files'], other: ['x'] } },
      ],
    }
    expect(error(403, body)).toMatchObject({
      category: 'MISSING_SCOPES',
      subCategory: 'ChannelIntegrationMessagePublishError.CHANNEL_DOES_NOT_EXIST',
      missingScopes: ['conversations.write', 'files'],
    })
  })

  test('names the record that is in the way', () => {
    expect(error(409, { message: 'Contact already exists. Existing ID: 1234567890123' }).existingId).toBe(
      '1234567890123',
    )
  })

  test.each([
    [undefined],
    [null],
    ['<html>'],
    [[]],
    [{ message: 7, category: null, errors: 'many', correlationId: {} }],
    [{ errors: [{ context: { requiredGranularScopes: 'one' } }] }],
  ])('may have any form: %j', (body) => {
    expect(error(500, body)).toMatchObject({
      message: 'HubSpot answered 500 when asked to publish the message: no further details.',
      category: undefined,
      missingScopes: [],
      existingId: undefined,
    })
  })

  test('cannot smuggle anything in as a correlation ID', () => {
    expect(error(500, { correlationId: 'kim@customers.example' }).message).not.toContain('kim')
  })
})
