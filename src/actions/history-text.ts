import type { IntegrationProps } from '../bp'
import type { EndUser } from '../end-user'
import { renderTranscript } from '../messages/transcript'

type Input = Parameters<IntegrationProps['actions']['startHitl']>[0]['input']

/**
 * What was said before the escalation, for the agent to read.
 *
 * @param maxLength in UTF-16 units; what does not fit is cut from the oldest.
 * @returns undefined when nothing was said.
 */
export function historyText(input: Input, user: EndUser, maxLength: number): string | undefined {
  const others = [
    ...new Set(input.messageHistory.flatMap(({ source }) => (source.type === 'user' ? source.userId : []))),
  ].filter((id) => id !== user.id)
  const { agents } = user
  return renderTranscript(input.messageHistory, {
    nameOf: (userId) => (userId === user.id ? user.name : `Participant ${others.indexOf(userId) + 2}`),
    agentOf: (userId) => {
      if (userId === user.id || others.includes(userId)) return undefined
      return agents?.has(userId) ? agents.get(userId) : ''
    },
    botName: 'Bot',
    maxLength,
  })
}
