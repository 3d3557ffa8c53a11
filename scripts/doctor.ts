import { refuse, takeArguments } from './arguments'
import type { LocalSettings } from './doctor/settings'
import { envFile } from './words'

const exitCodes = { well: 0, broken: 1, open: 2 } as const

const command = {
  name: 'npm run doctor',
  does: 'Says what is wrong with an installation, and changes nothing.',
  options: {
    json: { says: 'Print the report for machines.' },
    sim: { says: 'Look at a healthy installation on the stand-ins.' },
    env: { says: 'Where the values of the installation are; .env.example says which.', value: envFile },
  },
}

/**
 * `npm run doctor`: reads `.env`. Exits with 1 when something keeps conversations from being handed over, with 2 when
 * HubSpot left a question open, or when it was asked for something that it does not do.
 */
async function main(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  if (given.has('sim') && given.value('env') !== undefined) return refuse(command, 'With --sim no file is read.')
  const [{ diagnose, verdictOf }, { readFacts }, { asJson, asText, withoutSecrets }, { loadEnvFile, settingsFrom }] =
    await Promise.all([
      import('./doctor/diagnose'),
      import('./doctor/read-facts'),
      import('./doctor/report'),
      import('./doctor/settings'),
    ])
  const print = given.has('json') ? asJson : asText
  const look = async (settings: LocalSettings, missingFile?: string) => {
    const checks = diagnose(await readFacts(settings, missingFile), new Date())
    process.stdout.write(withoutSecrets(print(checks), settings))
    process.exitCode = exitCodes[verdictOf(checks)]
  }
  if (given.has('sim')) {
    const { onSim } = await import('./doctor/sim')
    return onSim(look)
  }
  const file = given.value('env') ?? '.env'
  const isThere = loadEnvFile(file)
  await look(settingsFrom(process.env), isThere ? undefined : file)
}

main().catch((error: unknown) => {
  process.stderr.write(`The doctor could not look: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 1
})
