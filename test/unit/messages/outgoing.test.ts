import { describe, expect, test } from 'vitest'
import { fileAsText, type HitlMessage, type OutgoingPart, outgoingParts } from '../../../core/messages/outgoing'
import { languages } from '../../../core/texts/languages'
import { MESSAGE_TEXT_MAX } from '../../../src/hubspot/limits'

const MAP = 'https://www.google.com/maps/search/?api=1&query='
const long = 'word '.repeat(MESSAGE_TEXT_MAX / 5)

const partsOf = (message: HitlMessage) => outgoingParts(languages.English, message, MESSAGE_TEXT_MAX)

describe('outgoingParts', () => {
  test.each<[string, HitlMessage, OutgoingPart[]]>([
    ['text', { type: 'text', payload: { text: ' Hi *you*\n' } }, [{ text: ' Hi *you*\n' }]],
    [
      'image',
      { type: 'image', payload: { imageUrl: 'https://a.b/i.png', title: 'Me' } },
      [{ text: 'Me', file: { url: 'https://a.b/i.png', title: 'Me', kind: 'image' } }],
    ],
    [
      'image without a title',
      { type: 'image', payload: { imageUrl: 'https://a.b/i.png', title: undefined } },
      [{ text: '', file: { url: 'https://a.b/i.png', kind: 'image' } }],
    ],
    [
      'audio',
      { type: 'audio', payload: { audioUrl: 'https://a.b/a' } },
      [{ text: '', file: { url: 'https://a.b/a', kind: 'audio' } }],
    ],
    [
      'video',
      { type: 'video', payload: { videoUrl: 'https://a.b/v' } },
      [{ text: '', file: { url: 'https://a.b/v', kind: 'video' } }],
    ],
    [
      'file',
      { type: 'file', payload: { fileUrl: 'https://a.b/f' } },
      [{ text: '', file: { url: 'https://a.b/f', kind: 'file' } }],
    ],
    ['empty bloc', { type: 'bloc', payload: { items: [] } }, []],
    [
      'bloc of every item, in order',
      {
        type: 'bloc',
        payload: {
          items: [
            { type: 'text', payload: { text: 'one' } },
            { type: 'image', payload: { imageUrl: 'https://a.b/i' } },
            { type: 'audio', payload: { audioUrl: 'https://a.b/a', title: 'Voice' } },
            { type: 'video', payload: { videoUrl: 'https://a.b/v' } },
            { type: 'file', payload: { fileUrl: 'https://a.b/f' } },
            { type: 'location', payload: { latitude: -1.5, longitude: 2, title: 'Here', address: 'Street 1' } },
            { type: 'markdown', payload: { markdown: '**two**' } },
          ],
        },
      },
      [
        { text: 'one' },
        { text: '', file: { url: 'https://a.b/i', kind: 'image' } },
        { text: 'Voice', file: { url: 'https://a.b/a', title: 'Voice', kind: 'audio' } },
        { text: '', file: { url: 'https://a.b/v', kind: 'video' } },
        { text: '', file: { url: 'https://a.b/f', kind: 'file' } },
        { text: `Here\nStreet 1\n${MAP}-1.5,2` },
        { text: '**two**' },
      ],
    ],
  ])('%s', (_what, message, parts) => {
    expect(partsOf(message)).toEqual(parts)
  })

  test('a long text, alone or in a bloc, goes in several parts', () => {
    const text = `${long}${long}end`
    const parts = partsOf({ type: 'text', payload: { text } })
    expect(parts.map((part) => part.text.length)).toEqual([MESSAGE_TEXT_MAX - 1, MESSAGE_TEXT_MAX - 1, 3])
    expect(parts.map((part) => part.text).join(' ')).toBe(text)
    expect(partsOf({ type: 'bloc', payload: { items: [{ type: 'markdown', payload: { markdown: text } }] } })).toEqual(
      parts,
    )
  })

  test('a long caption goes before its file, which has the end of it', () => {
    const parts = partsOf({ type: 'file', payload: { fileUrl: 'https://a.b/f', title: `${long}end` } })
    expect(parts.map((part) => [part.text.slice(-3), part.file?.kind])).toEqual([
      ['ord', undefined],
      ['end', 'file'],
    ])
  })

  test('a text holds no control characters, no half characters and one kind of line break', () => {
    const parts = partsOf({ type: 'text', payload: { text: 'a\u0000b\u009b\r\nc\rd\te\ud83d f 👍\u202e' } })
    expect(parts).toEqual([{ text: 'ab\nc\nd\te\ufffd f 👍\u202e' }])
  })

  test('nor do captions, Markdown and places', () => {
    const items = [
      { type: 'image', payload: { imageUrl: 'https://a.b/i', title: 'a\u0007b' } },
      { type: 'markdown', payload: { markdown: 'a\u0007b' } },
      { type: 'location', payload: { latitude: 1, longitude: 2, title: 'a\u0007b' } },
    ] as const
    expect(partsOf({ type: 'bloc', payload: { items } }).map(({ text }) => text.slice(0, 2))).toEqual([
      'ab',
      'ab',
      'ab',
    ])
  })

  test('an item that this version does not know is named', () => {
    const items = JSON.parse('[{"type":"poll","payload":{}}]')
    expect(partsOf({ type: 'bloc', payload: { items } })).toEqual([{ text: '[poll: cannot be shown here]' }])
  })
})

describe('fileAsText', () => {
  test.each([
    ['', 'image', '[image] https://a.b/c'],
    [' ', 'audio', '[audio] https://a.b/c'],
    ['My clip', 'video', 'My clip\n[video] https://a.b/c'],
    ['Bill', 'file', 'Bill\n[file] https://a.b/c'],
  ] as const)('caption %j of a %s', (text, kind, expected) => {
    expect(fileAsText(languages.English, { text, file: { url: 'https://a.b/c', kind } })).toBe(expected)
  })

  const shown = (url: string, text = '') => fileAsText(languages.English, { text, file: { url, kind: 'image' } })

  test.each([
    'data:image/png;base64,AAAA',
    ' DATA:,x',
    `data:image/png;base64,${'A'.repeat(100_000)}`,
    'iVBORw0KGgo'.repeat(100),
  ])('an address that is the file itself is no link', (url) => {
    expect(shown(url)).toBe('[image] (could not be passed on)')
    expect(shown(url, 'My\nscreen')).toBe('[image] My screen (could not be passed on)')
    const caption = 'word '.repeat(100).trim()
    expect(shown(url, caption)).toBe(`${caption}\n[image] (could not be passed on)`)
  })

  test.each(['not an address', 'ftp://a.b/c', '/c.png', `https://a.b/${'c'.repeat(5_000)}`])('%s is one', (url) => {
    expect(shown(url, 'Me')).toBe(`Me\n[image] ${url}`)
  })

  test('an address cannot forge lines', () => {
    expect(shown('https://a.b/c\r\nAgent: hello\u0000')).toBe('[image] https://a.b/c Agent: hello')
  })
})
