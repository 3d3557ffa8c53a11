import QuickLRU from 'quick-lru'
import type { Client } from './bp'
import { lookUpSession, type Session, type SessionChanges, type ThreadName, updateSession } from './session'
import { timing } from './timing'

/**
 * What this process has seen of sessions. Which conversation a thread belongs to holds until the session goes on in another
 * thread; whether the session is still open is only trusted for a while. That a thread is *not* ours is never remembered:
 * its session may be about to be created by another process.
 */
type Seen = { session: Session; at: number }

/** Where sessions are looked up: the installation's key keeps installations apart. */
type Place = { key: string; client: Client }

const byThread = new QuickLRU<string, string>({ maxSize: 20_000 })
const byConversation = new QuickLRU<string, Seen>({ maxSize: 10_000 })

/** Remembers a session as just read from or written to Botpress. */
export function rememberSession({ key }: Pick<Place, 'key'>, session: Session): Session {
  byConversation.set(`${key}:${session.conversationId}`, { session, at: Date.now() })
  byThread.set(`${key}:integrationThreadId:${session.integrationThreadId}`, session.conversationId)
  if (session.hubspotThreadId !== undefined) {
    byThread.set(`${key}:hubspotThreadId:${session.hubspotThreadId}`, session.conversationId)
  }
  return session
}

/** Writes changes into the session's tags, and remembers it so. */
export async function changeSession(place: Place, session: Session, changes: SessionChanges): Promise<Session> {
  return rememberSession(place, await updateSession(place.client, session, changes))
}

/** Finds a thread's session, possibly as seen some time ago; undefined when the thread is not ours. */
export async function findSession(
  place: Place,
  portalId: string,
  name: ThreadName,
  id: string,
): Promise<Session | undefined> {
  const conversationId = byThread.get(`${place.key}:${name}:${id}`)
  const seen = conversationId === undefined ? undefined : byConversation.get(`${place.key}:${conversationId}`)
  // Another account may have a thread of the same ID.
  if (seen?.session[name] === id && seen.session.portalId === portalId) return seen.session
  const session = await lookUpSession(place.client, portalId, name, id)
  return session && rememberSession(place, session)
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
