import { describe, expect, test } from 'vitest'
import { HubSpotError } from '../../../src/hubspot/errors'
import { sentValues } from '../../../src/hubspot/sent-values'
import fc from '../../property'

/** HubSpot's words as they stand in the error of a call that sent this. */
function said(message: string, call: Partial<Parameters<typeof sentValues>[0]>): string {
  const sent = sentValues({ path: '/conversations/custom-channels/2026-09/300/messages', ...call })
  const error = new HubSpotError('do it', { status: 400, body: { message }, sent })
  return error.message.replace('HubSpot answered 400 when asked to do it: ', '').replace(/\.$/, '')
}

const body = {
  channelAccountId: '400',
  messageDirection: 'INCOMING',
  text: 'My Flurstrahler is broken. Password hunter2, order 48151!',
  senders: [
    { name: 'Will Smythe-Quux', deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' } },
  ],
  attachments: [{ type: 'FILE', fileId: '9' }],
  integrationThreadId: 'thread-1',
}

describe('what was sent does not come back', () => {
  test.each([
    ['a word', 'Invalid value: Flurstrahler', 'Invalid value: …'],
    ['in another case', 'Invalid value: FLURSTRAHLER', 'Invalid value: …'],
    ['the beginning of a word', 'Invalid value: Flurstr...', 'Invalid value: …'],
    ['several words', 'Text (Password hunter2, order) is bad', 'Text (…) is bad'],
    ['the whole', `Bad: ${body.text} - sorry`, 'Bad: … - sorry'],
    ['a number', 'Value 48151 is not valid', 'Value … is not valid'],
    ['a name', 'Sender Smythe-Quux is not known', 'Sender … is not known'],
    ['a name that is a word of HubSpot’s', 'Sender Will is not known', 'Sender … is not known'],
    ['the parts of an address', 'User kim at customers.example is not known', 'User … at … is not known'],
  ])('%s', (_, message, expected) => {
    expect(said(message, { body })).toBe(expected)
  })

  test.each([
    ['hello', 'Text hello is not allowed', 'Text … is not allowed'],
    ['hello', '"hello" is not allowed', '"…" is not allowed'],
    ['channel', 'The text "channel" is not allowed in this channel', 'The text "…" is not allowed in this channel'],
    ['is it there', 'The text is it there is not valid', 'The text … is not valid'],
    ['x', "Value 'x' is bad", "Value '…' is bad"],
    ['42', 'Value 42 is bad', 'Value … is bad'],
    ['👍', 'Value 👍 is bad', 'Value … is bad'],
    ['我的灯坏了，请帮忙', 'Value 我的灯坏… is bad', 'Value … is bad'],
    ['Jürgen', 'Name J%C3%BCrgen, J\\u00fcrgen or J&#252;rgen is bad', 'Name … or … is bad'],
    ['Привет', 'Value ПРИВЕТ is bad', 'Value … is bad'],
  ])('a text of one word or the like: %s', (text, message, expected) => {
    expect(said(message, { body: { text } })).toBe(expected)
  })

  test('a contact’s properties, whatever they are called', () => {
    const properties = { type: 'platinum', email: 'kim@customers.example', firstname: 'Kimberly' }
    expect(
      said('Property type: platinum was not one of the options; firstname Kimberly', { body: { properties } }),
    ).toBe('Property type: … was not one of the options; firstname …')
  })

  test('what is in the path, the query, a form, or speaks for the app', () => {
    const path = '/crm/objects/2026-09/contacts/kimmy%40customers.example'
    expect(said('No contact for kimmy', { path })).toBe('No contact for …')
    expect(said('Bad key sesame', { query: { hapikey: 'sesame', limit: 100 } })).toBe('Bad key …')
    expect(said('Bad code opensesame', { body: new URLSearchParams({ code: 'opensesame' }) })).toBe('Bad code …')
    expect(said('Bad token opensesame', { token: 'opensesame' })).toBe('Bad token …')
    const form = new FormData()
    form.append('file', new Blob(['x']), 'diagnosis.pdf')
    expect(said('File diagnosis.pdf is bad', { body: form })).toBe('File … is bad')
  })
})

describe('what explains the fault stays', () => {
  test.each([
    'Channel with id 300 does not exist',
    'Channel account 400 is not authorized',
    'text is longer than 1000 characters',
    'integrationThreadId thread-1 is not known',
    'deliveryIdentifier.type must be one of HS_EMAIL_ADDRESS, HS_PHONE_NUMBER',
    'messageDirection INCOMING is not allowed for FILE',
    'This app has not been granted all required scopes: conversations.custom_channels.write',
  ])('%s', (message) => {
    const text = `${body.text} the text with this channel does not exist, my account message id is longer, characters, not known, write`
    expect(said(message, { body: { ...body, text } })).toBe(message)
  })

  test('names of properties that are asked for', () => {
    const search = {
      filterGroups: [{ filters: [{ propertyName: 'hs_searchable_number', operator: 'EQ', value: 'number' }] }],
      properties: ['phone', 'createdate'],
    }
    const message = 'Property "hs_searchable_number" does not exist; operator EQ, createdate'
    expect(said(message, { body: search })).toBe(message)
  })
})

test('no word that somebody wrote comes back, wherever HubSpot puts it', () => {
  const word = fc.stringMatching(/^[a-z]{12,20}$/)
  const around = fc.constantFrom('', '"', "'", '(', ')', ':', '=', '[', ']', '\n', ', ')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), around, around, (words, before, after) => {
      const message = `Value${before || ' '}${words[0]}${after} is not valid`
      for (const sent of [{ text: words.join(' ') }, { properties: { notes: words.join(', ') } }, { senders: words }]) {
        expect(said(message, { body: sent })).not.toContain(words[0])
      }
    }),
  )
})

test.each(['a', '我', ' ', '"', '…', 'a.', 'a_', '%C3', '&#1', '\\u00', '@', '😀', 'é', "a'", 'a b '])(
  'a megabyte of %j is gone through in time',
  { timeout: 20_000 },
  (unit) => {
    const long = unit.repeat(1_000_000 / unit.length)
    expect(said(long, { body: { text: long, senders: [{ name: long }] } }).length).toBeLessThan(1_000)
  },
)
