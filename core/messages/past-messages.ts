import { counted } from '../texts/say'
import { type HistoryItem, withoutHandoff } from './history-item'
import { historyLines } from './history-lines'
import { shorten } from './split-text'
import { labelOf, type Speakers, speakerOf } from './transcript'

/** One message of the time before the escalation, as text. */
export type PastMessage = { from: 'user' | 'bot' | 'agent'; name: string; text: string }

/**
 * What was said before the escalation, message by message, oldest first: for a desk that shows it as messages. Of too many
 * the oldest are left out, which the first one says, and a long one is shortened. Never throws: see `historyLines`.
 *
 * @param options `count` is how many there are at most, `textMax` the longest text of one, in UTF-16 units.
 */
export function pastMessages(
  history: readonly HistoryItem[],
  options: Speakers & { count: number; textMax: number },
): PastMessage[] {
  const items = withoutHandoff(history)
  const left = items.length > options.count ? items.length - options.count + 1 : 0
  const shown = items.slice(left).map((item): PastMessage => {
    const speaker = speakerOf(item, options)
    const text = historyLines(options.texts, item.type, item.payload, speaker.kind !== 'user').join('\n')
    return {
      from: speaker.kind,
      name: labelOf(speaker, options),
      text: shorten(text, options.textMax, options.texts.cut),
    }
  })
  if (left === 0) return shown
  const notice = counted(options.texts, 'leftOut', left)
  return [{ from: 'bot', name: options.texts.bot, text: notice }, ...shown]
}
