import { counted } from '../texts/say'
import type { EarlierSession } from './earlier-session'
import { entriesOf, type Said } from './history-entries'
import type { HistoryItem } from './history-item'
import { historyLines } from './history-lines'
import { labelOf, type Speakers } from './speakers'
import { shorten } from './split-text'

/** One message of the time before the escalation, as text. */
export type PastMessage = { from: 'user' | 'bot' | 'agent'; name: string; text: string }

/**
 * What was said before the escalation, message by message, oldest first: for a desk that shows it as messages. Of too many
 * the oldest are left out, which the first one says, and a long one is shortened. Never throws: see `historyLines`.
 *
 * @param options `count` is how many there are at most, `textMax` the longest text of one, in UTF-16 units; `earlier` is
 * the end user's latest session with an agent, which is told in one line.
 */
export function pastMessages(
  history: readonly HistoryItem[],
  options: Speakers & { count: number; textMax: number; earlier?: EarlierSession | undefined },
): PastMessage[] {
  const { texts, count, textMax, earlier } = options
  const items = entriesOf(history, options, earlier).flatMap(({ said, before }): (Said | { line: string })[] =>
    said.length > 0 ? [...said] : before.map((line) => ({ line })),
  )
  const left = items.length > count ? items.length - count + 1 : 0
  const shown = items.slice(left).map((one): PastMessage => {
    if ('line' in one) return { from: 'bot', name: texts.bot, text: shorten(one.line, textMax, texts.cut) }
    const { item, speaker } = one
    const text = historyLines(texts, item.type, item.payload, speaker.kind !== 'user').join('\n')
    return { from: speaker.kind, name: labelOf(speaker, options), text: shorten(text, textMax, texts.cut) }
  })
  if (left === 0) return shown
  return [{ from: 'bot', name: texts.bot, text: counted(texts, 'leftOut', left) }, ...shown]
}
