import QuickLRU from 'quick-lru'
import type { Client } from './bp'
import type { PluginAsSeen } from './plugin-time'
import { lookUpSessions, processId, type Session, type SessionChanges, type ThreadName, updateSession } from './session'
import { timing } from './timing'

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

/** Where sessions are looked up: the installation's key keeps installations apart. */
type Place = { key: string; client: Client }

/** The conversations of a thread; `at` (epoch ms) is when these were all there are. */
type Known = { conversationIds: string[]; at: number }

const byThread = new QuickLRU<string, Known>({ maxSize: 20_000 })
const byConversation = new QuickLRU<string, Seen>({ maxSize: 10_000 })
/** Threads that were not ours, since when and as of when (epoch ms). */
const strangers = new QuickLRU<string, { since: number; at: number }>({ maxSize: 20_000 })

/** Remembers a session as just read from or written to Botpress. */
export function rememberSession({ key }: Pick<Place, 'key'>, session: Session): Session {
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
  addToThread(threadKey(key, session.portalId, 'integrationThreadId', session.integrationThreadId), session, now)
  if (session.hubspotThreadId !== undefined) {
    addToThread(threadKey(key, session.portalId, 'hubspotThreadId', session.hubspotThreadId), session, now)
  }
  observe(key, session, now)
  return session
}

/** It was taken up no later than anything about it changed. */
const takenUpBy = ({ plugin, updatedAt }: Session, now: number): number | undefined =>
  plugin.isTakenUp ? Math.min(now, updatedAt) : undefined

/** Another account may have a thread of the same ID. */
const threadKey = (key: string, portalId: string, name: ThreadName, id: string) => `${key}:${portalId}:${name}:${id}`

function addToThread(thread: string, { conversationId, createdAt }: Session, now: number): void {
  strangers.delete(thread)
  const known = byThread.get(thread)
  // A thread that was just opened has no other session yet; whether an older one has, nobody has said.
  const at = now - createdAt < timing.openingTimeout ? now : 0
  if (known === undefined) byThread.set(thread, { conversationIds: [conversationId], at })
  else if (!known.conversationIds.includes(conversationId)) known.conversationIds.push(conversationId)
}

/** Writes changes into the session's tags, and remembers it so. */
export async function changeSession(place: Place, session: Session, changes: SessionChanges): Promise<Session> {
  return rememberSession(place, await updateSession(place.client, session, changes))
}

/** How far what this process knows of a thread's sessions will do. */
export type Freshness =
  /** Whatever is known, and that a stranger's thread is one. */
  | 'known'
  /** All sessions of the thread as of the last minute, and strangers only where that is sure. */
  | 'recent'

/**
 * Finds a thread's sessions, each possibly as seen some time ago; none when the thread is not ours. By our own name a
 * thread has one.
 */
export async function findSessions(
  place: Place,
  portalId: string,
  name: ThreadName,
  id: string,
  freshness: Freshness = 'known',
): Promise<Session[]> {
  const known = knownSessions(place, portalId, name, id, freshness)
  if (known !== undefined) return known
  const sessions = await lookUpSessions(place.client, portalId, name, id)
  const thread = threadKey(place.key, portalId, name, id)
  const now = Date.now()
  if (sessions.length === 0) strangers.set(thread, { since: strangers.get(thread)?.since ?? now, at: now })
  else byThread.set(thread, { conversationIds: sessions.map(({ conversationId }) => conversationId), at: now })
  return sessions.map((session) => rememberSession(place, session))
}

/** A thread's sessions, as far as this process knows without asking; undefined when it has to ask. */
export function knownSessions(
  { key }: Pick<Place, 'key'>,
  portalId: string,
  name: ThreadName,
  id: string,
  freshness: Freshness = 'known',
): Session[] | undefined {
  const thread = threadKey(key, portalId, name, id)
  const known = byThread.get(thread)
  const sessions = known?.conversationIds.flatMap((conversationId) => {
    const seen = byConversation.get(`${key}:${conversationId}`)
    return seen?.session[name] === id ? [seen.session] : []
  })
  const isAll = freshness === 'known' || name === 'integrationThreadId' || isYoung(known?.at)
  if (sessions !== undefined && sessions.length > 0 && isAll) return sessions
  const stranger = strangers.get(thread)
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
export function knownSession({ key }: Pick<Place, 'key'>, conversationId: string): Session | undefined {
  return byConversation.get(`${key}:${conversationId}`)?.session
}

/** The session as this process saw it last, if that is recent enough to act on. */
export function recentSession({ key }: Pick<Place, 'key'>, conversationId: string): Session | undefined {
  const seen = byConversation.get(`${key}:${conversationId}`)
  return seen && Date.now() - seen.at < timing.sessionTrust ? seen.session : undefined
}

/** The hitl plugin was heard from in a session, so it listens to it. Its tags are there by then, if they ever show. */
export function noteListening({ key }: Pick<Place, 'key'>, { conversationId, plugin }: Session): void {
  const seen = byConversation.get(`${key}:${conversationId}`)
  if (seen) seen.isListening = true
  const installation = installations.get(key)
  if (installation && !plugin.isTakenUp) installation.tagsShow ??= false
}

/** What this process knows of how the hitl plugin stands to a session. */
export function pluginAsSeen({ key }: Pick<Place, 'key'>, { conversationId }: Session): PluginAsSeen {
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
export function pluginTagsShow({ key }: Pick<Place, 'key'>): boolean | undefined {
  return installations.get(key)?.tagsShow
}

/** Whether other processes serve the installation too, as far as this one has noticed lately. */
export function isSharedWithOthers({ key }: Pick<Place, 'key'>): boolean {
  return Date.now() - (installations.get(key)?.othersAt ?? 0) < timing.othersTrust
}
