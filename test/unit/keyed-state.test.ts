import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { keyedStates } from '../../core/definitions'
import { keyedState, NoRoomError } from '../../core/platform/keyed-state'
import { onBotpress } from './botpress-rig'

const tries = keyedState('tries', z.object({ count: z.number() }), 60_000)
const more = (before: { count: number } | undefined) => {
  const after = { count: (before?.count ?? 0) + 1 }
  return { after, result: after.count }
}

describe('a keyed state', () => {
  test('keeps an entry for each key, and kinds apart', async () => {
    const rig = await onBotpress()
    await tries.change(rig, 'kim', more)
    await tries.change(rig, 'kim', more)
    await tries.change(rig, 'sam', more)
    expect(await tries.read(rig, 'kim')).toEqual({ count: 2 })
    expect(await tries.read(rig, 'sam')).toEqual({ count: 1 })
    expect(await keyedState('others', z.object({ count: z.number() }), 60_000).read(rig, 'kim')).toBeUndefined()
  })

  test('lists all entries of a kind', async () => {
    const rig = await onBotpress()
    for (const key of ['a', 'b', 'c', 'd']) await tries.change(rig, key, more)
    await keyedState('others', z.object({ count: z.number() }), 60_000).change(rig, 'a', more)
    expect(await tries.all(rig)).toHaveLength(4)
  })

  test('spreads its entries over the states that are declared for them', async () => {
    const rig = await onBotpress()
    for (let at = 0; at < 120; at += 1) await tries.change(rig, `key ${at}`, more)
    const used = rig.botpress.states().map(({ name }) => name)
    const declared = Object.keys(keyedStates).filter((name) => !name.startsWith('keyedLock'))
    expect(used.toSorted()).toEqual(declared.toSorted())
  })

  test('takes an entry away, and forgets it when it is old', async () => {
    const rig = await onBotpress()
    const short = keyedState('short', z.object({ count: z.number() }), 1_000)
    await short.change(rig, 'kim', more)
    expect(await short.change(rig, 'kim', (before) => ({ after: undefined, result: before?.count }))).toBe(1)
    expect(await short.read(rig, 'kim')).toBeUndefined()
    await short.change(rig, 'sam', more)
    vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ['Date'] })
    expect(await short.read(rig, 'sam')).toBeUndefined()
    vi.useRealTimers()
  })

  test('keeps what lasts, however old it is, until it is taken away', async () => {
    const rig = await onBotpress()
    const kept = keyedState('kept', z.string(), 'lasting')
    await kept.change(rig, 'kim', () => ({ after: 'here', result: undefined }))
    vi.useFakeTimers({ now: Date.now() + 10 * 365 * 86_400_000, toFake: ['Date'] })
    try {
      expect(await kept.read(rig, 'kim')).toBe('here')
      expect(await kept.all(rig)).toEqual(['here'])
      await kept.change(rig, 'sam', () => ({ after: 'too', result: undefined }))
      await kept.change(rig, 'kim', () => ({ after: undefined, result: undefined }))
      expect(await kept.all(rig)).toEqual(['too'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('has room for a hundred lasting entries of 4 kB, however much there is that ends', async () => {
    const rig = await onBotpress()
    const texts = keyedState('texts', z.string(), 60_000)
    const kept = keyedState('kept', z.string(), 'lasting')
    const put = (state: typeof texts, key: number, size: number) =>
      state.change(rig, `key ${key}`, () => ({ after: 'x'.repeat(size), result: undefined }))
    let isFull = false
    for (let at = 0; !isFull; at += 1) {
      await put(texts, at, 7_000).catch((error: unknown) => {
        if (!(error instanceof NoRoomError)) throw error
        isFull = true
      })
    }
    for (let at = 0; at < 100; at += 1) await put(kept, at, 4_000)
    expect(await kept.all(rig)).toHaveLength(100)
  })

  test('loses no change of many at once', async () => {
    const rig = await onBotpress()
    const counts = await Promise.all(Array.from({ length: 6 }, () => tries.change(rig, 'kim', more)))
    expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('of another form counts as absent', async () => {
    const rig = await onBotpress()
    await keyedState('tries', z.string(), 60_000).change(rig, 'kim', () => ({ after: 'twice', result: undefined }))
    expect(await tries.read(rig, 'kim')).toBeUndefined()
  })

  test('refuses what is too long, and what there is no room for, and keeps what it has', async () => {
    const rig = await onBotpress()
    const texts = keyedState('texts', z.string(), 60_000)
    const put = (key: string, text: string) => texts.change(rig, key, () => ({ after: text, result: undefined }))
    await expect(put('kim', 'x'.repeat(9_000))).rejects.toThrow(NoRoomError)
    await put('kim', 'x'.repeat(7_000))
    let refused = 0
    for (let at = 0; at < 400 && refused === 0; at += 1) {
      await put(`key ${at}`, 'x'.repeat(7_000)).catch((error: unknown) => {
        if (!(error instanceof NoRoomError)) throw error
        refused += 1
      })
    }
    expect(refused).toBe(1)
    expect(await texts.read(rig, 'kim')).toHaveLength(7_000)
  })

  test('holds no key in clear', async () => {
    const rig = await onBotpress()
    await tries.change(rig, 'kim@example.com', more)
    expect(JSON.stringify(rig.botpress.states())).not.toContain('kim@example.com')
  })
})
