import { parseArgs } from 'node:util'
import { diagnose, verdictOf } from './doctor/diagnose'
import { readFacts } from './doctor/read-facts'
import { asJson, asText, withoutSecrets } from './doctor/report'
import { type LocalSettings, loadEnvFile, settingsFrom } from './doctor/settings'
import { onSim } from './doctor/sim'

const exitCodes = { well: 0, broken: 1, open: 2 } as const

/**
 * `npm run doctor [-- --json] [-- --sim]`: says what is wrong with an installation, and changes nothing. Reads `.env`.
 * Exits with 1 when something keeps conversations from being handed over, with 2 when HubSpot left a question open.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, sim: { type: 'boolean' }, env: { type: 'string', default: '.env' } },
  })
  const print = values.json ? asJson : asText
  const look = async (settings: LocalSettings) => {
    const checks = diagnose(await readFacts(settings), new Date())
    process.stdout.write(withoutSecrets(print(checks), settings))
    process.exitCode = exitCodes[verdictOf(checks)]
  }
  if (values.sim) return onSim(look)
  loadEnvFile(values.env)
  await look(settingsFrom(process.env))
}

main().catch((error: unknown) => {
  process.stderr.write(`The doctor could not look: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 1
})
