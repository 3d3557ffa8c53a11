import QuickLRU from 'quick-lru'
import * as z from 'zod/mini'
import type { Installation } from '../installation'
import { clockIn } from '../messages/clock'
import type { EarlierSession } from '../messages/earlier-session'
import { type HistoryItem, maybeRelayed, relayedFor, replyKey } from '../messages/history-item'
import { nameLine } from '../messages/plain'
import { within } from '../platform/within'
import type { Session } from '../session/session'
import { sessionFrom } from '../session/tags'
import type { Texts } from '../texts/languages'
import { timing } from '../timing'
import type { EndUser } from './end-user'
import { summaryOf } from './session-summary'

/** What is known of an end user's earlier sessions, as far as a history is about them. */
export type Earlier = {
  /** What agents who spoke in it are called, by Botpress user; undefined for one who is no agent. */
  names: ReadonlyMap<string, string | undefined>
  /** Who wrote a reply, by its `replyKey`. */
  authors: ReadonlyMap<string, string>
  /** The latest session with an agent, where there is one. */
  latest?: EarlierSession
}

/** The look at an end user's earlier sessions. What was asked for is asked once. */
export type LookBack = {
  /** Never throws: what cannot be had in time is left out, since it is worth no delay of the hand-over. */
  inHistory(): Promise<Earlier>
  /** The desk's ID of the agent who served them last. @throws an API error of Botpress. */
  lastAgent(): Promise<string | undefined>
}

const seen = new QuickLRU<string, string | undefined>({ maxSize: 10_000, maxAge: timing.agentTrust })

/** So many calls to Botpress are made for one history. */
const mostCalls = 2

/**
 * Looks back at the sessions of an end user, where there can be any: for a history, that is one in which agents may have
 * spoken. It begins when it is asked for first.
 *
 * @param account at the desk, whose times and agents count.
 */
export function lookBack(
  installation: Installation,
  user: Pick<EndUser, 'id' | 'isNew'>,
  account: string,
  history: readonly HistoryItem[],
): LookBack {
  const sessions = once(async () => (user.isNew ? [] : await endedSessions(installation, user.id)))
  return {
    inHistory: once(() => earlierIn(installation, user, account, history, sessions)),
    lastAgent: async () => (await sessions()).find((session) => session.account === account)?.announced?.agent,
  }
}

/** Those with an agent that are over, the latest first. One call. */
async function endedSessions({ client }: Installation, userId: string): Promise<Session[]> {
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: { userId } })
  return conversations
    .flatMap((one) => sessionFrom(one) ?? [])
    .filter(({ end, announced }) => end !== undefined && announced !== undefined)
    .toSorted((a, b) => b.createdAt - a.createdAt)
}

async function earlierIn(
  installation: Installation,
  user: Pick<EndUser, 'id' | 'isNew'>,
  account: string,
  history: readonly HistoryItem[],
  sessions: () => Promise<Session[]>,
): Promise<Earlier> {
  const deadline = Date.now() + timing.agentLookup
  const isTold = history.some((item) => relayedFor(item) !== undefined) || maybeRelayed(history)
  const past = isTold ? await unlessFailed(deadline, sessions()) : []
  const [latest] = past ?? []
  const said = latest && (await unlessFailed(deadline, saidIn(installation, latest)))
  const authors = new Map(said?.flatMap(({ key, author }) => (author === undefined ? [] : [[key, author] as const])))
  const names = namesIn(past ?? [])
  for (const item of history) {
    const [shown, author] = [relayedFor(item), authors.get(replyKey(item) ?? '')]
    // In web chat somebody stands for the agent, by another ID.
    const name = author === undefined ? undefined : names.get(author)
    if (shown !== undefined && name !== undefined) names.set(shown, name)
  }
  const calls = Number(isTold && !user.isNew) + Number(latest !== undefined)
  await nameRest(installation, history, { authors, names }, mostCalls - calls, deadline)
  if (latest === undefined || said === undefined) return { names, authors }
  const zone = await unlessFailed(deadline, installation.desk.zone?.(account, deadline) ?? Promise.resolve('UTC'))
  const agents = agentNames(latest, said, names)
  const now = Date.now()
  const summary = (texts: Texts) => summaryOf(texts, latest, agents, clockIn(zone ?? 'UTC', texts.locale), now)
  const spoken = said.map(({ key, author }) => ({
    key,
    by: author === undefined ? ('user' as const) : ('agent' as const),
  }))
  return { names, authors, latest: { summary, said: spoken } }
}

/** The Botpress user in whose name the bot passed a message on. */
export function authorOf(item: HistoryItem, authors: Earlier['authors']): string | undefined {
  return relayedFor(item) ?? (item.source.type === 'bot' ? authors.get(replyKey(item) ?? '') : undefined)
}

/** `author` is the agent's Botpress user; undefined for what the end user said. */
type Said = { key: string; author: string | undefined }

const words = z.lazy(() => z.object({ userId: z.string() }))

/** What the end user and agents said in a session, oldest first; of a long one the end. One call. */
async function saidIn({ client }: Installation, { conversationId }: Session): Promise<Said[]> {
  const { messages } = await client.listMessages({ conversationId })
  return messages.toReversed().flatMap(({ type, payload, tags, userId }): Said[] => {
    const key = replyKey({ type, payload })
    const isReply = Boolean(tags.messageId)
    if (key === undefined || !(isReply || words.safeParse(payload).success)) return []
    return [{ key, author: isReply ? userId : undefined }]
  })
}

/** As sessions have them. */
function namesIn(sessions: readonly Session[]): Map<string, string | undefined> {
  const known = sessions.flatMap(({ announced }) =>
    announced?.userId && announced.name ? [[announced.userId, nameLine(announced.name)] as const] : [],
  )
  return new Map(known.toReversed())
}

/** Those who answered, in the order in which they did, and who was told of last, as far as their names are known. */
function agentNames({ announced }: Session, said: readonly Said[], names: Earlier['names']): string[] {
  const replied = said.flatMap(({ author }) => (author === undefined ? [] : names.get(author) || []))
  return [...new Set([...replied, ...(announced?.name ? [nameLine(announced.name)] : [])])]
}

/** Looks up whose name is not known yet, those of the latest agents first. */
async function nameRest(
  { key, client }: Installation,
  history: readonly HistoryItem[],
  { authors, names }: { authors: Earlier['authors']; names: Map<string, string | undefined> },
  most: number,
  deadline: number,
): Promise<void> {
  const placed = (id: string) => `${key}:${id}`
  const ids = [...new Set([...history].reverse().flatMap((item) => authorOf(item, authors) ?? []))]
  const unknown = ids.filter((id) => !names.has(id))
  const asked = unknown.filter((id) => !seen.has(placed(id))).slice(0, Math.max(0, most))
  await Promise.all(
    asked.map(async (id) => {
      const answer = await unlessFailed(deadline, client.getUser({ id }))
      // An end user of ours is no agent, although the bot wrote in their name.
      if (answer) seen.set(placed(id), answer.user.tags.identity ? undefined : nameLine(answer.user.name ?? ''))
    }),
  )
  for (const id of unknown) if (seen.has(placed(id))) names.set(id, seen.get(placed(id)))
}

/** The same promise for all who ask. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let going: Promise<T> | undefined
  return () => {
    going ??= work()
    return going
  }
}

/** Whatever the reason is: agents' lines stand in the history without their names then. */
async function unlessFailed<T>(deadline: number, work: Promise<T>): Promise<T | undefined> {
  return within(deadline, 'look back at earlier sessions', work).catch(() => undefined)
}
