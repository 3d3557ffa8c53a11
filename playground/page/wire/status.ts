import type { WireRow } from '../../protocol'
import { isAnswer } from '../state/is-answer'

/** How a call went, for the eye; undefined for what is neither good nor bad. */
export function statusTone(
  row: Pick<WireRow, 'status' | 'method' | 'fault' | 'isSetUp'>,
): 'good' | 'warn' | 'bad' | undefined {
  const { status } = row
  if (status === 0 || status >= 500) return 'bad'
  if (status < 400) return 'good'
  return isAnswer(row) ? undefined : 'warn'
}

/** What there is to say of a call that the set-up makes and that is answered with a no; undefined of any other. */
export function setUpWords(row: Pick<WireRow, 'status' | 'method' | 'fault' | 'isSetUp'>): string | undefined {
  if (!row.isSetUp || !isAnswer(row)) return undefined
  if (row.status === 404) return 'Part of the set-up, as expected: there is nothing to read yet'
  return row.status === 400
    ? 'Part of the set-up, as expected: it only asks whether it may'
    : 'Part of the set-up, as expected: not every app may read this, and it is not needed'
}

/** A status as it is written in a row. */
export const statusWords = (status: number): string => (status === 0 ? 'dropped' : String(status))

/** What a switch did to a call. */
export const faultWords: Record<NonNullable<WireRow['fault']>, string> = {
  broken: 'broken by a switch',
  copied: 'sent once more by a switch',
  delayed: 'held back by a switch',
}
