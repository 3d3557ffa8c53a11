import type { Installation } from '../../sim/botpress'
import type { BareStage } from '../../sim/stage'
import { columns, heading } from './columns'
import { collectLogs } from './logs'
import { type AgentSide, type Calls, Missing, Scene, type Step } from './scene'

/** What is played of one help desk. */
export type Demo<S extends DemoStage, Entry> = {
  /** Said first. */
  about: string
  /** Where agents are, as it heads their column. */
  where: string
  /** Puts up the stand-ins, with the real integration installed and not registered yet. */
  set(): Promise<S>
  agents(stage: S): AgentSide<Entry>
  story: Step<S, Entry>[]
}

type DemoStage = BareStage & { bot: Installation }

const print = (text = '') => process.stdout.write(`${text}\n`)

/**
 * Plays a help desk's story between two stand-ins, a bot in Botpress and the desk, with the real integration between them,
 * over HTTP on this machine, and prints what each side saw.
 *
 * @returns whether every step was seen at the other end.
 */
export async function playDemo<S extends DemoStage, Entry>(demo: Demo<S, Entry>): Promise<boolean> {
  const logs = collectLogs()
  const began = Date.now()
  const { story } = demo
  const stage = await demo.set()
  try {
    const agents = demo.agents(stage)
    const scene = new Scene(stage, agents, (note) => print(`    (${note})`))
    const inWords = ({ desk, botpress }: Calls) => `Requests: ${agents.desk} ${desk}, Botpress ${botpress}`
    print(demo.about)
    print('Under each step: the requests the integration made for it, transfers of files included.\n')
    print(heading(demo.where))
    const total: Calls = { desk: 0, botpress: 0 }
    for (const [index, step] of story.entries()) {
      print(`\n${String(index + 1).padStart(2)}. ${step.title}`)
      const problem = await play(scene, () => step.play(scene, stage))
      const calls = scene.calls()
      print(`    ${inWords(calls)}`)
      if (problem !== undefined) throw new Missing(`step ${index + 1}: ${problem}`)
      total.desk += calls.desk
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

/** Plays one step and prints what both sides saw. @returns what was wrong with it. */
async function play<Entry>(scene: Scene<Entry>, step: () => Promise<void>): Promise<string | undefined> {
  scene.begin()
  const problem = await step().then(
    () => undefined,
    (error: unknown) => describe(error),
  )
  await scene.settled()
  // Also when something is missing: what did arrive tells more than its absence.
  for (const line of columns(scene.userLines(), scene.agentLines())) print(line)
  return problem ?? scene.repetition()
}

function assertNothingLost({ bot }: DemoStage): void {
  const { dropped, deliveryFailures } = bot.plugin
  if (dropped.length > 0) throw new Missing(`Botpress dropped ${dropped.length} messages or events of the integration`)
  if (deliveryFailures.length > 0) throw new Missing(`${deliveryFailures.length} calls to the integration failed`)
}

/** What helps to find out why: what Botpress did not take or lost, and what the integration logged. */
function printBackground({ bot }: DemoStage, logs: readonly string[]): void {
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
