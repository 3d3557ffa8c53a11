import { MESSAGE_TEXT_MAX } from './limits'
import { splitText } from './split-text'

/**
 * Stands before what the bot says: HubSpot opens a thread by a message in the end user's name, and nothing but their own
 * words may pass for theirs.
 */
export const botMark = '[Bot] '

/**
 * What the agent reads first: who asks, what about, and, if so configured, what was said before. All of it, however long;
 * never empty.
 */
export function firstMessage(escalation: {
  name: string
  title: string | undefined
  description: string | undefined
  /** The rendered history, for `firstMessage` delivery. */
  history: string | undefined
}): string {
  const note = [escalation.title, escalation.description].flatMap((text) => text?.trim() || [])
  const heading = `${botMark}${escalation.name} asks to talk to a person.`
  return [
    note.length === 0 ? heading : `${heading} The bot's note on it:`,
    ...note,
    ...(escalation.history === undefined ? [] : [escalation.history]),
  ].join('\n\n')
}

/** So many messages one text may become; what is left then is bound to be a mistake. */
const MESSAGES_MAX = 10
const CUT = '\n\n… (shortened)'

/** The first message in pieces that HubSpot takes, each marked as the bot's. */
export function inMessages(text: string): string[] {
  if (text.length <= MESSAGE_TEXT_MAX) return [text]
  const room = MESSAGE_TEXT_MAX - botMark.length - CUT.length
  const [first = '', ...rest] = splitText(text.slice(0, room * (MESSAGES_MAX + 1)), room)
  const shown = rest.slice(0, MESSAGES_MAX - 1).map((piece) => botMark + piece)
  const isCut = text.length > room * (MESSAGES_MAX + 1) || rest.length > shown.length
  return [first, ...shown].map((piece, at) => (isCut && at === MESSAGES_MAX - 1 ? piece + CUT : piece))
}
