import { expect, test } from 'vitest'
import { mapLink, type Place } from '../../../core/messages/map-link'
import { languages } from '../../../core/texts/languages'

const MAP = 'https://www.google.com/maps/search/?api=1&query='

test.each<[string, Place, string]>([
  ['north and east', { latitude: 48.8584, longitude: 2.2945 }, `Location: 48.8584° N, 2.2945° E\n${MAP}48.8584,2.2945`],
  [
    'south and east',
    { latitude: -33.8568, longitude: 151.2153 },
    `Location: 33.8568° S, 151.2153° E\n${MAP}-33.8568,151.2153`,
  ],
  ['north and west', { latitude: 40.7, longitude: -74 }, `Location: 40.7° N, 74° W\n${MAP}40.7,-74`],
  ['south and west', { latitude: -22.9, longitude: -43.17 }, `Location: 22.9° S, 43.17° W\n${MAP}-22.9,-43.17`],
  ['zero', { latitude: -0, longitude: 0 }, `Location: 0° N, 0° E\n${MAP}0,0`],
  ['whole tens', { latitude: 10, longitude: 100 }, `Location: 10° N, 100° E\n${MAP}10,100`],
  ['a very small number', { latitude: 0.0000004, longitude: 1e-9 }, `Location: 0.0000004° N, 0° E\n${MAP}0.0000004,0`],
  ['a title', { latitude: 1, longitude: 2, title: ' Pier 3 ' }, `Pier 3\n${MAP}1,2`],
  ['an address', { latitude: 1, longitude: 2, title: '', address: '1 Quay Rd' }, `1 Quay Rd\n${MAP}1,2`],
  ['both', { latitude: 1, longitude: 2, title: 'Pier 3', address: '1 Quay Rd' }, `Pier 3\n1 Quay Rd\n${MAP}1,2`],
  ['no such latitude', { latitude: 91, longitude: 2, title: 'Nowhere' }, 'Nowhere\n(no valid place: 91, 2)'],
  ['no such longitude', { latitude: 1, longitude: -181 }, '(no valid place: 1, -181)'],
  ['no number', { latitude: Number.NaN, longitude: 2 }, '(no valid place: NaN, 2)'],
])('a place with %s', (_what, place, text) => {
  expect(mapLink(languages.English, place)).toBe(text)
})
