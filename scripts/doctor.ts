import { parseArgs } from 'node:util'
import { diagnose, isBroken } from './doctor/diagnose'
import { readFacts } from './doctor/read-facts'
import { asJson, asText, withoutSecrets } from './doctor/report'
import { type LocalSettings, readEnvFile, settingsFrom } from './doctor/settings'
import { onSim } from './doctor/sim'

/**
 * `npm run doctor [-- --json] [-- --sim]`: says what is wrong with an installation, and changes nothing. Reads `.env`.
 * Exits with 1 when something keeps conversations from being handed over.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, sim: { type: 'boolean' }, env: { type: 'string', default: '.env' } },
  })
  const print = values.json ? asJson : asText
  const look = async (settings: LocalSettings) => {
    const checks = diagnose(await readFacts(settings), new Date())
    process.stdout.write(withoutSecrets(print(checks), settings))
    process.exitCode = isBroken(checks) ? 1 : 0
  }
  if (values.sim) await onSim(look)
  else await look(settingsFrom({ ...readEnvFile(values.env), ...process.env }))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
