import { refuse, takeArguments } from './arguments'
import { type DeskName, desk, deskOf } from './desks'
import type { Live } from './live/live'
import { envFile } from './words'

const command = {
  name: 'npm run test:live',
  does: 'Plays the happy path against a real account of a help desk; you do what the agent does.',
  operand: desk,
  options: {
    sim: { says: 'Try the test itself, on the stand-ins.' },
    env: { says: 'Where the values of the account are; .env.example says which.', value: envFile },
  },
}

const lives: Record<DeskName, () => Promise<{ live: Live }>> = {
  hubspot: () => import('./live/hubspot'),
  salesiq: () => import('./live/salesiq'),
}

/**
 * `npm run test:live [-- <desk>]`: the happy path against a real account, and what it shows of the things that the help
 * desk does not document. Reads `.env`; without it nothing is tried, and that is no failure. `--sim` tries the test itself.
 */
async function main(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  if (given.has('sim') && given.value('env') !== undefined) return refuse(command, 'With --sim no file is read.')
  const [{ live }, { emptyIn, objectionTo }, { loadEnvFile }] = await Promise.all([
    lives[deskOf(given.operand)](),
    import('./live/settings'),
    import('./env-file'),
  ])
  const say = (line: string) => process.stdout.write(`${line}\n`)
  if (given.has('sim')) {
    process.exitCode = (await live.onSim(say)) ? 0 : 1
    return
  }
  const file = given.value('env') ?? '.env'
  const isThere = loadEnvFile(file)
  const objection = objectionTo(process.env)
  if (objection !== undefined) return refuse(command, objection)
  const missing = emptyIn(process.env, live.needed)
  if (missing.length > 0) {
    say(
      isThere
        ? `Skipped, for want of values in ${file} (.env.example says what goes in).\n`
        : `Skipped: there is no ${file}. Copy .env.example to .env and fill in the values of an account to try.\n`,
    )
    say(live.skipped(`not filled in: ${missing.join(', ')}`))
    return
  }
  process.exitCode = (await live.onAccount(process.env, say)) ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`The live test could not run: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 1
})
