import type { StartHitlInput } from '../botpress'
import { type PastMessage, pastMessages } from '../messages/past-messages'
import { renderTranscript, type Speakers } from '../messages/transcript'
import { authorOf } from '../people/earlier-agents'
import { type EarlierAgents, type EndUser, nameIn } from '../people/end-user'
import type { Texts } from '../texts/languages'
import { say } from '../texts/say'

const nobody: EarlierAgents = { names: new Map(), authors: new Map() }

/**
 * What was said before the escalation, for the agent to read.
 *
 * @param maxLength in UTF-16 units; what does not fit is cut from the oldest.
 * @returns undefined when nothing was said.
 */
export function historyText(texts: Texts, input: StartHitlInput, user: EndUser, maxLength: number): string | undefined {
  return renderTranscript(input.messageHistory, { ...speakersIn(texts, input, user), maxLength })
}

/** The same message by message, oldest first; of too many the newest. */
export function pastMessagesOf(
  texts: Texts,
  input: StartHitlInput,
  user: EndUser,
  limits: { count: number; textMax: number },
): PastMessage[] {
  return pastMessages(input.messageHistory, { ...speakersIn(texts, input, user), ...limits })
}

function speakersIn(texts: Texts, input: StartHitlInput, user: EndUser): Speakers {
  const others = [
    ...new Set(input.messageHistory.flatMap(({ source }) => (source.type === 'user' ? source.userId : []))),
  ].filter((id) => id !== user.id)
  const { agents = nobody } = user
  return {
    nameOf: (userId) =>
      userId === user.id ? nameIn(texts, user) : say(texts, 'participant', { number: others.indexOf(userId) + 2 }),
    agentOf: (item) => {
      const id = authorOf(item, agents.authors)
      if (id === undefined || id === user.id || others.includes(id)) return undefined
      const name = agents.names.has(id) ? agents.names.get(id) : ''
      return name === undefined ? undefined : { name }
    },
    texts,
  }
}
