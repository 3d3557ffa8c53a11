import { IntegrationCallError } from '../../../../sim/botpress'
import type { ActionRun } from '../../../crm-protocol'
import type { CrmSurroundings } from '../../desk'

/** What the calls of a run belong to; by default to nothing but the run. */
export type Asker = { trace?: string; user?: string }

/**
 * Has the integration carry out actions as a bot does. HubSpot is not told for which action it is called, so one is
 * carried out at a time: the calls that are made meanwhile are its calls.
 */
export class ActionRuns {
  private count = 0
  private before: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly bot: CrmSurroundings['bot'],
    private readonly wire: Pick<CrmSurroundings, 'watchRun'>,
    private readonly traces: CrmSurroundings['traces'],
  ) {}

  /** Runs an action after those that were asked for before. What the integration throws is an answer, too. */
  run(action: string, input: Record<string, unknown>, asker: Asker = {}): Promise<ActionRun> {
    const run = this.before.then(() => this.carryOut(action, input, asker))
    this.before = run.catch(() => undefined)
    return run
  }

  private async carryOut(action: string, input: Record<string, unknown>, { trace, user }: Asker): Promise<ActionRun> {
    this.count += 1
    const id = `action ${this.count}`
    const about = { trace: trace ?? id, at: Date.now() }
    this.traces.learn(id, { trace: about.trace, user })
    const isOver = this.wire.watchRun(id, action, user)
    try {
      const output = await this.bot.callAction(action, input)
      return { ...about, durationMs: Date.now() - about.at, output }
    } catch (error) {
      if (!(error instanceof IntegrationCallError)) throw error
      return { ...about, durationMs: Date.now() - about.at, error: error.message }
    } finally {
      isOver()
    }
  }
}
