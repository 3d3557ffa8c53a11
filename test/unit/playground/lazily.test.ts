import { afterEach, expect, test, vi } from 'vitest'
import type { House } from '../../../playground/server/house'
import { whenAskedFor } from '../../../playground/server/lazily'
import { startFront } from '../../../sim/http/front'

afterEach(() => vi.restoreAllMocks())

async function setUp(open: () => Promise<House>) {
  const front = await startFront()
  const house = whenAskedFor(open)
  front.mount('', house.api)
  const ask = async (headers: Record<string, string> = {}) => (await fetch(front.url, { headers })).status
  return { front, house, ask }
}

test('a world is put up once, by the first who ask for it, and closed with the playground', async () => {
  let [opened, closed] = [0, 0]
  const { front, house, ask } = await setUp(async () => {
    opened += 1
    const close = async () => {
      closed += 1
    }
    return { api: (_incoming, outgoing) => void outgoing.writeHead(204).end(), close }
  })
  expect(opened).toBe(0)
  expect(await Promise.all([ask(), ask()])).toEqual([204, 204])
  expect(opened).toBe(1)
  await house.close()
  await front.close()
  expect(closed).toBe(1)
})

test('another page puts nothing up', async () => {
  const open = vi.fn<() => Promise<House>>()
  const { front, house, ask } = await setUp(open)
  expect(await ask({ origin: 'http://elsewhere.example' })).toBe(403)
  await house.close()
  await front.close()
  expect(open).not.toHaveBeenCalled()
})

test('one that could not be put up is tried again by the next who asks', async () => {
  const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  let tries = 0
  const { front, ask } = await setUp(async () => {
    tries += 1
    if (tries === 1) throw new Error('no memory')
    return { api: (_incoming, outgoing) => void outgoing.writeHead(204).end(), close: async () => {} }
  })
  expect([await ask(), await ask()]).toEqual([503, 204])
  expect(silence).toHaveBeenCalledOnce()
  await front.close()
})
