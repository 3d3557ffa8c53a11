import type { WireRow } from '../../protocol'

/** How a call went, for the eye. */
export function statusTone(status: number): 'good' | 'warn' | 'bad' {
  if (status === 0 || status >= 500) return 'bad'
  return status >= 400 ? 'warn' : 'good'
}

/** A status as it is written in a row. */
export const statusWords = (status: number): string => (status === 0 ? 'dropped' : String(status))

/** What a switch did to a call. */
export const faultWords: Record<NonNullable<WireRow['fault']>, string> = {
  broken: 'broken by a switch',
  copied: 'sent once more by a switch',
  delayed: 'held back by a switch',
}
