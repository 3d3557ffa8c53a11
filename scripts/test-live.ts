import { parseArgs } from 'node:util'
import { loadEnvFile } from './doctor/settings'
import { person } from './live/agent'
import { asReport, complete } from './live/findings'
import { onSim } from './live/on-sim'
import { runLive } from './live/run'
import { liveSettingsFrom, missingFor } from './live/settings'

/**
 * `npm run test:live`: the happy path against a real HubSpot account, and what it shows of the things that HubSpot does
 * not document. Reads `.env`; without it nothing is tried, and that is no failure. `--sim` tries the test itself.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { sim: { type: 'boolean' }, env: { type: 'string', default: '.env' } } })
  const say = (line: string) => process.stdout.write(`${line}\n`)
  if (values.sim) {
    const passed = await onSim((settings, agent) => runLive(settings, agent, say))
    process.exitCode = passed ? 0 : 1
    return
  }
  loadEnvFile(values.env)
  const settings = liveSettingsFrom(process.env)
  const missing = missingFor(settings)
  if (missing.length > 0) {
    const why = `not filled in: ${missing.join(', ')}`
    say(`Skipped, for want of values in ${values.env} (.env.example says what goes in).\n`)
    say(
      asReport(
        [{ title: 'the happy path against a real account', outcome: 'skipped', detail: why }],
        complete([], 'nothing was tried'),
      ),
    )
    return
  }
  say(`Trying the account of inbox ${settings.inboxId}. A channel named "Live test" appears there and goes again.\n`)
  process.exitCode = (await runLive(settings, person(say), say)) ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`The live test could not run: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 1
})
