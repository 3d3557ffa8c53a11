import { expect, test } from 'vitest'
import { fileAsText, outgoingParts } from '../../../core/messages/outgoing'
import { languages } from '../../../core/texts/languages'
import { neutral } from '../../../core/texts/neutral'
import { readTexts } from '../../../core/texts/read-texts'

const place = (latitude: number, longitude: number) =>
  ({ type: 'bloc', payload: { items: [{ type: 'location', payload: { latitude, longitude } }] } }) as const
const own = readTexts('Spanish', '{"image": "foto", "notPassedOn": "(se perdió)"}')
const all = [...Object.values(languages), own]

test.each([
  ['a position', (texts: typeof own) => outgoingParts(texts, place(52.5, -13.4), 4_000)[0]?.text],
  ['a position that there is not', (texts: typeof own) => outgoingParts(texts, place(-95, 1e9), 4_000)[0]?.text],
  [
    'a picture with its link',
    (texts: typeof own) => fileAsText(texts, { text: 'Lamp', file: { url: 'https://a.b/c', kind: 'image' } }),
  ],
  [
    'a file without one',
    (texts: typeof own) => fileAsText(texts, { text: '', file: { url: 'data:,x', kind: 'file' } }),
  ],
])('%s is the same message in whatever language it was sent', (_what, written) => {
  const forms = all.map((texts) => neutral(own, written(texts)?.replace(/\s+/g, ' ') ?? ''))
  expect(new Set(forms).size).toBe(1)
})

test.each([
  ['Location: 52° N, 13° E https://maps.example/52,13', 'Location: 52° N, 13° E https://maps.example/52,14'],
  ['[image] https://a.b/c', '[video] https://a.b/c'],
  ['[image] https://a.b/c', '[image] https://a.b/d'],
  ['one', 'two'],
])('%j and %j are two messages', (one, other) => {
  expect(neutral(own, one)).not.toBe(neutral(own, other))
})

test.each(['', 'Hello (Kim): [ok]', 'Where: here', 'a $& b'])('words of people stay as they are: %j', (text) => {
  expect(neutral(languages.German, text)).toBe(text)
})
