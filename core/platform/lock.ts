import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Client } from '../botpress'
import { isNotFound } from './not-found'

/** The state that is a lock: of a session's conversation, or of an installation. Its form is `lockSchema`. */
export type LockTarget = { type: 'conversation' | 'integration'; id: string; name: string }

/** Somebody else held the lock for longer than we could wait. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

/** Times in ms. */
export type LockTerms = { lease: number; patience: number; pause: number }

/** What the holder of a lock has to go by: a lease that is over protects nothing. */
export type Lease = {
  /** Until when nobody else takes the lock over; epoch ms. */
  until: number
  /**
   * To be called right before each step that cannot be undone. Costs nothing, but for a lock that was taken over from a
   * process that died: another one may have taken it over in the same moment, so it is looked at again.
   *
   * @throws {LockedError} when the lock may be somebody else's by now.
   */
  confirm(): Promise<void>
}

const stored = z.lazy(() => z.catch(z.object({ holder: z.string(), until: z.number() }), { holder: '', until: 0 }))

/**
 * Runs an action while no other process does so for the same target.
 *
 * Botpress has no locks; its "get or set" of a state is the one operation that tells a caller whether it was first. The
 * lease ends with the state's expiry and, since that counts from the last use, also at the time written into it.
 *
 * @throws {LockedError} when the lock could not be had in time; whatever the action throws.
 */
export async function withLock<T>(
  client: Client,
  target: LockTarget,
  terms: LockTerms,
  action: (lease: Lease) => Promise<T>,
): Promise<T> {
  const holder = randomUUID()
  const { until, isTakenOver } = await acquire(client, target, terms, holder)
  const confirm = async () => {
    const isOurs = Date.now() < until && (!isTakenOver || (await isHeldBy(client, target, holder)))
    if (!isOurs) throw new LockedError('Another process may have gone on with the same thing')
  }
  try {
    return await action({ until, confirm })
  } finally {
    await release(client, target, terms, { holder, until })
  }
}

type Acquired = { until: number; isTakenOver: boolean }

async function acquire(client: Client, target: LockTarget, terms: LockTerms, holder: string): Promise<Acquired> {
  const giveUpAt = Date.now() + terms.patience
  for (;;) {
    const payload = { holder, until: Date.now() + terms.lease }
    const { state } = await client.getOrSetState({ ...target, payload, expiry: terms.lease })
    const current = stored.parse(state.payload)
    if (current.holder === holder) return { until: current.until, isTakenOver: false }
    if (current.until <= Date.now() && (await takeOver(client, target, terms, payload)))
      return { until: payload.until, isTakenOver: true }
    if (Date.now() + terms.pause > giveUpAt) throw new LockedError('Another process is at work on the same thing')
    await sleep(terms.pause)
  }
}

/** The holder died. Of several that notice, the one that reads back its own name has it. */
async function takeOver(
  client: Client,
  target: LockTarget,
  terms: LockTerms,
  payload: { holder: string; until: number },
): Promise<boolean> {
  await client.setState({ ...target, payload, expiry: terms.lease })
  await sleep(terms.pause)
  // Where it is gone, the one that got it is done already, and has given it back.
  return isHeldBy(client, target, payload.holder)
}

/** A lock that nobody gives back keeps everybody out until its lease is over, so one lost answer must not be the end of it. */
const releaseTries = 3

/** Gives the lock back, unless its lease is over and it may be somebody else's by now. */
async function release(
  client: Client,
  target: LockTarget,
  terms: LockTerms,
  held: { holder: string; until: number },
): Promise<void> {
  for (let attempt = 0; attempt < releaseTries && Date.now() < held.until; attempt += 1) {
    try {
      // The earlier attempt may have worked although its answer was lost, and the next one have taken its turn.
      if (attempt > 0 && !(await isHeldBy(client, target, held.holder))) return
      await client.setState({ ...target, payload: null })
      return
    } catch {
      // The action is done; a lock that cannot be released at all ends by itself with its lease.
      await sleep(terms.pause * 2 ** attempt)
    }
  }
}

async function isHeldBy(client: Client, target: LockTarget, holder: string): Promise<boolean> {
  try {
    const { state } = await client.getState(target)
    return stored.parse(state.payload).holder === holder
  } catch (error) {
    if (isNotFound(error)) return false
    throw error
  }
}
