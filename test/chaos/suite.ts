import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Own } from './own'
import { perform } from './perform'
import { mixedOf, rowsOf } from './scenarios'
import type { ChaosSeat } from './seat'
import { type Row, table, writeSummary } from './summary'
import { openTheatre, type Theatre } from './theatre'

/** The same each time, so that a red run speaks of the change and not of the draw. `npm run soak` draws new ones. */
const usualSeed = 1
const seed = Number(process.env.CHAOS_SEED ?? usualSeed)

/** Families of faults are mostly waiting, so two of them are played at a time, each in a theatre of its own. */
const theatreCount = 2

/** The tests of one desk: each of its rows, then all of them together. */
export function suite<O extends Own>(seat: ChaosSeat<O>): void {
  describe(`${seat.name}: nothing is lost in silence, nothing comes twice`, () => {
    const alone = rowsOf(seat)
    const mixed = mixedOf(seat)
    const theatres: Theatre<O>[] = []
    const free: Theatre<O>[] = []
    const waiting: ((theatre: Theatre<O>) => void)[] = []
    const rows: Row[] = []

    beforeAll(async () => {
      console.log(`Schedule drawn from the seed ${seed}; CHAOS_SEED chooses another`)
      for (let count = 0; count < theatreCount; count += 1) theatres.push(await openTheatre(seat))
      free.push(...theatres)
    }, 60_000)

    afterAll(async () => {
      await Promise.all(theatres.map((theatre) => theatre.close()))
      const order = [...alone, mixed].map(({ name }) => name)
      rows.sort((a, b) => order.indexOf(a.fault) - order.indexOf(b.fault))
      console.log(table(rows))
      writeSummary(seat.key, seed, rows)
    }, 60_000)

    async function inTheatre<T>(play: (theatre: Theatre<O>) => Promise<T>): Promise<T> {
      const theatre = free.pop() ?? (await new Promise<Theatre<O>>((resolve) => waiting.push(resolve)))
      try {
        return await play(theatre)
      } finally {
        const next = waiting.shift()
        if (next) next(theatre)
        else free.push(theatre)
      }
    }

    // The time-out also counts the wait for a theatre.
    test.concurrent.each(alone)('$name', { timeout: 240_000 }, async (scenario) => {
      const { row, violations } = await inTheatre((theatre) => perform(theatre, scenario, seed))
      rows.push(row)
      expect(violations).toEqual([])
    })

    test('the same with all of these together and at least 50 sessions at once', { timeout: 170_000 }, async () => {
      const { row, violations } = await inTheatre((theatre) => perform(theatre, mixed, seed))
      rows.push(row)
      expect(violations).toEqual([])
      expect(row.atOnce).toBeGreaterThanOrEqual(50)
    })
  })
}
