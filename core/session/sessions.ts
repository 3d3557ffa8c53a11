import type { Place } from '../installation'
import { isNotFound } from '../platform/not-found'
import { type Freshness, knownSessions, processId, recentSession, rememberSession, rememberThread } from './seen'
import type { NewSession, Session, SessionChanges, ThreadName } from './session'
import { type ConversationLike, sessionFrom, tagsFor, tagsOfNew } from './tags'

/** Sessions in Botpress. Whatever is read or written here is remembered by this process. */

/** Reads a session from a conversation that Botpress handed over; undefined when it is none of ours. */
export function sessionOf(place: Place, conversation: ConversationLike): Session | undefined {
  const session = sessionFrom(conversation)
  return session && rememberSession(place, session)
}

/** Creates the session's conversation, or finds the open one of the same escalation. */
export async function createSession(place: Place, start: NewSession): Promise<Session> {
  const { conversation } = await place.client.getOrCreateConversation({
    channel: 'hitl',
    tags: tagsOfNew(start, processId),
    discriminateByTags: ['escalationKey'],
  })
  const session = sessionOf(place, conversation)
  if (session === undefined) throw new Error('The conversation that Botpress returned is not a session')
  return session
}

/** Makes the open session of an earlier, abandoned escalation unfindable for a new one like it. */
export async function releaseEscalation({ client }: Place, conversationId: string): Promise<void> {
  try {
    await client.updateConversation({ id: conversationId, tags: { escalationKey: '' } })
  } catch (error) {
    // It is gone, and so in nobody's way.
    if (!isNotFound(error)) throw error
  }
}

/** The session as Botpress has it now; undefined when its conversation is gone, or none of ours. */
export async function readSession(place: Place, conversationId: string): Promise<Session | undefined> {
  try {
    const { conversation } = await place.client.getConversation({ id: conversationId })
    return sessionOf(place, conversation)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/**
 * Writes changes into the tags. What a desk has to do once a session is over is owed from the moment that the end is noted.
 *
 * @returns the session as it is now, with what others have written meanwhile.
 */
export async function changeSession(place: Place, session: Session, changed: SessionChanges): Promise<Session> {
  const isEnding = changed.end !== undefined && session.end === undefined && place.desk.ended !== undefined
  const changes = isEnding ? { ...changed, owesAfterEnd: true } : changed
  const tags = tagsFor(session, changes, processId)
  const { conversation } = await place.client.updateConversation({ id: session.conversationId, tags })
  const { own = {}, ...others } = changes
  return sessionOf(place, conversation) ?? { ...session, ...others, tags: { ...session.tags, ...own } }
}

/** The session as this process saw it last where that is recent enough, else as given. */
export const asSeen = (place: Pick<Place, 'key'>, session: Session): Session =>
  recentSession(place, session.conversationId) ?? session

/**
 * Finds a thread's sessions, each possibly as seen some time ago; none when the thread is not ours. By our own name a
 * thread has one; by the desk's there are several where agents merged threads.
 */
export async function findSessions(
  place: Place,
  account: string,
  thread: ThreadName,
  freshness: Freshness = 'known',
): Promise<Session[]> {
  const known = knownSessions(place, account, thread, freshness)
  if (known !== undefined) return known
  const sessions = await lookUp(place, account, thread)
  rememberThread(place, account, thread, sessions)
  return sessions
}

async function lookUp(place: Place, account: string, { name, id }: ThreadName): Promise<Session[]> {
  const tags = { [name]: id, account }
  const conversations = await place.client.list.conversations({ channel: 'hitl', tags }).collect({ limit: most })
  return conversations.flatMap((conversation) => {
    const session = sessionOf(place, conversation)
    return session?.[name] === id ? [session] : []
  })
}

/** Whether there is, or was, any session in an account of the desk's; a self-test is none. */
export async function hasSessionsIn({ client }: Pick<Place, 'client'>, account: string): Promise<boolean> {
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: { account } })
  return conversations.some(({ tags }) => !tags.selfTest)
}

/** Nobody merges more threads than this into one. */
const most = 100
