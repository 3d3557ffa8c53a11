import { UnauthorizedError } from '@botpress/client'
import { RuntimeError } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { explain } from '../../core/explain'
import { LockedError } from '../../core/platform/lock'
import { OutOfTimeError } from '../../core/platform/within'
import { HubSpotError } from '../../src/hubspot/errors'

const refused = (status: number | undefined, body?: unknown) =>
  new HubSpotError('publish the message', { ...(status === undefined ? {} : { status }), body })
const said = (error: unknown) => explain('It did not work', error).message

describe('the bot’s owner reads what failed, what HubSpot said, and what to do', () => {
  test.each<[string, HubSpotError, RegExp]>([
    ['no answer', refused(undefined), /Try again in a moment; if it stays so, see status\.hubspot\.com\.$/],
    [
      'a fault of HubSpot',
      refused(503, { message: 'Down' }),
      /: Down\. Try again in a moment; .*status\.hubspot\.com\.$/,
    ],
    [
      'a revoked connection',
      refused(401),
      /install the HubSpot app again and put the new token into "Refresh token", or empty that field/,
    ],
    ['a used-up limit', refused(429), /limit of HubSpot calls is used up for the moment\. Try again later\.$/],
    ['a locked record', refused(423), /Try again in a moment; if it stays so, see status\.hubspot\.com\.$/],
    [
      'missing scopes',
      refused(403, { errors: [{ context: { requiredGranularScopes: ['files', 'conversations.write'] } }] }),
      /Add to the HubSpot app: files, conversations\.write\. Then install it again/,
    ],
    [
      'missing scopes that are not named',
      refused(403, { category: 'MISSING_SCOPES' }),
      /Add to the HubSpot app: the scopes listed in hub\.md\./,
    ],
    [
      'a channel of another app',
      refused(400, { subCategory: 'ChannelIntegrationMessagePublishError.CHANNEL_DOES_NOT_EXIST' }),
      /The refresh token belongs to another app than the channel: take refresh token, client ID, client secret and app ID from one app/,
    ],
    [
      'anything else',
      refused(400, { message: 'Inbox archived' }),
      /: Inbox archived\. Save the integration's configuration/,
    ],
  ])('after %s', (_, error, expected) => {
    expect(said(error)).toMatch(/^It did not work\. HubSpot /)
    expect(said(error)).toMatch(expected)
    expect(explain('x', error)).toBeInstanceOf(RuntimeError)
  })

  test('with the correlation ID for HubSpot’s support', () => {
    expect(said(refused(400, { correlationId: 'abc-123' }))).toContain('(correlation ID abc-123)')
  })
})

describe('errors that are not HubSpot’s', () => {
  test('of Botpress keep their reason', () => {
    const error = explain('It did not work', new UnauthorizedError('The bot is blocked'))
    expect(error).toBeInstanceOf(RuntimeError)
    expect(error.message).toBe('It did not work. The bot is blocked')
  })

  test('that say what to do already keep their words', () => {
    expect(said(new RuntimeError('Fill in "Client ID".'))).toBe('It did not work. Fill in "Client ID".')
  })

  test('about a lock or the time are shown, since both pass by waiting', () => {
    expect(explain('It did not work', new LockedError('busy'))).toBeInstanceOf(RuntimeError)
    expect(explain('It did not work', new OutOfTimeError('close the thread'))).toBeInstanceOf(RuntimeError)
  })

  test('that nobody foresaw are passed on, whatever was thrown', () => {
    const bug = new TypeError('undefined is not a function')
    expect(said(bug)).toContain(bug.message)
    expect(said('just a text')).toContain('just a text')
  })
})
