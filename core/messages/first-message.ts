import type { Texts } from '../texts/languages'
import { say } from '../texts/say'
import { shorten, splitText } from './split-text'

/**
 * Stands before what the bot says: a desk opens a thread by a message in the end user's name, and nothing but their own
 * words may pass for theirs.
 */
export const botMark = ({ bot }: Texts): string => `[${bot}] `

/** What opens a thread: the message, and what agents have to be told besides, as it did not fit. */
export type FirstMessage = { text: string; rest?: string }

/**
 * What the agent reads first: who asks, what about, and, if so configured, what was said before. A description is shortened
 * only where it does not fit, and is in `rest` whole then.
 *
 * @param textMax longest text, in UTF-16 units.
 * @returns a text that is never empty.
 */
export function firstMessage(
  texts: Texts,
  escalation: {
    name: string
    title: string | undefined
    description: string | undefined
    /** The rendered history, where it goes with the message; shorter than a message. */
    history: string | undefined
    textMax: number
  },
): FirstMessage {
  const note = [escalation.title, escalation.description].flatMap((text) => text?.trim() || []).join('\n\n')
  const heading = botMark(texts) + say(texts, 'opening', { name: escalation.name })
  const opening = note === '' ? heading : `${heading} ${texts.noteFollows}\n\n${note}`
  const history = escalation.history === undefined ? '' : `\n\n${escalation.history}`
  const room = escalation.textMax - history.length
  const text = shorten(opening, room, texts.cut) + history
  return opening.length <= room ? { text } : { text, rest: noteInFull(texts, note) }
}

/** All of what the bot says, for a note. */
export const noteInFull = (texts: Texts, note: string): string => `${texts.noteInFull}\n\n${note}`

/**
 * The rest in notes of the length that a desk takes. What is longer than five of them is bound to be a mistake, and is
 * shortened.
 *
 * @param noteMax in UTF-16 units.
 */
export function inNotes({ cut }: Texts, rest: string, noteMax: number): string[] {
  return splitText(shorten(rest, 5 * noteMax, cut), noteMax)
}
