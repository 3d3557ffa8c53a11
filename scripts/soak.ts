/**
 * `npm run soak [-- <minutes>]`: plays the chaos suite's mixed run again and again, each time from another seed, for ten
 * minutes or as long as told. Stops at the first violation and prints the seed, with which `CHAOS_SEED=… npx vitest run
 * --project chaos` plays the same schedule again.
 */
process.env.HITL_TIME_SCALE ??= '0.5'

async function soak(minutes: number): Promise<void> {
  // Loaded here, since they read the time scale when they are.
  const { openTheatre } = await import('../test/chaos/theatre')
  const { perform } = await import('../test/chaos/perform')
  const { mixed } = await import('../test/chaos/scenarios')
  const { table } = await import('../test/chaos/summary')
  const until = Date.now() + minutes * 60_000
  const theatre = await openTheatre()
  try {
    do {
      const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 32))
      const { row, violations } = await perform(theatre, mixed, seed)
      console.log(`CHAOS_SEED=${seed}\n${table([row])}`)
      if (violations.length === 0) continue
      console.error(violations.join('\n'))
      console.error('What was said over HTTP meanwhile is in test-output/chaos/violations.txt')
      process.exitCode = 1
      return
    } while (Date.now() < until)
  } finally {
    await theatre.close()
  }
}

soak(Number(process.argv[2] ?? 10)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
