import { describe, expect, test } from 'vitest'
import { answerMax, fitting, sizeOf } from '../../../src/crm/records/fit'
import { cursorFor, type Position, positionFrom, queryKey } from '../../../src/crm/search/cursor'
import { type FetchPage, foundFrom } from '../../../src/crm/search/search-pages'
import { comparison, type SortKey } from '../../../src/crm/search/sorting'
import type { CrmRecord } from '../../../src/hubspot/records'
import fc from '../../property'
import { options, property } from './schema-fixture'

const priority = property({ name: 'priority', type: 'enumeration', options: options({ LOW: 'Low', HIGH: 'High' }) })
const amount = property({ name: 'amount', type: 'number' })
const name = property({ name: 'name' })

const record = (id: number, properties: Record<string, string | null>): CrmRecord => ({
  id: String(id),
  properties,
  archived: false,
})

/** As HubSpot does it: sorted by the first key, whatever the order of what is alike in it. */
function hubspot(records: readonly CrmRecord[], [first]: readonly SortKey[]): { fetch: FetchPage; calls: number[] } {
  const calls: number[] = []
  const ordered = first === undefined ? [...records] : records.toSorted(comparison([first]))
  return {
    calls,
    fetch: ({ after, limit }) => {
      calls.push(limit)
      if (after + limit > 10_000) throw new Error('400')
      const page = ordered.slice(after, after + limit)
      const end = after + limit
      return Promise.resolve({
        records: page,
        total: ordered.length,
        after: end < ordered.length ? String(end) : undefined,
      })
    },
  }
}

/** All answers one after the other, each of which shows as many as `shown` says. */
async function walk(fetch: FetchPage, sort: readonly SortKey[], limit: number, shown: (count: number) => number) {
  const ids: string[] = []
  let position: Position | undefined = { at: 0, skip: 0 }
  for (let turns = 0; position !== undefined; turns += 1) {
    if (turns > 5_000) throw new Error('for ever')
    const found = await foundFrom(fetch, sort, position, limit)
    const count = Math.max(1, shown(found.records.length))
    ids.push(...found.records.slice(0, count).map(({ id }) => id))
    position = found.next(Math.min(count, found.records.length))
  }
  return ids
}

describe('answers one after the other', () => {
  test('hold everything once, in the order of all keys, however many each of them shows', async () => {
    const value = fc.constantFrom('1', '2', '10', null)
    const rows = fc.array(fc.record({ amount: value, name: fc.constantFrom('a', 'b', 'C', null) }), { maxLength: 40 })
    const keys = fc.constantFrom<SortKey[]>(
      [],
      [{ property: amount, isDescending: true }],
      [
        { property: amount, isDescending: false },
        { property: name, isDescending: true },
      ],
      [
        { property: name, isDescending: true },
        { property: amount, isDescending: false },
      ],
    )
    await fc.assert(
      fc.asyncProperty(
        rows,
        keys,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        async (all, sort, limit, most) => {
          const records = all.map((properties, at) => record(at, properties))
          const ids = await walk(hubspot(records, sort).fetch, sort, limit, (count) => Math.min(count, most))
          expect(ids).toEqual(records.toSorted(comparison(sort)).map(({ id }) => id))
        },
      ),
    )
  })

  test('read no more than a page where one key will do', async () => {
    const records = Array.from({ length: 900 }, (_, at) => record(at, { amount: '1' }))
    const { fetch, calls } = hubspot(records, [])
    await foundFrom(fetch, [{ property: amount, isDescending: false }], { at: 0, skip: 0 }, 10)
    expect(calls).toEqual([10])
  })

  test('read a thousand at most of what is alike, and lose none of it', async () => {
    const records = Array.from({ length: 2_345 }, (_, at) => record(at, { amount: '1', name: `n${at % 10}` }))
    const sort = [
      { property: amount, isDescending: false },
      { property: name, isDescending: false },
    ]
    const { fetch, calls } = hubspot(records, sort)
    const ids = await walk(fetch, sort, 100, (count) => count)
    expect(new Set(ids).size).toBe(2_345)
    expect(Math.max(...calls)).toBe(200)
  })

  test('end at ten thousand, which is all that HubSpot gives', async () => {
    const records = Array.from({ length: 10_050 }, (_, at) => record(at, { amount: '1' }))
    const ids = await walk(hubspot(records, []).fetch, [], 97, (count) => count)
    expect(ids).toHaveLength(10_000)
  })

  test('end where the index counts what it does not show yet', async () => {
    const fetch: FetchPage = () => Promise.resolve({ records: [], total: 1, after: undefined })
    const found = await foundFrom(fetch, [], { at: 0, skip: 0 }, 10)
    expect(found.next(0)).toBeUndefined()
  })
})

describe('an order', () => {
  test('has options as people see them, and what is empty last either way', () => {
    const records = [record(1, { priority: null }), record(2, { priority: 'HIGH' }), record(3, { priority: 'LOW' })]
    const by = (isDescending: boolean) =>
      records.toSorted(comparison([{ property: priority, isDescending }])).map(({ id }) => id)
    expect(by(false)).toEqual(['3', '2', '1'])
    expect(by(true)).toEqual(['2', '3', '1'])
  })
})

describe('a cursor', () => {
  test('leads back to where it came from, in its own query alone', () => {
    const count = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(fc.json(), fc.json(), count, count, (one, other, at, skip) => {
        const key = queryKey(one)
        expect(positionFrom(cursorFor(key, { at, skip }), key)).toMatchObject({ at, skip })
        if (one !== other)
          expect(() => positionFrom(cursorFor(key, { at, skip }), queryKey(other))).toThrow(/another search/)
      }),
    )
  })

  test('is no other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => positionFrom(text, queryKey('a'))).toThrow(/none of an earlier answer/)
      }),
    )
    expect(() => positionFrom(cursorFor('a', { at: -1, skip: 0 }), 'a')).toThrow(/none of an earlier answer/)
  })
})

describe('what fits', () => {
  test('is as many as there is room for, and one in any case', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 0, max: 300 }), (all, room) => {
        const some = fitting(all, room)
        expect(some).toEqual(all.slice(0, some.length))
        if (some.length > 1) expect(some.reduce((sum, one) => sum + sizeOf(one) + 1, 0)).toBeLessThanOrEqual(room)
        if (all.length > 0) expect(some.length).toBeGreaterThan(0)
      }),
    )
    expect(answerMax).toBe(20_000)
  })
})
