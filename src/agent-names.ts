import { isApiError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import type { Installation } from './installation'
import { type HistoryItem, relayedFor } from './messages/history-item'
import { nameLine } from './messages/plain'
import { timing } from './timing'
import { OutOfTimeError, within } from './within'

/** Names of Botpress users in whose name the bot wrote; undefined for one who is no agent. */
export type AgentNames = ReadonlyMap<string, string | undefined>

const seen = new QuickLRU<string, string | undefined>({ maxSize: 10_000, maxAge: timing.agentTrust })

/** So many names are looked up for one history, those of the latest agents. */
const mostLookUps = 2

/**
 * Who the agents in a history are. A name that cannot be had is left out, whatever the reason: it is worth no delay of the
 * hand-over.
 */
export async function agentNamesIn(
  { key, client }: Pick<Installation, 'key' | 'client'>,
  history: readonly HistoryItem[],
): Promise<AgentNames> {
  const ids = [...new Set([...history].reverse().flatMap((item) => relayedFor(item) ?? []))]
  const place = (id: string) => `${key}:${id}`
  const asked = ids.filter((id) => !seen.has(place(id))).slice(0, mostLookUps)
  const deadline = Date.now() + timing.agentLookup
  await Promise.all(
    asked.map(async (id) => {
      try {
        const { user } = await within(deadline, 'look up an agent', client.getUser({ id }))
        // An end user of ours is no agent, although the bot wrote in their name.
        seen.set(place(id), user.tags.identity ? undefined : nameLine(user.name ?? ''))
      } catch (error) {
        // The agent's line stands in the history without the name.
        if (!isApiError(error) && !(error instanceof OutOfTimeError)) throw error
      }
    }),
  )
  return new Map(ids.flatMap((id) => (seen.has(place(id)) ? [[id, seen.get(place(id))]] : [])))
}
