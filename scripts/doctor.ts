import { refuse, takeArguments } from './arguments'
import { type DeskName, desk, deskOf } from './desks'
import type { Doctor } from './doctor/doctor'
import type { Env } from './env-file'
import { envFile } from './words'

const exitCodes = { well: 0, broken: 1, open: 2 } as const

const command = {
  name: 'npm run doctor',
  does: 'Says what is wrong with an installation, and changes nothing.',
  operand: desk,
  options: {
    json: { says: 'Print the report for machines.' },
    sim: { says: 'Look at a healthy installation on the stand-ins.' },
    env: { says: 'Where the values of the installation are; .env.example says which.', value: envFile },
  },
}

const doctors: Record<DeskName, () => Promise<{ doctor: Doctor }>> = {
  hubspot: () => import('./doctor/hubspot'),
  salesiq: () => import('./doctor/salesiq'),
}

/**
 * `npm run doctor [-- <desk>]`: reads `.env`. Exits with 1 when something keeps conversations from being handed over, with
 * 2 when the help desk left a question open, or when it was asked for something that it does not do.
 */
async function main(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  if (given.has('sim') && given.value('env') !== undefined) return refuse(command, 'With --sim no file is read.')
  const [{ doctor }, { verdictOf }, { withoutSecrets }, { asJson, asText }, { loadEnvFile }, { collectLogs }] =
    await Promise.all([
      doctors[deskOf(given.operand)](),
      import('../core/doctor/check'),
      import('../core/doctor/without-secrets'),
      import('./doctor/report'),
      import('./env-file'),
      import('./demo/logs'),
    ])
  const look = async (env: Env, missingFile?: string) => {
    const { checks, secrets } = await doctor.examine(env, missingFile)
    const report = given.has('json') ? asJson(checks) : asText(checks, doctor.desk)
    process.stdout.write(withoutSecrets(report, secrets))
    process.exitCode = exitCodes[verdictOf(checks)]
  }
  if (given.has('sim')) {
    // The report is all that is asked for, and what the integration logs is no part of it.
    collectLogs()
    return doctor.onSim(look)
  }
  const file = given.value('env') ?? '.env'
  const isThere = loadEnvFile(file)
  await look(process.env, isThere ? undefined : file)
}

main().catch((error: unknown) => {
  process.stderr.write(`The doctor could not look: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 1
})
