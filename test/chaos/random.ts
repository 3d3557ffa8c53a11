/** Chance that can be played again: the same seed gives the same numbers. */
export type Random = {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  pick<T>(items: readonly T[]): T
  chance(probability: number): boolean
  /** A generator of its own, so that what one part draws does not shift what the others get. */
  fork(): Random
}

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    pick: (items) => {
      for (const [index, item] of items.entries()) if (next() * (items.length - index) < 1) return item
      throw new Error('There is nothing to pick from')
    },
    chance: (probability) => next() < probability,
    fork: () => randomFrom(int(0, 2 ** 32 - 1)),
  }
}
