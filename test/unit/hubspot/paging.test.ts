import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { allPages, page } from '../../../src/hubspot/paging'

const numbers = page(z.number())

/** Serves pages by the `after` that asks for them; the first has none. */
function served(pages: Record<string, unknown>) {
  const asked: string[] = []
  const all = allPages((query) => {
    const after = query.after ?? 'start'
    asked.push(after)
    if (asked.length > 20) throw new Error('asked for ever')
    return Promise.resolve(numbers.parse(pages[after]))
  })
  return { all, asked }
}

describe('a list', () => {
  test('is read to its last page', async () => {
    const { all, asked } = served({
      start: { results: [1, 2], paging: { next: { after: 'b', link: 'x' } } },
      b: { results: [], paging: { next: { after: 7 } } },
      7: { results: [3] },
    })
    expect(await all).toEqual([1, 2, 3])
    expect(asked).toEqual(['start', 'b', '7'])
  })

  test.each([[{ results: [1] }], [{ results: [1], paging: null }], [{ results: [1], paging: {} }]])(
    'ends where no next page is named: %j',
    async (only) => {
      expect(await served({ start: only }).all).toEqual([1])
    },
  )

  test('ends where the next page is null', async () => {
    expect(await served({ start: { results: [1], paging: { next: null } } }).all).toEqual([1])
  })

  test('ends where a page names itself as the next', async () => {
    const again = { results: [1], paging: { next: { after: 'b' } } }
    expect(await served({ start: again, b: again }).all).toEqual([1, 1])
  })

  test('ends where pages name each other in a circle', async () => {
    const [toB, toC] = ['b', 'c'].map((after) => ({ results: [1], paging: { next: { after } } }))
    expect(await served({ start: toB, b: toC, c: toB }).all).toEqual([1, 1, 1])
  })

  test('ends after a thousand pages, however many the server names', async () => {
    let asked = 0
    const all = await allPages(async () => {
      asked += 1
      return numbers.parse({ results: [1], paging: { next: { after: asked } } })
    })
    expect(all).toHaveLength(1_000)
  })
})
