import { createHash } from 'node:crypto'
import { timing } from '../timing'
import { LockedError, type LockTerms, withLock } from './lock'
import type { StatePlace } from './state'
import { OutOfTimeError, within } from './within'

/** To be called right before each step that cannot be undone; throws `LockedError` when the turn may be over. */
export type Confirm = () => Promise<void>

/** What is to be done in turn. */
export type InTurn<T> = {
  /**
   * Asked by whoever had to wait for others of this process, before it waits for other processes: what it gives is the result,
   * and the turn is not needed. Many that are after the same thing at once would each hold up all others with it.
   */
  meanwhile?(): Promise<T | undefined>
  action(confirm: Confirm): Promise<T>
}

/**
 * Runs an action while nobody else does anything under one of its keys, whichever process they are in. Keys are spread by
 * hash over a fixed number of locks, which are taken in one order, so that no two wait for each other. Within a process they
 * stand in line, so that only one of each asks Botpress.
 *
 * @param keys hold what they like: they are hashed.
 * @throws {LockedError} when the turn did not come within `terms.patience`; whatever the action throws.
 */
export async function inTurn<T>(
  place: StatePlace,
  keys: readonly string[],
  terms: LockTerms,
  { meanwhile, action }: InTurn<T>,
): Promise<T> {
  const giveUpAt = Date.now() + terms.patience
  const names = [...new Set(keys.map(lockOf))].toSorted()
  const take = (at: number, confirms: Confirm[]): Promise<void> => {
    const name = names[at]
    if (name === undefined) return act(confirms)
    const target = { type: 'integration', id: place.ctx.integrationId, name } as const
    return afterOthers(`${target.id}:${name}`, giveUpAt, async (hasWaited) => {
      const found = hasWaited ? await meanwhile?.() : undefined
      if (found !== undefined) return settle?.resolve(found)
      const patience = Math.max(0, giveUpAt - Date.now())
      await withLock(place.client, target, { ...terms, patience }, ({ confirm }) =>
        take(at + 1, [...confirms, confirm]),
      )
    })
  }
  let settle: { resolve(value: T): void; reject(error: unknown): void } | undefined
  const outcome = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  const act = async (confirms: Confirm[]): Promise<void> => {
    const confirm = async () => {
      for (const each of confirms) await each()
    }
    await action(confirm).then(settle?.resolve, settle?.reject)
  }
  const turn = take(0, []).catch((error: unknown) => settle?.reject(error))
  try {
    return await outcome
  } finally {
    // What is done is done, however long it takes to give the turn back; it ends by itself with its lease.
    await within(Date.now() + timing.creation, 'give the turn back', turn).catch(() => undefined)
  }
}

/** As many as `turnStates` declares. */
const locks = 32

const lockOf = (key: string) => `turn${createHash('sha256').update(key).digest().readUInt16BE(0) % locks}`

/** The last in each line of this process. */
const lines = new Map<string, Promise<void>>()

async function afterOthers<T>(line: string, giveUpAt: number, action: (hasWaited: boolean) => Promise<T>): Promise<T> {
  const before = lines.get(line) ?? Promise.resolve()
  const hasWaited = lines.has(line)
  let done = () => {}
  const own = new Promise<void>((resolve) => {
    done = resolve
  })
  const last = before.then(() => own)
  lines.set(line, last)
  try {
    await within(giveUpAt, 'wait for the turn', before)
    return await action(hasWaited)
  } catch (error) {
    throw error instanceof OutOfTimeError ? new LockedError(error.message) : error
  } finally {
    done()
    if (lines.get(line) === last) lines.delete(line)
  }
}
