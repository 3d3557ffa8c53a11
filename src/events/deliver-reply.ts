import { isApiError } from '@botpress/sdk'
import { pMapIterable } from 'p-map'
import { agentUser, forgetAgentUser } from '../agent'
import type { AgentMessage } from '../hubspot/agent-message'
import { originalContent } from '../hubspot/conversations'
import type { Installation } from '../installation'
import { fromAgent } from '../messages/to-botpress'
import { type Due, dueWhenHeard, reachedAt } from '../plugin-time'
import { reasonOf } from '../reason'
import { isRefusal } from '../refusal'
import { readSession, type Session, sessionFrom } from '../session'
import { rememberSession } from '../session-cache'
import { assertTime } from '../within'
import { agentFile } from './agent-file'
import { noteFirstAuthor } from './first-author'
import { inLine, waitUntil } from './in-line'
import { isWhole, type Progress } from './progress'
import { noteReplying } from './replying'
import { scheduledOnce } from './scheduled-once'

/** A reply to be delivered. */
export type Reply = {
  message: AgentMessage
  /** Actor ID of the agent. */
  author: string
  /** When it was written, by our clock; epoch ms. */
  writtenAt: number
}

/** A reply in Botpress: when the last of its messages reaches the plugin (epoch ms), and the session as it is now. */
export type Delivered = { reachedAt: number; session: Session }

type Content =
  | Awaited<ReturnType<typeof agentFile>>
  /** Text as Markdown. */
  | { type: 'text'; payload: { text: string } }

/**
 * Creates the Botpress messages of an agent's reply, in order, but for those that are there already. Each bears HubSpot's
 * message ID, its own name within the reply, by which Botpress recognises it too, and how many there are in all: nothing is
 * created twice, and whether all is there can be told later. Files are fetched ahead, a few at a time.
 *
 * @param listensAt from when on the plugin hears; epoch ms.
 * @param progress of earlier attempts; added to. What it does not know of is created, or found, one by one.
 * @returns undefined for a reply without content.
 */
export async function deliverReply(
  installation: Installation,
  session: Session,
  reply: Reply,
  listensAt: number,
  progress: Progress,
  deadline: number,
): Promise<Delivered | undefined> {
  if (isWhole(progress)) return deliveredAll(installation, session, progress)
  const { message } = reply
  const content = await wholeText(installation, session, message, deadline)
  const parts = fromAgent({ attachments: message.attachments, ...content })
  if (parts.length === 0) return undefined
  const missing = [...parts.entries()].filter(([, { key }]) => !progress.reached.has(key))
  progress.parts = parts.length
  if (missing.length === 0) return deliveredAll(installation, session, progress)
  const isSlow = content.isFetched || missing.some(([, { type }]) => type === 'file')
  const contents = contentsOf(installation, message, missing, deadline)
  const [userId] = await Promise.all([
    agentUser(installation, session.portalId, reply.author, deadline),
    isSlow ? noteReplying(installation, session, message, parts.length) : undefined,
    noteFirstAuthor(installation, session, reply.author),
  ])
  let delivered: Delivered | undefined
  let author = userId
  for await (const { position, key, content } of contents) {
    assertTime(deadline, 'deliver the reply')
    const due = dueWhenHeard(session, listensAt, reply.writtenAt, Date.now(), position)
    const { schedule } = inLine(installation, session, due)
    const part = { content, message, key, parts: parts.length, schedule }
    const create = (userId: string) => createPart(installation, session, { ...part, userId })
    delivered = await create(author).catch(async (error: unknown) => {
      author = await anotherUser(installation, session, reply.author, author, error, deadline)
      return create(author)
    })
    progress.reached.set(key, delivered.reachedAt)
    waitUntil(installation, session, delivered.reachedAt)
  }
  return delivered
}

const filesAtOnce = 4

function contentsOf(
  installation: Installation,
  message: AgentMessage,
  missing: [number, ReturnType<typeof fromAgent>[number]][],
  deadline: number,
) {
  const contentOf = async ([position, part]: (typeof missing)[number]) => {
    assertTime(deadline, 'deliver the reply')
    const content: Content =
      part.type === 'text'
        ? { type: 'text', payload: { text: part.text } }
        : await agentFile(installation, part, `${message.id}-${part.key}`, deadline)
    return { position, key: part.key, content }
  }
  async function* only() {
    for (const part of missing) yield await contentOf(part)
  }
  return missing.length === 1 ? only() : pMapIterable(missing, contentOf, { concurrency: filesAtOnce })
}

async function deliveredAll(installation: Installation, session: Session, progress: Progress): Promise<Delivered> {
  const current = await readSession(installation.client, session.conversationId)
  return {
    reachedAt: Math.max(...progress.reached.values()),
    session: rememberSession(installation, current ?? session),
  }
}

/**
 * The agent's user anew, where the one that is remembered was deleted.
 *
 * @throws the error of the attempt, when that was not the reason.
 */
async function anotherUser(
  installation: Installation,
  { portalId }: Session,
  author: string,
  before: string,
  error: unknown,
  deadline: number,
): Promise<string> {
  if (!isApiError(error) || !(error.code === 404 || error.type === 'ReferenceNotFound')) throw error
  forgetAgentUser(installation, portalId, author)
  const userId = await agentUser(installation, portalId, author, deadline)
  if (userId === before) throw error
  return userId
}

type Part = {
  content: Content
  userId: string
  message: AgentMessage
  key: string
  parts: number
  schedule: Due['schedule'] | undefined
}

/**
 * One call that creates the message, unless it is there, and answers with the conversation as well: so it shows whether
 * anybody heard it. That call knows no schedule; what the plugin cannot hear yet is created by another, and the session
 * read beside it.
 */
async function createPart(installation: Installation, session: Session, part: Part): Promise<Delivered> {
  const { content, userId, message, key, parts, schedule } = part
  const { client } = installation
  const { conversationId } = session
  const tags = { hubspotMessageId: message.id, part: key, parts: String(parts) }
  const discriminateByTags: ('hubspotMessageId' | 'part')[] = ['hubspotMessageId', 'part']
  if (schedule) {
    const dueAt = Date.parse(schedule.dateTime)
    const schedulePart = async () => {
      const { message: created } = await client.getOrCreateMessage({
        ...content,
        conversationId,
        userId,
        tags: { ...tags, dueAt: String(dueAt) },
        discriminateByTags,
        schedule,
      })
      // Another process may have scheduled it for another time.
      return reachedAt(created)
    }
    const name = [installation.key, conversationId, message.id, key].join(':')
    const scheduled = scheduledOnce(name, schedulePart)
    const [reached, current] = await Promise.all([scheduled, readSession(client, conversationId)])
    return seenNow(installation, reached, current ?? session)
  }
  const now = await client._inner.initializeIncomingMessage({
    conversationId,
    userId,
    message: { ...content, tags, discriminateByTags },
  })
  const createdAt = now.message?.createdAt
  return seenNow(
    installation,
    createdAt === undefined ? Date.now() : Date.parse(createdAt),
    sessionFrom(now.conversation) ?? session,
  )
}

function seenNow(installation: Installation, reachedAt: number, session: Session): Delivered {
  return { reachedAt, session: rememberSession(installation, session) }
}

/** HubSpot shortens long texts in its webhooks and keeps the whole one. */
async function wholeText(installation: Installation, session: Session, message: AgentMessage, deadline: number) {
  const asSent = { text: message.text ?? '', richText: message.richText, isFetched: false }
  const isWhole = message.truncationStatus === undefined || message.truncationStatus === 'NOT_TRUNCATED'
  const threadId = message.conversationsThreadId ?? session.hubspotThreadId
  if (isWhole || threadId === undefined) return asSent
  try {
    const whole = await originalContent(installation.hubspot, threadId, message.id, deadline)
    return { ...whole, isFetched: true }
  } catch (error) {
    if (!isRefusal(error)) throw error
    installation.logger.warn('A long reply is passed on as HubSpot shortened it. %s', reasonOf(error))
    return asSent
  }
}
