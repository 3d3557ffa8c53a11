import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { leaksIn } from './leaks'

const output = fileURLToPath(new URL('../../test-output', import.meta.url))

/** Lines of a file; none when it is not there. */
const linesOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [])
const logs = existsSync(join(output, 'logs')) ? readdirSync(join(output, 'logs')) : []

/** A text that was said in one test file can only leak into the log of that file. */
const unspeakableIn = (log: string) =>
  new Set(linesOf(join(output, 'unspeakable', log.replace(/\.log$/, '.jsonl'))).map((line) => String(JSON.parse(line))))

describe('the logs of the whole e2e run', () => {
  test('were recorded, and so was what must not be in them', () => {
    expect(logs.flatMap((log) => linesOf(join(output, 'logs', log))).length).toBeGreaterThan(20)
    expect(logs.flatMap((log) => [...unspeakableIn(log)]).length).toBeGreaterThan(100)
  })

  test('hold no secret, token, message text, e-mail address or phone number', () => {
    const leaks = logs.flatMap((log) => {
      const unspeakable = unspeakableIn(log)
      return linesOf(join(output, 'logs', log)).flatMap((line) =>
        leaksIn(line, unspeakable).map((what) => `${log}: ${what} in: ${line}`),
      )
    })
    expect(leaks).toEqual([])
  })
})

describe('a leak is found', () => {
  test.each([
    ['kim@customers.example wrote', 'an e-mail address'],
    ['GET /contacts/kim%40customers.example failed', 'an e-mail address'],
    ['called +49 30 901820-12 back', 'a phone number'],
    ['authorization: Bearer CO2ab-long.token', 'a bearer token'],
    ['the token refresh-0f8a3b1c-1111-4222-8333-444455556666', 'a token'],
    ['GET /channels?hapikey=eu1-abcd', 'a key or secret'],
    ['secret-of-40001-d41d8cd98f00', 'a key or secret'],
  ])('by its shape: %s', (line, what) => {
    expect(leaksIn(line, [])).toEqual([what])
  })

  test.each([
    ['My lamp is broken', 'The message "My lamp is broken" was refused'],
    ['First line\nsecond line', '{"message":"First line\\nsecond line"}'],
    [
      'A long text of which only the beginning was repeated in an error',
      'refused: A long text of which only the begi…',
    ],
  ])('by what it repeats: %s', (text, line) => {
    expect(leaksIn(line, ['something else', text])).toEqual([expect.stringContaining(`of ${text.length} characters`)])
  })

  test('only where there is one', () => {
    const line =
      'HubSpot answered 403 when asked to list the inboxes: not granted (correlation ID 0f8a3b1c-1111-4222-8333-444455556666) /srv/node_modules/@botpress/sdk/dist/index.cjs:12 at 2026-11-21T10:00:00.000Z thread 5000000012'
    expect(leaksIn(line, ['My lamp is broken'])).toEqual([])
  })
})
