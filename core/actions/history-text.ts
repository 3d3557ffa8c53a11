import type { StartHitlInput } from '../botpress'
import type { AgentNote } from '../messages/agent-note'
import { type PastMessage, pastMessages } from '../messages/past-messages'
import type { Speakers } from '../messages/speakers'
import { transcriptNote } from '../messages/transcript'
import { authorOf, type Earlier } from '../people/earlier-sessions'
import { type EndUser, nameIn } from '../people/end-user'
import type { Texts } from '../texts/languages'
import { say } from '../texts/say'

/** A history, whose it is, and what is known of earlier sessions in it; to be told in these words. */
export type Told = { texts: Texts; input: StartHitlInput; user: EndUser; earlier: Earlier }

/**
 * What was said before the escalation, for the agent to read.
 *
 * @param maxLength in UTF-16 units, of the text and of the HTML; what does not fit is cut from the oldest.
 * @param isRich whether as HTML, too.
 * @returns undefined when nothing was said.
 */
export function historyNote(told: Told, maxLength: number, isRich: boolean): AgentNote | undefined {
  const { latest } = told.earlier
  return transcriptNote(told.input.messageHistory, { ...speakersIn(told), maxLength, isRich, earlier: latest })
}

/**
 * The same message by message, oldest first; of too many the newest.
 *
 * @param limits `isWhole` when an earlier session is not to be told in one line.
 */
export function pastMessagesOf(
  told: Told,
  { isWhole = false, ...limits }: { count: number; textMax: number; isWhole?: boolean },
): PastMessage[] {
  const earlier = isWhole ? undefined : told.earlier.latest
  return pastMessages(told.input.messageHistory, { ...speakersIn(told), ...limits, earlier })
}

function speakersIn({ texts, input, user, earlier }: Told): Speakers {
  const others = [
    ...new Set(input.messageHistory.flatMap(({ source }) => (source.type === 'user' ? source.userId : []))),
  ].filter((id) => id !== user.id)
  return {
    nameOf: (userId) =>
      userId === user.id ? nameIn(texts, user) : say(texts, 'participant', { number: others.indexOf(userId) + 2 }),
    agentOf: (item) => {
      const id = authorOf(item, earlier.authors)
      if (id === undefined || id === user.id || others.includes(id)) return undefined
      const name = earlier.names.has(id) ? earlier.names.get(id) : ''
      return name === undefined ? undefined : { name }
    },
    texts,
  }
}
