import { isApiError } from '@botpress/sdk'
import type { Installation as Bridge } from '../../core/installation'
import { historyLines } from '../../core/messages/history-lines'
import { nameLine } from '../../core/messages/plain'
import type { Session } from '../../core/session/session'
import type { Turn } from './interaction'

/** So many messages of a session are read, the newest: more than the longest dialogue that fits. */
const most = 2_000

/**
 * What was said during a session, oldest first, from its messages in Botpress: what the end user wrote, and what agents
 * replied; and who served it. Notices of the bot to agents are nobody's words.
 */
export async function saidIn(
  { client, texts }: Pick<Bridge, 'client' | 'texts'>,
  session: Session,
): Promise<{ turns: Turn[]; agents: string[] }> {
  const { conversationId, tags, announced } = session
  const messages = await client.list.messages({ conversationId }).collect({ limit: most })
  const authors = messages.flatMap(({ direction, userId }) => (direction === 'incoming' ? userId : []))
  // Whoever took it and wrote nothing served it, too.
  const agentIds = announced?.userId === undefined ? authors : [...authors, announced.userId]
  const names = await namesOf({ client }, agentIds)
  const turns = messages
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
    .flatMap(({ type, payload, direction, userId, createdAt }): Turn[] => {
      const isAgents = direction === 'incoming'
      if (!isAgents && payload.userId === undefined) return []
      const text = historyLines(texts, type, payload, isAgents).join('\n')
      const name = isAgents ? (names.get(userId) ?? texts.agent) : (tags.senderName ?? '')
      return [{ from: isAgents ? 'agent' : 'user', name, text, at: Date.parse(createdAt) }]
    })
  return { turns, agents: [...new Set(names.values())].filter((name) => name !== '') }
}

async function namesOf({ client }: Pick<Bridge, 'client'>, userIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  await Promise.all(
    [...new Set(userIds)].map(async (id) => {
      try {
        const { user } = await client.getUser({ id })
        names.set(id, nameLine(user.name ?? ''))
      } catch (error) {
        // The line stands in the log without the name.
        if (!isApiError(error)) throw error
      }
    }),
  )
  return names
}
