import type { Texts } from '../texts/languages'
import { counted } from '../texts/say'
import { type AgentNote, joined, type NotePart, noteOf, sizeOf } from './agent-note'
import type { EarlierSession } from './earlier-session'
import { countOf, type Entry, entriesOf, type Said } from './history-entries'
import type { HistoryItem } from './history-item'
import { historyLines } from './history-lines'
import { labelOf, type Speakers } from './speakers'
import { shorten } from './split-text'

/** `maxLength` is the longest result, in UTF-16 units: of its HTML, too, where that is asked for. */
export type TranscriptOptions = Speakers & {
  maxLength: number
  /** Whether it is to be there as HTML as well. Default: as text alone. */
  isRich?: boolean
  /** The end user's latest session with an agent, which is told in one line. */
  earlier?: EarlierSession | undefined
}

/**
 * The conversation before the escalation, for the agent: oldest message first, each with who said it, and with marks where
 * earlier sessions with agents begin and end. Nobody's words or name can pass for another's line. What does not fit is cut
 * from the oldest, which a line under the heading says; before that, messages that alone take more than a quarter of the
 * room are shortened. Undefined when there is nothing to tell. Never throws: a message of an unknown type, or of another
 * shape than its type has, is named.
 */
export function transcriptNote(history: readonly HistoryItem[], options: TranscriptOptions): AgentNote | undefined {
  const { texts, maxLength, isRich = false } = options
  const entries = entriesOf(history, options, options.earlier)
  if (entries.length === 0) return undefined
  const line = (text: string) => noteOf([{ remark: text }], isRich)
  const heading = line(texts.historyHeading)
  const room = maxLength - sizeOf(heading)
  const whole = newest(entries, options, room, Number.POSITIVE_INFINITY)
  if (whole.length === entries.length) return joined([heading, ...whole], '\n')
  const rest = room - sizeOf(line(counted(texts, 'leftOut', Number.MAX_SAFE_INTEGER))) - 1
  const fitting = newest(entries, options, rest, Math.max(Math.floor(rest / 4), 200))
  const left = countOf(entries.slice(0, entries.length - fitting.length))
  const note = joined([heading, ...(left > 0 ? [line(counted(texts, 'leftOut', left))] : []), ...fitting], '\n')
  if (note === undefined || sizeOf(note) <= maxLength) return note
  // There is not even room for what is said of it.
  return { text: shorten(note.text, maxLength), html: undefined }
}

/** The same as plain text alone. */
export const renderTranscript = (history: readonly HistoryItem[], options: TranscriptOptions): string | undefined =>
  transcriptNote(history, { ...options, isRich: false })?.text

/** The newest entries that fit into `room`, oldest first; from the newest on, so that the rest is never rendered. */
function newest(entries: readonly Entry[], options: TranscriptOptions, room: number, longest: number): AgentNote[] {
  const fitting: AgentNote[] = []
  let left = room
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]
    if (entry === undefined) break
    const note = render(entry, options, Math.min(longest, fitting.length === 0 ? left - 1 : longest))
    if (note === undefined) break
    left -= sizeOf(note) + 1
    if (left < 0) break
    fitting.push(note)
  }
  return fitting.reverse()
}

/** An entry at most `most` long; undefined where nothing would be left of it. */
function render(entry: Entry, options: TranscriptOptions, most: number): AgentNote | undefined {
  const { texts, isRich = false } = options
  const said = entry.said.map((one) => ({ label: labelOf(one.speaker, options), text: linesOf(texts, one).join('\n') }))
  const remarks = (lines: readonly string[]): NotePart[] => lines.map((remark) => ({ remark }))
  const noteWith = (longest: number) => {
    const parts = said.map(({ label, text }) => ({ label, lines: shorten(text, longest, texts.cut).split('\n') }))
    return noteOf([...remarks(entry.before), ...parts, ...remarks(entry.after)], isRich)
  }
  let longest = Math.max(0, ...said.map(({ text }) => text.length))
  for (let note = noteWith(longest); ; note = noteWith(longest)) {
    const size = sizeOf(note)
    if (size <= most) return note
    // Escaped signs make the HTML longer than the text; how much, only rendering tells.
    longest = Math.min(longest - (size - most), Math.floor((longest * most) / size))
    if (longest <= texts.cut.length) return undefined
  }
}

const linesOf = (texts: Texts, { item, speaker }: Said) =>
  historyLines(texts, item.type, item.payload, speaker.kind !== 'user')
