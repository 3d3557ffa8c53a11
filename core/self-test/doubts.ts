import { DeskError, type Recent, type Thread } from '../desk'
import type { Installation } from '../installation'
import { OutOfTimeError, within } from '../platform/within'
import { timing } from '../timing'
import { latestIn, type Run } from './run'

/** What a self-test waits for. */
export type Awaited = 'taken' | 'replied' | 'closed'

/** Why a self-test does not go on. */
export type Doubt =
  /** It happened at the desk, and the bot was not told. */
  | { kind: 'unheard'; what: Awaited }
  /** As far as the desk shows, nobody has done it yet. */
  | { kind: 'waiting'; what: Awaited }
  /** The thread was closed, or given up because nobody came, before anybody answered in it. */
  | { kind: 'closedEarly' }
  /** The desk cannot be asked now; `reason` is safe to show. */
  | { kind: 'unseen'; reason: string }

/** What is known of a self-test beyond what was heard. */
export type Finding = { doubts: Doubt[]; isNobodyInCharge: boolean }

/** What is still to come, in the order in which it usually does. */
export const awaitedIn = ({ taken, repliedAt, closed }: Run): Awaited[] => [
  ...(taken === undefined ? ['taken' as const] : []),
  ...(repliedAt === undefined ? ['replied' as const] : []),
  ...(closed === undefined ? ['closed' as const] : []),
]

/**
 * Looks at the desk for what a self-test has been waiting for too long. Nothing is looked for before: news may be on its way.
 * Once all else was heard, whether anybody is in charge is looked for at once: an agent can answer without.
 *
 * @throws an API error of Botpress, where the desk keeps something there.
 */
export async function doubtsOf(installation: Installation, run: Run, deadline: number): Promise<Finding> {
  const { session, openedAt, repliedAt, closed } = run
  const awaited = awaitedIn(run)
  const onlyTaken = awaited.length === 1 && awaited[0] === 'taken'
  // Nothing more comes of itself once it is closed.
  const patience = closed === undefined ? timing.selfTestPatience : timing.closingSettles
  const isLate = Date.now() - latestIn(run) > patience
  if (openedAt === undefined || (!isLate && !onlyTaken)) return { doubts: [], isNobodyInCharge: false }
  try {
    const { desk } = installation
    const until = Math.min(deadline, Date.now() + timing.selfTestLook)
    const looks = Promise.all([desk.look?.(session, until), desk.recent?.(session, until)])
    const [thread, recent] = await within(until, 'look how the conversation stands', looks)
    const isNobodyInCharge = thread !== undefined && agentOf(thread) === undefined
    if (!isLate) return { doubts: [], isNobodyInCharge }
    const done = await doneAt(thread, recent)
    const unheard = awaited.filter((what) => done.includes(what)).map((what) => ({ kind: 'unheard' as const, what }))
    const [next] = awaited
    if (unheard.length > 0 || next === undefined) return { doubts: unheard, isNobodyInCharge }
    if (closed !== undefined && repliedAt === undefined) return { doubts: [{ kind: 'closedEarly' }], isNobodyInCharge }
    return { doubts: [{ kind: 'waiting', what: next }], isNobodyInCharge }
  } catch (error) {
    if (!(error instanceof DeskError) && !(error instanceof OutOfTimeError)) throw error
    return { doubts: [{ kind: 'unseen', reason: error.message }], isNobodyInCharge: false }
  }
}

/** What the desk shows as done. */
async function doneAt(thread: Thread | undefined, recent: Recent | undefined): Promise<Awaited[]> {
  const replies = (await recent?.replies()) ?? []
  return [
    ...(thread !== undefined && agentOf(thread) !== undefined ? ['taken' as const] : []),
    ...(replies.length > 0 ? ['replied' as const] : []),
    ...(thread !== undefined && thread.state !== 'open' ? ['closed' as const] : []),
  ]
}

const agentOf = (thread: Thread): string | undefined => (thread.state === 'gone' ? undefined : thread.agent)
