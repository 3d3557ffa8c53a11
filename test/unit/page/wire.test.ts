import { describe, expect, it } from 'vitest'
import { isTrouble, knownFilter, matcher, type WireFilter } from '../../../playground/page/state/wire-filter'
import { foldSetUps } from '../../../playground/page/state/wire-items'
import { mergeRows } from '../../../playground/page/state/wire-rows'
import { highlight } from '../../../playground/page/wire/highlight'
import { setUpWords, statusTone, statusWords } from '../../../playground/page/wire/status'
import type { WireRow } from '../../../playground/protocol'

const row = (change: Partial<WireRow> = {}): WireRow => ({
  id: 1,
  at: 1000,
  from: 'integration',
  to: 'HubSpot',
  method: 'POST',
  what: 'publish a message',
  path: '/messages',
  status: 201,
  durationMs: 12,
  repeats: 0,
  users: ['kim'],
  sessions: ['kims second'],
  traces: ['msg_1'],
  ...change,
})

describe('the rows of the wire', () => {
  const ids = (rows: readonly WireRow[]) => rows.map(({ id }) => id)

  it('stand in the order of time, whenever they come', () => {
    const calls = [row({ id: 1, at: 20 }), row({ id: 2, at: 40 })]
    expect(ids(mergeRows(calls, [row({ id: 3, at: 30 }), row({ id: 4, at: 40 })]))).toEqual([1, 3, 2, 4])
  })

  it('change in place when they come again', () => {
    const merged = mergeRows([row({ id: 1 }), row({ id: 2 })], [row({ id: 1, traces: ['msg_9'] })])
    expect(merged.map(({ id, traces }) => [id, traces[0]])).toEqual([
      [1, 'msg_9'],
      [2, 'msg_1'],
    ])
  })

  it('lose the oldest when there are too many', () => {
    expect(ids(mergeRows([row({ id: 1, at: 1 }), row({ id: 2, at: 2 })], [row({ id: 3, at: 3 })], 2))).toEqual([2, 3])
  })
})

describe('the set-up on the wire', () => {
  const setUp = (id: number) => row({ id, isSetUp: true })
  const keys = (open: readonly string[], rows: readonly WireRow[]) =>
    foldSetUps(rows, new Set(open)).map((item) => ('fold' in item ? `${item.key}: ${item.fold.count}` : item.key))
  const rows = [setUp(1), setUp(2), row({ id: 3 }), setUp(4), row({ id: 5 })]

  it('is one line for the calls that follow one another, and another for a later one', () => {
    expect(keys([], rows)).toEqual(['set-up-1: 2', '3', 'set-up-2: 1', '5'])
  })

  it('has its calls below it where it is open', () => {
    expect(keys(['set-up-1'], rows)).toEqual(['set-up-1: 2', '1', '2', '3', 'set-up-2: 1', '5'])
  })
})

describe('the filter of the wire', () => {
  const passes = (filter: WireFilter, change: Partial<WireRow> = {}) => matcher(filter)?.(row(change))

  it('is none at all when nothing is asked for', () => {
    expect(matcher({})).toBeUndefined()
    expect(matcher({ text: '  ', onlyTrouble: false })).toBeUndefined()
  })

  it('finds an end user, a session, a side and a message', () => {
    expect(passes({ userId: 'kim' })).toBe(true)
    expect(passes({ userId: 'noor' })).toBe(false)
    expect(passes({ sessionId: 'kims second' })).toBe(true)
    expect(passes({ userId: 'kim', sessionId: 'kims first' })).toBe(false)
    expect(passes({ party: 'HubSpot' })).toBe(true)
    expect(passes({ party: 'Botpress' })).toBe(false)
    expect(passes({ trace: { id: 'msg_1', about: 'message', label: '' } })).toBe(true)
    expect(passes({ trace: { id: 'msg_2', about: 'message', label: '' } })).toBe(false)
  })

  it('forgets whom and what a server that was started anew does not know', () => {
    const filter: WireFilter = {
      userId: 'kim',
      sessionId: 'kims first',
      trace: { id: 'msg_1', about: 'message', label: '' },
      text: 'x',
    }
    const kim = { id: 'kim', sessions: [{ id: 'kims first', at: 1 }] }
    expect(knownFilter(filter, [kim], new Set(['msg_1']))).toEqual(filter)
    expect(knownFilter(filter, [{ id: 'noor', sessions: [] }], new Set())).toEqual({ text: 'x' })
  })

  it('finds text in what a row shows, whatever the case', () => {
    for (const text of ['PUBLISH', '/mess', '201', 'hubspot', 'key-7']) {
      expect(passes({ text }, { idempotencyKey: 'key-7' }), text).toBe(true)
    }
    expect(passes({ text: 'lamp' })).toBe(false)
  })

  it('wants all that is asked for at once', () => {
    expect(passes({ userId: 'kim', text: 'publish', party: 'Botpress' })).toBe(false)
  })

  it.each([
    [{}, false],
    [{ fault: 'broken' }, true],
    [{ fault: 'copied' }, true],
    [{ repeats: 1 }, true],
    [{ status: 0 }, true],
    [{ status: 429 }, true],
    [{ status: 302 }, false],
    [{ status: 404, method: 'GET' }, false],
    [{ status: 403, method: 'GET' }, false],
    [{ status: 404 }, true],
  ] as const)('knows trouble: %o', (change, isIt) => {
    expect(isTrouble(row(change))).toBe(isIt)
    expect(passes({ onlyTrouble: true }, change)).toBe(isIt)
  })
})

describe('a status', () => {
  it.each([
    [{ status: 200 }, 'good', '200'],
    [{ status: 404 }, 'warn', '404'],
    [{ status: 404, method: 'GET' }, undefined, '404'],
    [{ status: 403, method: 'GET' }, undefined, '403'],
    [{ status: 401, method: 'GET' }, 'warn', '401'],
    [{ status: 404, method: 'GET', fault: 'broken' }, 'warn', '404'],
    [{ status: 503 }, 'bad', '503'],
    [{ status: 0 }, 'bad', 'dropped'],
  ] as const)('%o is %s and reads %s', (change, tone, words) => {
    expect(statusTone(row(change))).toBe(tone)
    expect(statusWords(row(change).status)).toBe(words)
  })

  it('of the set-up that is a no is said to be expected; another is not, nor is a yes', () => {
    const setUp = { isSetUp: true, method: 'GET' } as const
    expect(setUpWords(row({ ...setUp, status: 404 }))).toMatch(/set-up, as expected.*nothing to read yet/)
    expect(setUpWords(row({ ...setUp, status: 403 }))).toMatch(/set-up, as expected/)
    expect(setUpWords(row({ ...setUp, status: 200 }))).toBeUndefined()
    expect(setUpWords(row({ ...setUp, status: 503 }))).toBeUndefined()
    expect(setUpWords(row({ ...setUp, method: 'POST', status: 403 }))).toBeUndefined()
    expect(setUpWords(row({ method: 'GET', status: 404 }))).toBeUndefined()
  })
})

describe('the colours of JSON', () => {
  const json = JSON.stringify({ text: 'a "quoted": 1', list: [1, -2.5e-9, true, null], 'k:': {} }, null, 2)

  it('change nothing of the text', () => {
    const pieces = highlight(json)
    expect(pieces.map(({ text }) => text).join('')).toBe(json)
  })

  it('tell keys, strings, numbers and words apart', () => {
    const of = (kind: string) => highlight(json).flatMap((piece) => (piece.kind === kind ? [piece.text] : []))
    expect(of('key')).toEqual(['"text"', '"list"', '"k:"'])
    expect(of('string')).toEqual(['"a \\"quoted\\": 1"'])
    expect(of('number')).toEqual(['1', '-2.5e-9'])
    expect(of('word')).toEqual(['true', 'null'])
  })
})
