import * as z from 'zod/mini'
import { keyedState } from '../../../core/platform/keyed-state'
import { LockedError } from '../../../core/platform/lock'
import { inTurn } from '../../../core/platform/turn'
import { timing } from '../../timing'
import type { Crm } from '../crm'

/**
 * What was tried lately to prove to be a contact, and the codes that were made for it; for all processes. Each try is counted
 * before anything is compared, so that many at once are no more than many one after the other.
 */

/** After so many wrong tries a contact is locked. */
export const mostTries = 5
/** So many codes are made for a contact until the oldest of them is old enough. */
const mostCodes = 5

const entry = z.lazy(() =>
  z.object({
    wrong: z.number(),
    /** Until when these count, and, if there are too many of them, nothing is compared; epoch ms. */
    until: z.number(),
    /** `at`: when it was made, epoch ms. `sealed` tells which it is to whoever knows it; empty once it was used. */
    codes: z.array(z.object({ challenge: z.string(), at: z.number(), sealed: z.string() })),
  }),
)
type Entry = z.infer<typeof entry>

/** A code, as far as it is kept. */
export type KeptCode = Pick<Entry['codes'][number], 'challenge' | 'sealed'>

const entries = keyedState('identity', entry, timing.identityLock)

const keyOf = ({ portalId }: Crm, contactId: string) => `${portalId}:contacts:${contactId}`

/** What of an entry still counts. */
function counting(before: Entry | undefined, now: number): Entry {
  const codes = (before?.codes ?? []).filter(({ at }) => at > now - timing.identityLock)
  return before === undefined || before.until <= now ? { wrong: 0, until: 0, codes } : { ...before, codes }
}

const isFull = ({ wrong }: Entry) => wrong >= mostTries

/** Whether too much was tried lately. */
export async function isLocked(crm: Crm, contactId: string): Promise<boolean> {
  return isFull(counting(await entries.read(crm.installation, keyOf(crm, contactId)), Date.now()))
}

/**
 * Counts a try as a wrong one, which it is until it turns out to be right. Many at once stand in line.
 *
 * @returns how many are left after it; `locked` when there was none left, and nothing may be compared.
 * @throws {LockedError} when it could not be counted, so that nothing may be compared either.
 */
export async function countTry(crm: Crm, contactId: string): Promise<number | 'locked'> {
  const { installation, deadline } = crm
  const patience = Math.max(0, deadline - timing.crmWriteReserve - Date.now())
  const terms = { lease: timing.lockLease, patience, pause: timing.lockPause }
  const lockedMeanwhile = async () => ((await isLocked(crm, contactId)) ? 'locked' : undefined)
  try {
    return await inTurn<number | 'locked'>(installation, [`identity:${keyOf(crm, contactId)}`], terms, {
      meanwhile: lockedMeanwhile,
      action: () => entries.change<number | 'locked'>(installation, keyOf(crm, contactId), counted),
    })
  } catch (error) {
    // Those that were before it in the line may have been enough.
    const locked = error instanceof LockedError ? await lockedMeanwhile() : undefined
    if (locked === undefined) throw error
    return locked
  }
}

function counted(before: Entry | undefined): { after: Entry; result: number | 'locked' } {
  const now = Date.now()
  const current = counting(before, now)
  if (isFull(current)) return { after: current, result: 'locked' }
  const wrong = current.wrong + 1
  return { after: { ...current, wrong, until: now + timing.identityLock }, result: mostTries - wrong }
}

/** Forgets what was tried, since the last try was right. */
export function clearTries(crm: Crm, contactId: string): Promise<void> {
  return entries.change(crm.installation, keyOf(crm, contactId), (before) => {
    const { codes } = counting(before, Date.now())
    return { after: codes.length === 0 ? undefined : { wrong: 0, until: 0, codes }, result: undefined }
  })
}

/** Keeps a new code, unless the contact is locked or has had too many. */
export function keepCode(crm: Crm, contactId: string, code: KeptCode): Promise<'kept' | 'locked' | 'too many'> {
  return entries.change(crm.installation, keyOf(crm, contactId), (before) => {
    const now = Date.now()
    const counted = counting(before, now)
    if (isFull(counted)) return { after: counted, result: 'locked' }
    if (counted.codes.length >= mostCodes) return { after: counted, result: 'too many' }
    return { after: { ...counted, codes: [...counted.codes, { ...code, at: now }] }, result: 'kept' }
  })
}

/**
 * Uses a code up, if it is the right one, and forgets what was tried.
 *
 * @param isRight compares it with what is kept of it.
 */
export function useCode(
  crm: Crm,
  contactId: string,
  challenge: string,
  isRight: (sealed: string) => boolean,
): Promise<boolean> {
  return entries.change(crm.installation, keyOf(crm, contactId), (before) => {
    const now = Date.now()
    const counted = counting(before, now)
    const kept = counted.codes.find((code) => code.challenge === challenge)
    const isGood = kept !== undefined && kept.at > now - timing.verificationCodeLife && isRight(kept.sealed)
    if (!isGood) return { after: counted, result: false }
    const codes = counted.codes.map((code) => (code === kept ? { ...code, sealed: '' } : code))
    return { after: { wrong: 0, until: 0, codes }, result: true }
  })
}
