import { FIRST_MESSAGE_HISTORY_MAX, MESSAGE_TEXT_MAX } from './limits'
import { shorten } from './split-text'

/**
 * What the agent reads first: who asks, what about, and, if so configured, what was said before.
 *
 * @returns at most MESSAGE_TEXT_MAX characters, never empty.
 */
export function firstMessage(escalation: {
  name: string
  title: string | undefined
  description: string | undefined
  /** The rendered history, for `firstMessage` delivery. */
  history: string | undefined
}): string {
  const heading = `${escalation.name} asks to talk to a person.`
  const words = [escalation.title, escalation.description].flatMap((text) => text?.trim() || [])
  const room = MESSAGE_TEXT_MAX - FIRST_MESSAGE_HISTORY_MAX - 10
  const opening = shorten([heading, ...words].join('\n\n'), room)
  return escalation.history === undefined ? opening : `${opening}\n\n${escalation.history}`
}
