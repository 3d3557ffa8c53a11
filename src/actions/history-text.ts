import type { IntegrationProps } from '../bp'
import type { EndUser } from '../end-user'
import { renderTranscript } from '../messages/transcript'

type Input = Parameters<IntegrationProps['actions']['startHitl']>[0]['input']

/**
 * What was said before the escalation, for the agent to read.
 *
 * @returns undefined when nothing was said.
 */
export function historyText(input: Input, user: EndUser, maxLength: number): string | undefined {
  const others = [
    ...new Set(input.messageHistory.flatMap(({ source }) => (source.type === 'user' ? source.userId : []))),
  ].filter((id) => id !== user.id)
  return renderTranscript(input.messageHistory, {
    nameOf: (userId) => (userId === user.id ? user.name : `Participant ${others.indexOf(userId) + 2}`),
    botName: 'Bot',
    maxLength,
  })
}
