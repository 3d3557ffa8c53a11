import { isApiError } from '@botpress/sdk'
import { pMapIterable } from 'p-map'
import { type AgentReply, isRefusal } from '../desk'
import type { Installation } from '../installation'
import type { ReplyPart } from '../messages/reply-parts'
import { agentUser, forgetAgentUser, rememberAgentUser } from '../people/agent'
import { reasonOf } from '../platform/reason'
import { assertTime } from '../platform/within'
import { type Due, dueWhenHeard, reachedAt } from '../session/plugin-time'
import type { Session } from '../session/session'
import { changeSession, readSession, sessionOf } from '../session/sessions'
import { timing } from '../timing'
import { agentFile, copyKey } from './agent-file'
import { noteFirstAuthor } from './first-author'
import { inLine, waitUntil } from './in-line'
import { isWhole, type Progress } from './progress'
import { noteReplying } from './replying'
import { scheduledOnce } from './scheduled-once'

/** A reply in Botpress: when the last of its messages reaches the plugin (epoch ms), and the session as it is now. */
export type Created = { reachedAt: number; session: Session }

type Content =
  | Awaited<ReturnType<typeof agentFile>>
  /** Text as Markdown. */
  | { type: 'text'; payload: { text: string } }

/**
 * Creates the Botpress messages of an agent's reply, in order, but for those that are there already. Each bears the desk's
 * message ID, its own name within the reply, by which Botpress recognises it too, and how many there are in all: nothing is
 * created twice, and whether all is there can be told later. Files are fetched ahead, a few at a time.
 *
 * @param writtenAt when it was written, by our clock; epoch ms.
 * @param listensAt from when on the plugin hears; epoch ms.
 * @param progress of earlier attempts; added to. What it does not know of is created, or found, one by one.
 * @returns undefined for a reply without content.
 */
export async function createMessages(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  writtenAt: number,
  listensAt: number,
  progress: Progress,
  deadline: number,
): Promise<Created | undefined> {
  if (isWhole(progress)) return createdBefore(installation, session, progress)
  const parts = reply.isCut ? await wholeReply(installation, session, reply, deadline) : reply.parts(installation.texts)
  if (parts.length === 0) return undefined
  const missing = [...parts.entries()].filter(([, { key }]) => !progress.reached.has(key))
  progress.parts = parts.length
  if (missing.length === 0) return createdBefore(installation, session, progress)
  const isSlow = reply.isCut || missing.some(([, { type }]) => type === 'file')
  const contents = contentsOf(installation, session, reply, missing, deadline)
  const [userId] = await Promise.all([
    authorOf(installation, session, reply, deadline),
    isSlow ? noteReplying(installation, session, reply, parts.length) : undefined,
    noteFirstAuthor(installation, session, reply.author),
  ])
  let created: Created | undefined
  let author = userId
  for await (const { position, key, content } of contents) {
    assertTime(deadline, 'deliver the reply')
    const due = dueWhenHeard(session, listensAt, writtenAt, Date.now(), position)
    const { schedule } = inLine(installation, session, due)
    const part = { content, reply, key, parts: parts.length, schedule }
    const create = (userId: string) => createPart(installation, session, { ...part, userId })
    created = await create(author).catch(async (error: unknown) => {
      author = await anotherUser(installation, session, reply, author, error, deadline)
      return create(author)
    })
    progress.reached.set(key, created.reachedAt)
    waitUntil(installation, session, created.reachedAt)
  }
  return created
}

/** The agent's user: the session may know it, of whoever was announced last. */
async function authorOf(
  installation: Installation,
  { account, announced, createdAt }: Session,
  { author, authorName: name }: AgentReply,
  deadline: number,
): Promise<string> {
  const agent = { account, id: author, name }
  // Name and picture are to be looked up again after a while.
  const isCurrent = Date.now() - createdAt < timing.agentTrust
  if (isCurrent && announced?.agent === author && announced.userId !== undefined) {
    rememberAgentUser(installation, agent, announced.userId)
  }
  return agentUser(installation, agent, deadline)
}

const filesAtOnce = 4

function contentsOf(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  missing: [number, ReplyPart][],
  deadline: number,
) {
  const terms = { isLastTry: reply.isLastTry ?? false, deadline }
  const contentOf = async ([position, part]: (typeof missing)[number]) => {
    assertTime(deadline, 'deliver the reply')
    const content: Content =
      part.type === 'text'
        ? { type: 'text', payload: { text: part.text } }
        : await agentFile(installation, session, part, { ...terms, key: copyKey(reply, part) })
    return { position, key: part.key, content }
  }
  async function* only() {
    for (const part of missing) yield await contentOf(part)
  }
  return missing.length === 1 ? only() : pMapIterable(missing, contentOf, { concurrency: filesAtOnce })
}

async function createdBefore(installation: Installation, session: Session, { reached }: Progress): Promise<Created> {
  const current = await readSession(installation, session.conversationId)
  return { reachedAt: Math.max(...reached.values()), session: current ?? session }
}

/**
 * The agent's user anew, where the one that is remembered was deleted.
 *
 * @throws the error of the attempt, when that was not the reason.
 */
async function anotherUser(
  installation: Installation,
  session: Session,
  { author, authorName: name }: AgentReply,
  before: string,
  error: unknown,
  deadline: number,
): Promise<string> {
  if (!isApiError(error) || !(error.code === 404 || error.type === 'ReferenceNotFound')) throw error
  const agent = { account: session.account, id: author, name }
  forgetAgentUser(installation, agent)
  const userId = await agentUser(installation, agent, deadline)
  if (userId === before) throw error
  const { announced } = session
  if (announced?.userId === before) await changeSession(installation, session, { announced: { ...announced, userId } })
  return userId
}

type Part = {
  content: Content
  userId: string
  reply: AgentReply
  key: string
  parts: number
  schedule: Due['schedule'] | undefined
}

/**
 * One call that creates the message, unless it is there, and answers with the conversation as well: so it shows whether
 * anybody heard it. That call knows no schedule; what the plugin cannot hear yet is created by another, and the session
 * read beside it.
 */
async function createPart(installation: Installation, session: Session, part: Part): Promise<Created> {
  const { content, userId, reply, key, parts, schedule } = part
  const { client } = installation
  const { conversationId } = session
  const tags = { messageId: reply.id, part: key, parts: String(parts) }
  const discriminateByTags = ['messageId', 'part']
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
    const name = [installation.key, conversationId, reply.id, key].join(':')
    const scheduled = scheduledOnce(name, schedulePart)
    const [reached, current] = await Promise.all([scheduled, readSession(installation, conversationId)])
    return { reachedAt: reached, session: current ?? session }
  }
  const now = await client.initializeIncomingMessage({
    conversationId,
    userId,
    message: { ...content, tags, discriminateByTags },
  })
  const createdAt = now.message?.createdAt
  return {
    reachedAt: createdAt === undefined ? Date.now() : Date.parse(createdAt),
    session: sessionOf(installation, now.conversation) ?? session,
  }
}

/** A desk may shorten long texts in its events and keep the whole one. */
async function wholeReply(
  { desk, logger, texts }: Installation,
  session: Session,
  reply: AgentReply,
  deadline: number,
): Promise<ReplyPart[]> {
  try {
    return (await desk.whole?.(session, reply, deadline)) ?? reply.parts(texts)
  } catch (error) {
    if (!isRefusal(error) && !reply.isLastTry) throw error
    logger.warn('A long reply is passed on as %s shortened it. %s', desk.name, reasonOf(error))
    return reply.parts(texts)
  }
}
