import { randomUUID } from 'node:crypto'
import QuickLRU from 'quick-lru'
import { timing } from '../timing'
import type { PluginAsSeen } from './plugin-time'
import type { Session, ThreadName } from './session'

/**
 * What this process has seen of sessions. Which conversation a thread belongs to holds until the session goes on in another
 * thread; whether the session is still open is only trusted for a while. That a thread is *not* ours is believed only once
 * it has been a stranger's for longer than any session takes to be made, and then for seconds.
 */
type Seen = {
  session: Session
  at: number
  /** When this process first saw that the thread is open, and that the hitl plugin has taken the session up. */
  openedSeenAt: number | undefined
  takenUpAt: number | undefined
  isTakeUpSeen: boolean
  /** Whether the plugin was heard from in the session, and so listens. */
  isListening: boolean
}

/** The installation's key keeps installations apart. */
type Place = { key: string }

/** Names this process among those that serve the same sessions. */
export const processId = randomUUID().slice(0, 8)

/** The conversations of a thread; `at` (epoch ms) is when these were all there are. */
type Known = { conversationIds: string[]; at: number }

const byThread = new QuickLRU<string, Known>({ maxSize: 20_000 })
const byConversation = new QuickLRU<string, Seen>({ maxSize: 10_000 })
/** Threads that were not ours, since when and as of when (epoch ms). */
const strangers = new QuickLRU<string, { since: number; at: number }>({ maxSize: 20_000 })

/** Remembers a session as just read from or written to Botpress. */
export function rememberSession({ key }: Place, session: Session): Session {
  const now = Date.now()
  const before = byConversation.get(`${key}:${session.conversationId}`)
  // An answer that was on its way for longer than another one says less.
  if (before && before.session.updatedAt > session.updatedAt) return before.session
  byConversation.set(`${key}:${session.conversationId}`, {
    session,
    at: now,
    openedSeenAt: before?.openedSeenAt ?? (session.openedAt === undefined ? undefined : now),
    takenUpAt: session.takenUpAt ?? before?.takenUpAt ?? takenUpBy(session, now),
    isTakeUpSeen: before?.isTakeUpSeen || (before !== undefined && before.takenUpAt === undefined),
    isListening: before?.isListening ?? false,
  })
  addToThread(threadKey(key, session.account, { name: 'ref', id: session.ref }), session, now)
  const { threadId } = session
  if (threadId !== undefined)
    addToThread(threadKey(key, session.account, { name: 'threadId', id: threadId }), session, now)
  observe(key, session, now)
  return session
}

/** It was taken up no later than anything about it changed. */
const takenUpBy = ({ plugin, updatedAt }: Session, now: number): number | undefined =>
  plugin.isTakenUp ? Math.min(now, updatedAt) : undefined

/** Another account may have a thread of the same ID. */
const threadKey = (key: string, account: string, { name, id }: ThreadName) => `${key}:${account}:${name}:${id}`

function addToThread(thread: string, { conversationId, createdAt }: Session, now: number): void {
  strangers.delete(thread)
  const known = byThread.get(thread)
  // A thread that was just opened has no other session yet; whether an older one has, nobody has said.
  const at = now - createdAt < timing.openingTimeout ? now : 0
  if (known === undefined) byThread.set(thread, { conversationIds: [conversationId], at })
  else if (!known.conversationIds.includes(conversationId)) known.conversationIds.push(conversationId)
}

/** How far what this process knows of a thread's sessions will do. */
export type Freshness =
  /** Whatever is known, and that a stranger's thread is one. */
  | 'known'
  /** All sessions of the thread as of the last minute, and strangers only where that is sure. */
  | 'recent'

/** Remembers what was looked up: these are all the sessions of a thread. */
export function rememberThread(place: Place, account: string, thread: ThreadName, sessions: Session[]): void {
  const name = threadKey(place.key, account, thread)
  const now = Date.now()
  if (sessions.length === 0) strangers.set(name, { since: strangers.get(name)?.since ?? now, at: now })
  else byThread.set(name, { conversationIds: sessions.map(({ conversationId }) => conversationId), at: now })
}

/** A thread's sessions, as far as this process knows without asking; undefined when it has to ask. */
export function knownSessions(
  { key }: Place,
  account: string,
  thread: ThreadName,
  freshness: Freshness = 'known',
): Session[] | undefined {
  const name = threadKey(key, account, thread)
  const known = byThread.get(name)
  const sessions = known?.conversationIds.flatMap((conversationId) => {
    const seen = byConversation.get(`${key}:${conversationId}`)
    return seen?.session[thread.name] === thread.id ? [seen.session] : []
  })
  const isAll = freshness === 'known' || thread.name === 'ref' || isYoung(known?.at)
  if (sessions !== undefined && sessions.length > 0 && isAll) return sessions
  const stranger = strangers.get(name)
  return stranger && isBelieved(stranger, freshness) ? [] : undefined
}

const isYoung = (at: number | undefined) => at !== undefined && Date.now() - at < timing.threadTrust
/**
 * A thread that is about to become a session is a stranger's only for as long as an opening takes; after that it is so
 * only if agents merge threads. News has another source, so it may be believed at once.
 */
function isBelieved({ since, at }: { since: number; at: number }, freshness: Freshness): boolean {
  const isPastOpening = at - since > timing.openingTimeout
  if (freshness === 'recent') return isPastOpening && Date.now() - at < timing.strangerTrust
  return isPastOpening ? isYoung(at) : Date.now() - at < timing.strangerTrust
}

/** The session as this process saw it last, however long ago. */
export function knownSession({ key }: Place, conversationId: string): Session | undefined {
  return byConversation.get(`${key}:${conversationId}`)?.session
}

/** The session as this process saw it last, if that is recent enough to act on. */
export function recentSession({ key }: Place, conversationId: string): Session | undefined {
  const seen = byConversation.get(`${key}:${conversationId}`)
  return seen && Date.now() - seen.at < timing.sessionTrust ? seen.session : undefined
}

/** The hitl plugin was heard from in a session, so it listens to it. Its tags are there by then, if they ever show. */
export function noteListening({ key }: Place, { conversationId, plugin }: Session): void {
  const seen = byConversation.get(`${key}:${conversationId}`)
  if (seen) seen.isListening = true
  const installation = installations.get(key)
  if (installation && !plugin.isTakenUp) installation.tagsShow ??= false
}

/** What this process knows of how the hitl plugin stands to a session. */
export function pluginAsSeen({ key }: Place, { conversationId }: Session): PluginAsSeen {
  const seen = byConversation.get(`${key}:${conversationId}`)
  const { openedSeenAt, takenUpAt, isTakeUpSeen = false, isListening = false } = seen ?? {}
  return { openedSeenAt, takenUpAt, isTakeUpSeen, isListening, tagsShow: pluginTagsShow({ key }) }
}

/**
 * What sessions tell of an installation: whether the plugin's tags show (undefined while that is not known), and when
 * another process was seen at work.
 */
type Observed = { tagsShow: boolean | undefined; othersAt: number }
const installations = new QuickLRU<string, Observed>({ maxSize: 1_000 })
const startedAt = Date.now()

function observe(key: string, session: Session, now: number): void {
  const { plugin, servedBy, updatedAt } = session
  const before = installations.get(key)
  const tagsShow = plugin.isTakenUp || plugin.hasStopped || before?.tagsShow
  // What was written before this process began may have been served by the one that it replaces.
  const isOthers = servedBy !== undefined && servedBy !== processId && updatedAt > startedAt
  installations.set(key, { tagsShow, othersAt: isOthers ? now : (before?.othersAt ?? 0) })
}

/** Whether the hitl plugin's tags can be seen here: only then does it say something that one is not there. */
export function pluginTagsShow({ key }: Place): boolean | undefined {
  return installations.get(key)?.tagsShow
}

/** Whether other processes serve the installation too, as far as this one has noticed lately. */
export function isSharedWithOthers({ key }: Place): boolean {
  return Date.now() - (installations.get(key)?.othersAt ?? 0) < timing.othersTrust
}
