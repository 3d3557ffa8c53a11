import { historyLines } from './history-lines'
import { oneLine } from './plain'
import { shorten } from './split-text'

/** One message of the conversation before the escalation, as the hitl plugin hands it over. */
export type HistoryItem = {
  source: { type: 'user'; userId: string } | { type: 'bot' }
  type: string
  payload: unknown
}

export type TranscriptOptions = {
  /** The name that the agent knows a user by. */
  nameOf(userId: string): string
  botName: string
  /** Longest result, in UTF-16 units. */
  maxLength: number
}

const HEADING = 'Conversation before the handover'
const SHORTENED = '… (shortened)'

/** Room kept for the line that says how much was left out, at its longest. */
const NOTICE_ROOM = notice(Number.MAX_SAFE_INTEGER).length + 1

/**
 * The conversation before the escalation, as plain text for the agent: oldest message first, each with who said it.
 * What does not fit is cut from the oldest, which a line under the heading says; before that, messages that alone take
 * more than a quarter of the room are shortened. Undefined when there is nothing to tell. Never throws: a message of
 * an unknown type, or of another shape than its type has, is named.
 */
export function renderTranscript(history: readonly HistoryItem[], options: TranscriptOptions): string | undefined {
  if (history.length === 0) return undefined
  const room = options.maxLength - HEADING.length
  const whole = newest(history, options, room, Number.POSITIVE_INFINITY)
  if (whole.length === history.length) return [HEADING, ...whole].join('\n')
  const rest = room - NOTICE_ROOM
  const fitting = newest(history, options, rest, Math.max(Math.floor(rest / 4), 200))
  const left = history.length - fitting.length
  const lines = [HEADING, ...(left > 0 ? [notice(left)] : []), ...fitting]
  return shorten(lines.join('\n'), options.maxLength)
}

/** The newest messages that fit into `room`, oldest first; from the newest on, so that the rest is never rendered. */
function newest(history: readonly HistoryItem[], options: TranscriptOptions, room: number, longest: number): string[] {
  const fitting: string[] = []
  let left = room
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const item = history[at]
    if (item === undefined) break
    const text = shorten(render(item, options), Math.min(longest, fitting.length === 0 ? left - 1 : longest), SHORTENED)
    left -= text.length + 1
    if (left < 0 || text === '') break
    fitting.push(text)
  }
  return fitting.reverse()
}

function render(item: HistoryItem, options: TranscriptOptions): string {
  const name = item.source.type === 'bot' ? options.botName : options.nameOf(item.source.userId)
  const who = shorten(oneLine(name), 80) || (item.source.type === 'bot' ? 'Bot' : 'User')
  return `${who}: ${historyLines(item.type, item.payload).join('\n  ')}`
}

function notice(count: number): string {
  return count === 1 ? '(1 earlier message was left out)' : `(${count} earlier messages were left out)`
}
