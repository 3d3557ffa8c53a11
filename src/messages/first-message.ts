import { HISTORY_TEXT_MAX, MESSAGE_TEXT_MAX } from './limits'
import { shorten, splitText } from './split-text'

/**
 * Stands before what the bot says: HubSpot opens a thread by a message in the end user's name, and nothing but their own
 * words may pass for theirs.
 */
export const botMark = '[Bot] '

/** Stands where something was cut. */
const CUT = '… (shortened)'

/** What opens a thread: the message, and what agents have to be told besides, as it did not fit. */
export type FirstMessage = { text: string; rest?: string }

/**
 * What the agent reads first: who asks, what about, and, if so configured, what was said before. A description is shortened
 * only where it does not fit, and is in `rest` whole then.
 *
 * @returns a text of at most MESSAGE_TEXT_MAX characters, never empty.
 */
export function firstMessage(escalation: {
  name: string
  title: string | undefined
  description: string | undefined
  /** The rendered history, for `firstMessage` delivery; shorter than a message. */
  history: string | undefined
}): FirstMessage {
  const note = [escalation.title, escalation.description].flatMap((text) => text?.trim() || []).join('\n\n')
  const heading = `${botMark}${escalation.name} asks to talk to a person.`
  const opening = note === '' ? heading : `${heading} The bot's note on it:\n\n${note}`
  const history = escalation.history === undefined ? '' : `\n\n${escalation.history}`
  const room = MESSAGE_TEXT_MAX - history.length
  const text = shorten(opening, room, CUT) + history
  return opening.length <= room ? { text } : { text, rest: `The bot's note in full:\n\n${note}` }
}

/** What is longer than this, in UTF-16 units, is bound to be a mistake. */
const REST_MAX = 5 * HISTORY_TEXT_MAX

/** The rest in comments that HubSpot takes. */
export function inComments(rest: string): string[] {
  return splitText(shorten(rest, REST_MAX, CUT), HISTORY_TEXT_MAX)
}
