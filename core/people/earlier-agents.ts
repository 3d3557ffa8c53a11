import { isApiError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import type { Place } from '../installation'
import { type HistoryItem, maybeRelayed, relayedFor, replyKey } from '../messages/history-item'
import { nameLine } from '../messages/plain'
import { OutOfTimeError, within } from '../platform/within'
import { sessionFrom } from '../session/tags'
import { timing } from '../timing'
import type { EarlierAgents } from './end-user'

const seen = new QuickLRU<string, string | undefined>({ maxSize: 10_000, maxAge: timing.agentTrust })

/** So many names are looked up for one history, those of the latest agents. */
const mostLookUps = 2

/**
 * Who the agents in a history are. What cannot be had is left out, whatever the reason: it is worth no delay of the
 * hand-over.
 */
export async function agentsIn(place: Place, userId: string, history: readonly HistoryItem[]): Promise<EarlierAgents> {
  const deadline = Date.now() + timing.agentLookup
  const authors = (await unlessFailed(deadline, authorsOf(place, userId, history))) ?? new Map<string, string>()
  const ids = [...new Set([...history].reverse().flatMap((item) => authorOf(item, authors) ?? []))]
  const placed = (id: string) => `${place.key}:${id}`
  const asked = ids.filter((id) => !seen.has(placed(id))).slice(0, mostLookUps)
  await Promise.all(
    asked.map(async (id) => {
      const answer = await unlessFailed(deadline, place.client.getUser({ id }))
      // An end user of ours is no agent, although the bot wrote in their name.
      if (answer) seen.set(placed(id), answer.user.tags.identity ? undefined : nameLine(answer.user.name ?? ''))
    }),
  )
  return { names: new Map(ids.flatMap((id) => (seen.has(placed(id)) ? [[id, seen.get(placed(id))]] : []))), authors }
}

/** The Botpress user in whose name the bot passed a message on. */
export function authorOf(item: HistoryItem, authors: EarlierAgents['authors']): string | undefined {
  return relayedFor(item) ?? (item.source.type === 'bot' ? authors.get(replyKey(item) ?? '') : undefined)
}

/**
 * In chats other than web chat the hitl plugin does not say for whom it writes. Our own replies of the latest session do; the
 * look is spared where the history cannot hold one.
 */
async function authorsOf({ client }: Place, userId: string, history: readonly HistoryItem[]) {
  const authors = new Map<string, string>()
  if (!maybeRelayed(history)) return authors
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: { userId } })
  const latest = conversations.flatMap((one) => sessionFrom(one) ?? []).find(({ end }) => end)
  if (latest === undefined) return authors
  const { messages } = await client.listMessages({ conversationId: latest.conversationId })
  for (const { type, payload, tags, userId: author } of messages) {
    const key = replyKey({ type, payload })
    if (tags.messageId && key !== undefined) authors.set(key, author)
  }
  return authors
}

async function unlessFailed<T>(deadline: number, work: Promise<T>): Promise<T | undefined> {
  try {
    return await within(deadline, 'look up agents', work)
  } catch (error) {
    // Their lines stand in the history without the name.
    if (!isApiError(error) && !(error instanceof OutOfTimeError)) throw error
    return undefined
  }
}
