import type { ThreadEntry } from '../../protocol'

/** What the list of threads shows of a thread: its last message, in one line; `me` is the name of the agent who looks. */
export function lastLine(entries: readonly ThreadEntry[], me: string | undefined): string {
  const last = entries.findLast((entry) => entry.type === 'message')
  if (!last) return 'No messages yet'
  const said = oneLine(last.text) || last.files.map(({ name }) => name).join(', ') || 'A file'
  if (last.direction === 'incoming') return said
  return `${last.sender === me ? 'You' : last.sender}: ${said}`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** An assignment or a change of status, in words. `nameOf` knows people by id. */
export function eventWords(
  entry: Extract<ThreadEntry, { type: 'assignment' | 'status' }>,
  nameOf: (id: string) => string,
): string {
  if (entry.type === 'status') return `${nameOf(entry.by)} ${entry.status === 'OPEN' ? 'opened' : 'closed'} the thread`
  if (entry.to === undefined) return `${nameOf(entry.by)} unassigned the thread`
  if (entry.to === entry.by) return `${nameOf(entry.by)} took the thread`
  return `${nameOf(entry.by)} assigned the thread to ${nameOf(entry.to)}`
}
