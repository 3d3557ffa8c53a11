import { refuse, takeArguments } from './arguments'
import { envFile, port, positive } from './words'

const command = {
  name: 'npm run test:live',
  does: 'Plays the happy path against a real HubSpot account; you do what the agent does.',
  options: {
    sim: { says: 'Try the test itself, on the stand-ins.' },
    env: { says: 'Where the values of the account are; .env.example says which.', value: envFile },
  },
}

/**
 * `npm run test:live`: the happy path against a real HubSpot account, and what it shows of the things that HubSpot does
 * not document. Reads `.env`; without it nothing is tried, and that is no failure. `--sim` tries the test itself.
 */
async function main(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  if (given.has('sim') && given.value('env') !== undefined) return refuse(command, 'With --sim no file is read.')
  const [{ runLive }, { loadEnvFile }, { liveSettingsFrom, missingFor }] = await Promise.all([
    import('./live/run'),
    import('./env-file'),
    import('./live/settings'),
  ])
  const say = (line: string) => process.stdout.write(`${line}\n`)
  if (given.has('sim')) {
    const { onSim } = await import('./live/on-sim')
    const passed = await onSim((settings, agent) => runLive(settings, agent, say))
    process.exitCode = passed ? 0 : 1
    return
  }
  const file = given.value('env') ?? '.env'
  const isThere = loadEnvFile(file)
  const objection = objectionTo(process.env)
  if (objection !== undefined) return refuse(command, objection)
  const settings = liveSettingsFrom(process.env)
  const missing = missingFor(settings)
  if (missing.length > 0) {
    const { asReport, complete } = await import('./live/findings')
    const why = `not filled in: ${missing.join(', ')}`
    say(
      isThere
        ? `Skipped, for want of values in ${file} (.env.example says what goes in).\n`
        : `Skipped: there is no ${file}. Copy .env.example to .env and fill in the values of an account to try.\n`,
    )
    say(
      asReport(
        [{ title: 'the happy path against a real account', outcome: 'skipped', detail: why }],
        complete([], 'nothing was tried'),
      ),
    )
    return
  }
  const { person } = await import('./live/agent')
  say(`Trying the account of inbox ${settings.inboxId}. A channel named "Live test" appears there and goes again.\n`)
  process.exitCode = (await runLive(settings, person(say), say)) ? 0 : 1
}

/** What is wrong with the numbers among the settings. */
function objectionTo(env: NodeJS.ProcessEnv): string | undefined {
  const numbers = { LIVE_PORT: port.objection, LIVE_PATIENCE_SECONDS: positive('seconds') }
  for (const [name, objection] of Object.entries(numbers)) {
    const text = env[name]?.trim() ?? ''
    const why = text === '' ? undefined : objection(text)
    if (why !== undefined) return `${name}: ${why}`
  }
  return undefined
}

main().catch((error: unknown) => {
  process.stderr.write(`The live test could not run: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 1
})
