import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perform } from './perform'
import { families, mixed } from './scenarios'
import { type Row, table, writeSummary } from './summary'
import { openTheatre, type Theatre } from './theatre'

/** `CHAOS_SEED` plays a schedule again. */
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 32))

let theatre: Theatre
const rows: Row[] = []

beforeAll(async () => {
  console.log(`CHAOS_SEED=${seed} plays this schedule again`)
  theatre = await openTheatre()
}, 60_000)

afterAll(async () => {
  await theatre.close()
  console.log(table(rows))
  writeSummary(seed, rows)
}, 60_000)

describe('nothing is lost in silence, nothing comes twice', () => {
  test.each(families)('$name', { timeout: 90_000 }, async (scenario) => {
    const { row, violations } = await perform(theatre, scenario, seed)
    rows.push(row)
    expect(violations).toEqual([])
  })

  test('all of these together, with at least 50 sessions at once', { timeout: 170_000 }, async () => {
    const { row, violations } = await perform(theatre, mixed, seed)
    rows.push(row)
    expect(violations).toEqual([])
    expect(row.atOnce).toBeGreaterThanOrEqual(50)
  })
})
