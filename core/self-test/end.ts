import { isRefusal } from '../desk'
import type { Installation } from '../installation'
import type { Run } from './run'
import { forgetTest } from './running'
import { inTestTurn } from './turn'

/** What became of the thread; `unknown` where nobody knows whether there is one. */
export type Ending = 'closed' | 'stays' | 'unknown'

/**
 * Ends a self-test: closes its thread, and takes its conversation away.
 *
 * @returns `stays` where the desk will not close the thread.
 * @throws {DeskError} when it cannot be closed now; the test goes on then. {LockedError} while it is being opened.
 */
export function endTest(installation: Installation, run: Run, deadline: number): Promise<Ending> {
  return inTestTurn(installation, run.session, async (current) => {
    // Somebody else has ended it.
    if (current === undefined) return 'closed'
    const ending = await close(installation, current, deadline)
    await forgetTest(installation, current.session)
    return ending
  })
}

async function close({ desk }: Installation, { session, closed }: Run, deadline: number): Promise<Ending> {
  if (session.threadId === undefined) return 'unknown'
  try {
    await desk.close(session, deadline)
    return 'closed'
  } catch (error) {
    if (closed !== undefined) return 'closed'
    if (!isRefusal(error)) throw error
    return 'stays'
  }
}
