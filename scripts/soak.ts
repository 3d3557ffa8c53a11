import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Own } from '../test/chaos/own'
import type { Scenario } from '../test/chaos/scenario'
import type { ChaosSeat } from '../test/chaos/seat'
import type { Theatre } from '../test/chaos/theatre'
import { takeArguments } from './arguments'
import { type DeskName, desk, deskOf } from './desks'
import { positive } from './words'

const command = {
  name: 'npm run soak',
  does: 'Tries properties and the chaos suite with fresh seeds, round after round, until something breaks or time is up.',
  operand: desk,
  options: {
    minutes: {
      says: 'For how long new rounds are begun.',
      value: { name: 'number', says: 'Default: 10.', objection: positive('minutes') },
    },
  },
}

/**
 * `npm run soak [-- <desk>] [--minutes <number>]`: for ten minutes or as long as told, each round from another seed, first the
 * tests that try properties with inputs drawn at random, then the chaos suite's mixed run, as the stand-ins are of themselves
 * and in one of the worlds that no document excludes. Stops at the first violation, having printed the seed: `FC_SEED=… npx
 * vitest run <test>` draws the same inputs again, `CHAOS_SEED=… npm run soak -- <desk>` plays the same schedule in the same
 * world.
 */
process.env.HITL_TIME_SCALE ??= '0.5'

/** The tests with properties, and those that judge the calls made in them. */
const withProperties = ['test/unit', 'test/e2e/any-webhook', 'test/e2e/unsigned', 'test/contract']

async function main(): Promise<void> {
  const given = takeArguments(command)
  if (given) await soaks[deskOf(given.operand)](Number(given.value('minutes') ?? 10))
}

/** Everything of the chaos suite is loaded when it is played, since it reads the time scale then. */
const soaks: Record<DeskName, (minutes: number) => Promise<void>> = {
  hubspot: async (minutes) => soak((await import('../test/chaos/hubspot/seat')).hubspotSeat, minutes),
  salesiq: async (minutes) => soak((await import('../test/chaos/salesiq/seat')).salesIqSeat, minutes),
}

async function soak<O extends Own>(seat: ChaosSeat<O>, minutes: number): Promise<void> {
  const { openTheatre } = await import('../test/chaos/theatre')
  const { mixedOf, mixedWorldsOf } = await import('../test/chaos/scenarios')
  const mixed = mixedOf(seat)
  const mixedWorlds = mixedWorldsOf(seat)
  const until = Date.now() + minutes * 60_000
  const theatre = await openTheatre(seat)
  try {
    do {
      const seed = Math.floor(Math.random() * 2 ** 31)
      const chaosSeed = Number(process.env.CHAOS_SEED ?? seed)
      const otherwise = mixedWorlds[chaosSeed % mixedWorlds.length] ?? mixed
      const runs = [
        () => propertiesHold(seed),
        () => runHolds(theatre, mixed, chaosSeed),
        () => runHolds(theatre, otherwise, chaosSeed),
      ]
      for (const holds of runs) {
        if (await holds()) continue
        process.exitCode = 1
        return
      }
    } while (Date.now() < until)
  } finally {
    await theatre.close()
  }
}

async function propertiesHold(seed: number): Promise<boolean> {
  console.log(`FC_SEED=${seed}`)
  const vitest = spawn('npx', ['vitest', 'run', '--reporter=dot', ...withProperties], {
    stdio: 'inherit',
    env: { ...process.env, FC_SEED: String(seed) },
  })
  const [code] = await once(vitest, 'exit')
  return code === 0
}

async function runHolds<O extends Own>(theatre: Theatre<O>, scenario: Scenario<O>, seed: number): Promise<boolean> {
  const { perform } = await import('../test/chaos/perform')
  const { table } = await import('../test/chaos/summary')
  const { row, violations } = await perform(theatre, scenario, seed)
  console.log(`CHAOS_SEED=${seed}\n${table([row])}`)
  if (violations.length === 0) return true
  console.error(violations.join('\n'))
  console.error('What was said over HTTP meanwhile is in test-output/chaos/violations.txt')
  return false
}

main().catch((error: unknown) => {
  console.error(error)
  // The people of a run that broke off go on.
  process.exit(1)
})
