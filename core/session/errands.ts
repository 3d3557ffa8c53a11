import * as z from 'zod/mini'
import { DeskError, type Errand } from '../desk'
import type { Installation } from '../installation'
import { LockedError, withLock } from '../platform/lock'
import { isNotFound } from '../platform/not-found'
import { answerOfBotpress } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError, within } from '../platform/within'
import { timing } from '../timing'
import type { Session } from './session'
import { asSeen, changeSession, readSession } from './sessions'

/**
 * What the card asks for in the open thread: see `Desk.errands`. The names of what is still to be done are in a tag, from the
 * moment that the thread is noted. What was asked for is known to `startHitl` alone: where that does not get done, it is kept
 * in a state of the conversation.
 */

/** What is asked for, by name, and what it takes to do it. */
export type Wishes = { wanted: Readonly<Record<string, unknown>>; lastAgent: Errand['lastAgent'] }

/** `wanted` is undefined for who was not there when it was asked for; there is no other occasion after the `isLast` one. */
type Work = {
  wanted: Wishes['wanted'] | undefined
  lastAgent: Wishes['lastAgent']
  isLate: boolean
  isLast?: boolean
}

const kept = z.lazy(() => z.object({ wanted: z.record(z.string(), z.unknown()) }))

/**
 * Does what it can right after the opening, and keeps the rest. Never throws: the end user is with the agent without it.
 *
 * @param session as it was noted with its thread.
 * @param isRepeated whether an earlier request may have been at it.
 */
export async function beginErrands(
  installation: Installation,
  session: Session,
  wishes: Wishes,
  isRepeated: boolean,
): Promise<void> {
  const { wanted } = wishes
  if (Object.keys(wanted).length === 0) return
  const until = Date.now() + timing.afterOpening
  if (await attempt(installation, session, until, { ...wishes, isLate: isRepeated })) return
  try {
    await installation.client.setState({ ...stateOf(session), payload: { wanted }, expiry: timing.errandsFor })
    // What ran out of time may have been noted as done meanwhile.
    if (asSeen(installation, session).owesErrands.length === 0) await forget(installation, session)
  } catch (error) {
    installation.logger.forBot().warn('What the card asks for could not be kept for later. %s', reasonOf(error))
  }
}

/** Tries what is still to be done, for a short while. Never throws. */
export async function tryWhatIsWanted(
  installation: Installation,
  session: Session,
  lastAgent: Wishes['lastAgent'],
  deadline: number,
): Promise<void> {
  const until = Math.min(deadline, Date.now() + timing.errands)
  await attempt(installation, session, until, { wanted: undefined, lastAgent, isLate: true })
}

/** Says what was not done before the end of a session. Never throws. */
export async function giveUpErrands(installation: Installation, session: Session): Promise<void> {
  if (session.owesErrands.length === 0) return
  const work = { wanted: undefined, lastAgent: async () => undefined, isLate: true, isLast: true }
  if (await attempt(installation, session, Date.now() + timing.errands, work)) return
  try {
    await giveUp(installation, session)
  } catch (error) {
    installation.logger.warn('What the card asks for could not be given up. %s', reasonOf(error))
  }
}

/** @returns whether nothing is left to do. */
async function attempt(installation: Installation, session: Session, until: number, work: Work): Promise<boolean> {
  try {
    return await within(until, 'do what the card asks for', alone(installation, session, until, work))
  } catch (error) {
    installation.logger.info('What the card asks for is not done yet. %s', reasonOf(error))
    return false
  }
}

/** By one process at a time. Whoever merely comes along does not wait for another one. */
function alone(
  installation: Installation,
  { conversationId: id }: Session,
  until: number,
  work: Work,
): Promise<boolean> {
  const target = { type: 'conversation', id, name: 'errandsLock' } as const
  const waits = work.wanted !== undefined || work.isLast === true
  const patience = waits ? Math.max(0, Math.min(timing.lockPatience, until - Date.now())) : 0
  const terms = { lease: timing.lockLease, patience, pause: timing.lockPause }
  return withLock(installation.client, target, terms, async (lease) => {
    const session = await readSession(installation, id)
    if (session === undefined || session.owesErrands.length === 0) return true
    const age = ageOf(session)
    const wanted = work.wanted ?? (await storedIn(installation, session))
    const isLost = wanted === undefined && age > timing.openingTimeout
    if (session.end || age > timing.errandsFor || isLost) {
      await giveUp(installation, session)
      return true
    }
    // Whoever opened the thread is still at it.
    if (wanted === undefined) return false
    await lease.confirm()
    // Noting what was done takes time, too.
    const left = await leftOf(
      installation,
      session,
      { ...work, wanted },
      Math.min(until, lease.until) - timing.creation,
    )
    if (left.length < session.owesErrands.length)
      await settle(installation, session, left, work.isLate || Date.now() >= until)
    return left.length === 0
  })
}

/** Side by side. @returns the names of those that are still to be done. */
async function leftOf(
  installation: Installation,
  session: Session,
  work: Work & Wishes,
  deadline: number,
): Promise<readonly string[]> {
  const done = await Promise.all(session.owesErrands.map((name) => isDone(installation, session, name, work, deadline)))
  return session.owesErrands.filter((_, at) => !done[at])
}

async function isDone(
  { desk, logger }: Installation,
  session: Session,
  name: string,
  { wanted, isLate, lastAgent }: Work & Wishes,
  deadline: number,
): Promise<boolean> {
  try {
    return (await desk.errands?.run(session, { name, wanted: wanted[name], isLate, lastAgent }, deadline)) ?? true
  } catch (error) {
    if (passes(error, session)) {
      logger.info('What the card asks for is not done yet. %s', reasonOf(error))
      return false
    }
    const advice = error instanceof DeskError ? error.advice : ''
    const text = 'What the card asks for was not done (%s). The conversation goes on without it. %s %s'
    logger.forBot().warn(text, name, reasonOf(error), advice)
    return true
  }
}

/** What is new need not be there for all of a desk yet. */
function passes(error: unknown, session: Session): boolean {
  if (!(error instanceof DeskError)) {
    return error instanceof OutOfTimeError || error instanceof LockedError || answerOfBotpress(error) === 'not now'
  }
  if (error.outcome === 'gone') return ageOf(session) < timing.threadSettles
  return error.passing || error.outcome === 'denied'
}

const ageOf = ({ openedAt, createdAt }: Session) => Date.now() - (openedAt ?? createdAt)

async function storedIn({ client }: Installation, session: Session): Promise<Wishes['wanted'] | undefined> {
  try {
    const { state } = await client.getState(stateOf(session))
    return kept.safeParse(state.payload).data?.wanted
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

async function giveUp(installation: Installation, session: Session): Promise<void> {
  const text = 'What the card asks for was not done in time, and is given up (%s).'
  installation.logger.forBot().warn(text, session.owesErrands.join(', '))
  await settle(installation, session, [], true)
}

/** What was asked for is kept no longer than it is owed. @param mayBeKept whether it was kept at all. */
async function settle(
  installation: Installation,
  session: Session,
  left: readonly string[],
  mayBeKept: boolean,
): Promise<void> {
  await changeSession(installation, session, { owesErrands: left })
  if (left.length === 0 && mayBeKept) await forget(installation, session)
}

async function forget({ client }: Installation, session: Session): Promise<void> {
  await client.setState({ ...stateOf(session), payload: null })
}

const stateOf = ({ conversationId: id }: Session) => ({ type: 'conversation', id, name: 'errands' }) as const
