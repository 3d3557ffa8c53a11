import type { Call } from '../../sim/http/call-log'
import type { DeskCalls } from './desk'

/** ms for which a call may be logged after the run that made it is over. */
const memory = 5_000

/** An action that is run, for an end user if `user` is there; times in epoch ms. */
type Run = { id: string; action: string; user?: string | undefined; from: number; until: number }

type Seen = Pick<Call, 'side' | 'path' | 'at' | 'durationMs' | 'requestBody'>

/**
 * Tells which run of an action a call belongs to. What the integration is called for, and what it calls in Botpress, bears
 * a common trace; what it calls at the desk is known by when it was called.
 */
export class RunCalls {
  private runs: Run[] = []

  constructor(private readonly desk: Pick<DeskCalls, 'side' | 'pathsOfActions'>) {}

  /** A run begins; returns the function that ends it. */
  begin(id: string, action: string, user?: string): () => void {
    const run = { id, action, user, from: Date.now(), until: Number.POSITIVE_INFINITY }
    this.runs = [...this.runs.filter(({ until }) => until > run.from - memory), run]
    return () => {
      run.until = Date.now()
    }
  }

  /**
   * The run for which the desk, or the integration, was called.
   *
   * @param users whom the call is about, as far as that is known.
   */
  of(call: Seen, users: readonly string[]): Run | undefined {
    return this.runs
      .filter(({ from, until }) => call.at >= from && call.at + call.durationMs <= until + 1)
      .findLast((run) => users.every((user) => user === run.user) && this.isCallOf(run, call))
  }

  private isCallOf({ action }: Run, { side, path, requestBody }: Seen): boolean {
    if (side === this.desk.side) return this.desk.pathsOfActions?.test(path) === true
    const isOperation = typeof requestBody === 'object' && requestBody !== null && 'type' in requestBody
    return side === 'integration' && isOperation && requestBody.type === action
  }
}
