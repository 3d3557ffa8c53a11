import { createHash } from 'node:crypto'
import QuickLRU from 'quick-lru'
import * as z from 'zod/mini'
import { keyedState } from '../../core/platform/keyed-state'
import { LockedError } from '../../core/platform/lock'
import { persistently } from '../../core/platform/persistently'
import type { StatePlace } from '../../core/platform/state'
import { timing } from '../timing'

/** What became of conversations, for all processes. Whatever is counted has a name, and is counted once. */

const counters = z.lazy(() =>
  z.object({
    logged: z.number(),
    skipped: z.number(),
    noIdentity: z.number(),
    contactsCreated: z.number(),
    failed: z.number(),
    redactions: z.number(),
    /** `at` is epoch ms. */
    lastError: z.optional(z.object({ at: z.number(), text: z.string() })),
    /** Fingerprints of what was counted lately, newest last. */
    counted: z.array(z.string()),
  }),
)
export type Counters = z.infer<typeof counters>
type Counted = Partial<Omit<Counters, 'lastError' | 'counted'>>

const stored = keyedState('logCounters', counters, 'lasting')
const key = 'counters'

/** So much is remembered of what was counted; what is tried again after more than that was long done. */
const remembered = 300

const none: Counters = {
  ...{ logged: 0, skipped: 0, noIdentity: 0, contactsCreated: 0, failed: 0, redactions: 0 },
  counted: [],
}

/** How the counters stand. */
export const readCounters = async (place: StatePlace): Promise<Counters> => (await stored.read(place, key)) ?? none

/**
 * Counts what became of something.
 *
 * @param name of it: under the same name nothing is counted twice.
 * @param deadline until which others are waited for; epoch ms.
 */
export async function count(place: StatePlace, name: string, what: Counted, deadline: number): Promise<void> {
  const mark = createHash('sha256').update(name).digest('base64url').slice(0, 12)
  await change(place, deadline, (before) => {
    if (before.counted.includes(mark)) return before
    const sum = (field: keyof Counted) => before[field] + (what[field] ?? 0)
    return {
      ...before,
      logged: sum('logged'),
      skipped: sum('skipped'),
      noIdentity: sum('noIdentity'),
      contactsCreated: sum('contactsCreated'),
      failed: sum('failed'),
      redactions: sum('redactions'),
      counted: [...before.counted, mark].slice(-remembered),
    }
  })
}

/** Notes why something was not logged. @param text a sentence that names nobody. */
export const noteError = (place: StatePlace, text: string, deadline: number): Promise<void> =>
  change(place, deadline, (before) => ({ ...before, lastError: { at: Date.now(), text: text.slice(0, 500) } }))

/** Counts from nothing again; what was counted is not counted anew. */
export const resetCounters = (place: StatePlace, deadline: number): Promise<void> =>
  change(place, deadline, ({ counted }) => ({ ...none, counted }))

/** One after the other in a process, so that only one of each asks Botpress. */
const lines = new QuickLRU<string, Promise<void>>({ maxSize: 1_000 })

async function change(place: StatePlace, until: number, next: (before: Counters) => Counters): Promise<void> {
  const { integrationId } = place.ctx
  const make = () =>
    persistently({ until, pause: timing.lockPause, isFinal: (error) => !(error instanceof LockedError) }, () =>
      stored.change(place, key, (before = none) => ({ after: next(before), result: undefined })),
    )
  const turn = (lines.get(integrationId) ?? Promise.resolve()).then(make)
  lines.set(
    integrationId,
    turn.catch(() => undefined),
  )
  await turn
}
