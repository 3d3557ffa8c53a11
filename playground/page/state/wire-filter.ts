import { computed, signal } from '@preact/signals'
import type { EndUser, Party, WireRow } from '../../protocol'
import { isAnswer } from './is-answer'
import { carriedTraces, rows } from './wire-rows'
import { world } from './world'

/** What of the wire is shown; a field that is absent lets everything through. */
export type WireFilter = {
  userId?: string
  /** One of the end user's sessions. */
  sessionId?: string
  party?: Exclude<Party, 'integration'>
  text?: string
  /** Only what a switch had a hand in, what failed, and what was tried before. */
  onlyTrouble?: boolean
  /** The calls that carried one message or event. `label` says which, for the eye. */
  trace?: { id: string; about: 'message' | 'event' | 'action'; label: string }
}

/** The filter as it was chosen. */
export const filter = signal<WireFilter>({})

/** The filter in force. */
export const filterInForce = computed(() => knownFilter(filter.value, world.value?.users ?? [], carriedTraces.value))

/** Leaves out whom and what there is no longer: a server that was started anew knows nothing of them. */
export function knownFilter(
  { userId = '', sessionId = '', trace, ...rest }: WireFilter,
  users: readonly Pick<EndUser, 'id' | 'sessions'>[],
  traces: ReadonlySet<string>,
): WireFilter {
  return {
    ...rest,
    ...(users.some(({ id }) => id === userId) && { userId }),
    ...(users.some(({ sessions }) => sessions.some(({ id }) => id === sessionId)) && { sessionId }),
    ...(trace && traces.has(trace.id) && { trace }),
  }
}

/** Changes some fields of the filter; undefined takes one away. */
export function narrow(change: { [Field in keyof WireFilter]: WireFilter[Field] | undefined }): void {
  const { userId, sessionId, party, text, onlyTrouble, trace } = { ...filter.peek(), ...change }
  filter.value = {
    ...(userId && { userId }),
    ...(sessionId && { sessionId }),
    ...(party && { party }),
    ...(text && { text }),
    ...(onlyTrouble && { onlyTrouble }),
    ...(trace && { trace }),
  }
}

/** The rows that pass it, oldest first. */
export const shownRows = computed(() => {
  const passes = matcher(filterInForce.value)
  return passes ? rows.value.filter(passes) : rows.value
})

/** Whether a row passes; undefined when every row does. */
export function matcher({
  userId,
  sessionId,
  party,
  text,
  onlyTrouble,
  trace,
}: WireFilter): ((row: WireRow) => boolean) | undefined {
  const needle = text?.trim().toLowerCase() ?? ''
  if (!userId && !sessionId && !party && !needle && !onlyTrouble && !trace) return undefined
  return (row) =>
    (!userId || row.users.includes(userId)) &&
    (!sessionId || row.sessions.includes(sessionId)) &&
    (!party || row.from === party || row.to === party) &&
    (!trace || row.traces.includes(trace.id)) &&
    (!onlyTrouble || isTrouble(row)) &&
    (!needle || haystack(row).includes(needle))
}

/** A call that a switch had a hand in, went wrong, or repeats an earlier one. */
export function isTrouble(row: WireRow): boolean {
  const { fault, repeats, status } = row
  if (fault !== undefined || repeats > 0 || status === 0) return true
  return status >= 400 && !isAnswer(row)
}

const haystack = (row: WireRow) =>
  [row.what, row.method, row.path, row.status, row.idempotencyKey ?? '', row.from, row.to].join(' ').toLowerCase()
