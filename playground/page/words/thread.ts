import type { ThreadEntry } from '../../protocol'
import { type DeskWords, statusWords } from './desks'

/** What the list of threads shows of a thread: its last message, in one line; `me` is the name of the agent who looks. */
export function lastLine(entries: readonly ThreadEntry[], me: string | undefined): string {
  const last = entries.findLast((entry) => entry.type === 'message')
  if (!last) return 'No messages yet'
  const said = oneLine(last.text) || last.files.map(({ name }) => name).join(', ') || 'A file'
  if (last.direction === 'incoming') return said
  return `${last.sender === me ? 'You' : last.sender}: ${said}`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** An assignment or a change of status, in the desk's words. `nameOf` knows people by id. */
export function eventWords(
  entry: Extract<ThreadEntry, { type: 'assignment' | 'status' }>,
  nameOf: (id: string) => string,
  { assigned }: Pick<DeskWords, 'assigned'>,
): string {
  const by = nameOf(entry.by)
  if (entry.type === 'status') return statusWords[entry.status].event(by)
  return assigned(by, entry.to === undefined ? undefined : nameOf(entry.to))
}
