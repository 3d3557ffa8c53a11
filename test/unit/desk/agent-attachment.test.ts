import { describe, expect, test } from 'vitest'
import { type PartContent, replyParts } from '../../../core/messages/reply-parts'
import { languages } from '../../../core/texts/languages'
import { type AgentAttachment, fromAttachment } from '../../../src/desk/agent-attachment'

const MAP = 'https://www.google.com/maps/search/?api=1&query='
const text = (value: string): PartContent => ({ type: 'text', text: value })
const undelivered = (what: string) => text(`(An attachment could not be delivered: ${what})`)

const CONTACT = {
  type: 'CONTACT',
  contactProfile: {
    name: { prefix: 'Dr', firstName: 'Dana', lastName: 'Example' },
    org: { company: 'Acme', title: 'CTO' },
    phones: [{ phone: '+15550100', type: 'CELL' }],
    emails: [{ email: 'dana@example.com' }],
    urls: [{ url: 'https://example.com' }],
    addresses: [{ type: 'WORK', street: '1 Quay Rd', zip: '12345', city: 'Port', country: 'Nowhere' }],
  },
}

const fromAgent = (message: { text: string; richText?: string; attachments: AgentAttachment[] }) =>
  replyParts(languages.English, {
    ...message,
    attachments: message.attachments.map((one) => fromAttachment(languages.English, one)),
  })

describe('an attachment of an agent', () => {
  test.each<[string, { type: string } & Record<string, unknown>, PartContent]>([
    ['a file by its id', { type: 'FILE', fileId: '123' }, { type: 'file', source: { fileId: '123' } }],
    ['a file by a number', { type: 'FILE', fileId: 123 }, { type: 'file', source: { fileId: '123' } }],
    [
      'a file with all that is known',
      { type: 'FILE', fileId: '123', url: 'https://a.b/c', name: ' my\nbill.pdf', fileUsageType: 'OTHER' },
      { type: 'file', source: { fileId: '123', url: 'https://a.b/c' }, name: 'my bill.pdf' },
    ],
    [
      'a file by a URL',
      { type: 'FILE', url: 'https://a.b/c', name: ' ' },
      { type: 'file', source: { url: 'https://a.b/c' } },
    ],
    [
      'a file whose id is a URL',
      { type: 'FILE', fileId: 'https://a.b/c' },
      { type: 'file', source: { url: 'https://a.b/c' } },
    ],
    [
      'a file whose id leads elsewhere',
      { type: 'FILE', fileId: '../x', url: 'https://a.b/c' },
      { type: 'file', source: { url: 'https://a.b/c' } },
    ],
    [
      'a file whose id is a word',
      { type: 'FILE', fileId: 'NOT_TRUNCATED', url: 'https://a.b/c' },
      { type: 'file', source: { url: 'https://a.b/c' } },
    ],
    ['a file by a number below zero', { type: 'FILE', fileId: -1 }, undelivered('file')],
    [
      'a file with nulls',
      { type: 'FILE', fileId: '1', url: null, name: null },
      { type: 'file', source: { fileId: '1' } },
    ],
    ['a file at no address', { type: 'FILE', name: 'bill.pdf' }, undelivered('bill.pdf')],
    ['a file at an unsafe address', { type: 'FILE', fileId: 'javascript:x', url: 'file:///x' }, undelivered('file')],
    [
      'a place',
      { type: 'LOCATION', latitude: -1.5, longitude: 2, name: 'Pier', address: 'Quay Rd' },
      text(`Pier  \nQuay Rd  \n${MAP}-1.5,2`),
    ],
    [
      'a place with a link',
      { type: 'LOCATION', latitude: 1, longitude: 2, name: 'Pier', url: 'https://a.b/' },
      text(`Pier  \n${MAP}1,2  \nhttps://a.b/`),
    ],
    [
      'a place with an unsafe link',
      { type: 'LOCATION', latitude: 1, longitude: 2, name: 'Pier', url: 'javascript:x' },
      text(`Pier  \n${MAP}1,2`),
    ],
    ['a place without one', { type: 'LOCATION', name: 'Pier' }, undelivered('Pier')],
    [
      'quick replies',
      {
        type: 'QUICK_REPLIES',
        quickReplies: [
          { value: 'yes', valueType: 'TEXT', label: 'Yes,\nplease' },
          { value: 'No', valueType: 'TEXT' },
          { value: 'https://a.b/c', valueType: 'URL', label: 'More' },
          { value: 'https://a.b/d', valueType: 'URL' },
        ],
      },
      text('-\u00a0Yes, please  \n-\u00a0No  \n-\u00a0More: https://a.b/c  \n-\u00a0https://a.b/d'),
    ],
    ['quick replies without any', { type: 'QUICK_REPLIES', quickReplies: [] }, undelivered('quick replies')],
    ['quick replies of another shape', { type: 'QUICK_REPLIES', quickReplies: 'x' }, undelivered('quick replies')],
    [
      'a contact',
      CONTACT,
      text(
        'Dr Dana Example  \nCTO Acme  \n+15550100  \ndana@example.com  \nhttps://example.com  \n1 Quay Rd 12345 Port Nowhere',
      ),
    ],
    ['a contact of little', { type: 'CONTACT', contactProfile: { name: { firstName: 'Dana' } } }, text('Dana')],
    ['a contact of nothing', { type: 'CONTACT', contactProfile: {} }, undelivered('contact')],
    ['a contact of another shape', { type: 'CONTACT' }, undelivered('contact')],
    [
      'a place with markup in its name',
      { type: 'LOCATION', latitude: 1, longitude: 2, name: '*Pier* <b>\u0000' },
      text(`\\*Pier\\* \\<b>  \n${MAP}1,2`),
    ],
    ['a header', { type: 'MESSAGE_HEADER', text: 'Offer', fileId: 1 }, text('Offer')],
    ['a header without text', { type: 'MESSAGE_HEADER' }, undelivered('message header')],
    ['what HubSpot does not support', { type: 'UNSUPPORTED_CONTENT' }, undelivered('unsupported content')],
    ['metadata', { type: 'SOCIAL_MEDIA_METADATA', socialMetadata: {} }, undelivered('social media metadata')],
    ['what nobody knows yet', { type: 'HOLOGRAM', name: 'x.holo' }, undelivered('x.holo')],
    ['a type without a name', { type: '' }, undelivered('of unknown type')],
  ])('that is %s', (_what, attachment, part) => {
    expect(fromAgent({ text: '', attachments: [attachment] })).toEqual([{ ...part, key: 'attachment-0' }])
  })

  test.each([
    ['IMAGE', 'image'],
    ['STICKER', 'image'],
    ['AUDIO', 'audio'],
    ['VOICE_RECORDING', 'audio'],
    ['voice_recording', 'audio'],
    ['OTHER', undefined],
    ['what nobody knows yet', undefined],
    [7, undefined],
  ])('that is a file meant as %j is taken as %j', (fileUsageType, kind) => {
    const attachment = { type: 'FILE', fileId: '1', fileUsageType }
    expect(fromAttachment(languages.English, attachment)).toEqual({
      type: 'file',
      source: { fileId: '1' },
      ...(kind === undefined ? {} : { kind }),
    })
  })

  test('follows the text and the pictures, in order', () => {
    const parts = fromAgent({
      text: 'Hi',
      richText: '<p>Hi<img src="https://a.b/i"></p>',
      attachments: [
        { type: 'FILE', fileId: '2' } as { type: string },
        { type: 'FILE', fileId: '1' } as { type: string },
      ],
    })
    expect(parts).toEqual([
      { ...text('Hi'), key: 'text' },
      { type: 'file', source: { url: 'https://a.b/i' }, kind: 'image', key: 'image-0' },
      { type: 'file', source: { fileId: '2' }, key: 'attachment-0' },
      { type: 'file', source: { fileId: '1' }, key: 'attachment-1' },
    ])
  })

  test.each(['', ' ', '\n\u200b'])('that is not there, with the text %j, makes no message', (blank) => {
    expect(fromAgent({ text: blank, richText: blank, attachments: [] })).toEqual([])
    expect(fromAgent({ text: blank, attachments: [] })).toEqual([])
  })
})
