import { type Stage, scopes, setStage } from '../../sim/hubspot-stage'
import integration from '../../src/index'
import { columns, heading } from './columns'
import { crmStory } from './crm-story'
import { collectLogs } from './logs'
import { type Calls, Missing, Scene } from './scene'
import { handOverStory, type Step } from './story'

const story = [...handOverStory, ...crmStory]

const print = (text = '') => process.stdout.write(`${text}\n`)

/**
 * Plays one whole escalation, and a bot's work in the CRM, between two stand-ins, a bot in Botpress and HubSpot, with the real integration
 * between them, over HTTP on this machine, and prints what each side saw.
 *
 * @returns whether every step was seen at the other end.
 */
export async function playDemo(): Promise<boolean> {
  const logs = collectLogs()
  const began = Date.now()
  const stage = await setStage({
    handler: integration.handler,
    hubspot: { publicDelayMs: 1_500 },
    scopes: Object.values(scopes).flat(),
  })
  try {
    const scene = new Scene(stage, (note) => print(`    (${note})`))
    print('One escalation and back, and a ticket: the real integration between stand-ins for Botpress and HubSpot.')
    print('Under each step: the requests the integration made for it, transfers of files included.\n')
    print(heading())
    const total: Calls = { hubspot: 0, botpress: 0 }
    for (const [index, step] of story.entries()) {
      const calls = await play(scene, step, index + 1)
      total.hubspot += calls.hubspot
      total.botpress += calls.botpress
    }
    assertNothingLost(stage)
    print(`\nAll ${story.length} steps were seen at the other end, each just once. Nothing was lost on the way.`)
    print(`${inWords(total)} in all; ${Math.round((Date.now() - began) / 1000)} s.`)
    return true
  } catch (error) {
    print(`\nFAILED at ${describe(error)}`)
    printBackground(stage, logs)
    return false
  } finally {
    await stage.close()
  }
}

async function play(scene: Scene, step: Step, number: number): Promise<Calls> {
  print(`\n${String(number).padStart(2)}. ${step.title}`)
  scene.begin()
  const problem = await step.play(scene).then(
    () => undefined,
    (error: unknown) => describe(error),
  )
  await scene.settled()
  // Also when something is missing: what did arrive tells more than its absence.
  for (const line of columns(scene.userLines(), scene.agentLines())) print(line)
  const calls = scene.calls()
  print(`    ${inWords(calls)}`)
  const wrong = problem ?? scene.repetition()
  if (wrong !== undefined) throw new Missing(`step ${number}: ${wrong}`)
  return calls
}

const inWords = ({ hubspot, botpress }: Calls) => `Requests: HubSpot ${hubspot}, Botpress ${botpress}`

function assertNothingLost({ bot }: Stage): void {
  const { dropped, deliveryFailures } = bot.plugin
  if (dropped.length > 0) throw new Missing(`Botpress dropped ${dropped.length} messages or events of the integration`)
  if (deliveryFailures.length > 0) throw new Missing(`${deliveryFailures.length} calls to the integration failed`)
}

/** What helps to find out why: what Botpress did not take or lost, and what the integration logged. */
function printBackground({ bot }: Stage, logs: readonly string[]): void {
  for (const { operation, status, message } of bot.plugin.deliveryFailures) {
    print(`  a call of Botpress failed: ${operation} (${status}) ${message}`)
  }
  for (const { kind, type } of bot.plugin.dropped) print(`  Botpress dropped a ${kind}: ${type}`)
  print(logs.length === 0 ? '\nThe integration logged nothing.' : '\nThe integration logged:')
  for (const line of logs) print(`  ${line}`)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
