import { expect, test } from 'vitest'
import { assertOwnPage } from '../../../playground/server/guard'

test.each([
  { host: '127.0.0.1:4400' },
  { host: 'localhost:4400', origin: 'http://localhost:4400', 'sec-fetch-site': 'same-origin' },
  { host: '[::1]:4400' },
  { host: '127.0.0.1:4400', 'sec-fetch-site': 'none' },
])('the own page is let in: %j', (headers) => {
  expect(() => assertOwnPage(headers)).not.toThrow()
})

test.each([
  {},
  { host: 'rebound.example:4400' },
  { host: 'localhost.rebound.example' },
  { host: '127.0.0.1:4400', origin: 'http://127.0.0.1:4401' },
  { host: '127.0.0.1:4400', origin: 'https://127.0.0.1:4400' },
  { host: '127.0.0.1:4400', origin: 'null' },
  { host: '127.0.0.1:4400', 'sec-fetch-site': 'cross-site' },
])('another is not: %j', (headers) => {
  expect(() => assertOwnPage(headers)).toThrow(/playground/)
})
