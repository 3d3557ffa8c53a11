import { pMapIterable } from 'p-map'
import { agentUser } from '../agent'
import type { AgentMessage } from '../hubspot/agent-message'
import { originalContent } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation'
import type { ReplyPart } from '../messages/agent-attachment'
import { fromAgent } from '../messages/to-botpress'
import { at, type Due, dueWhenHeard } from '../plugin-time'
import { readSession, type Session, sessionFrom } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'
import { assertTime } from '../within'
import { agentFile } from './agent-file'

/** A reply in Botpress: when its last message was created (epoch ms), and the session as it is now. */
export type Delivered = { createdAt: number; session: Session }

type Content =
  | Awaited<ReturnType<typeof agentFile>>
  /** Text as Markdown. */
  | { type: 'text'; payload: { text: string } }

/** How far a reply has got: when each of its parts was created (epoch ms), by position. */
export type Progress = Map<number, number>

/**
 * Creates the Botpress messages of an agent's reply, in order, but for those that are there already. Each bears HubSpot's
 * message ID and its own position, by which Botpress recognises it too: nothing is created twice. Files are fetched ahead,
 * a few at a time.
 *
 * @param author actor ID of the agent.
 * @param progress of earlier attempts; added to. What it does not know of is created, or found, one by one.
 * @returns undefined for a reply without content.
 */
export async function deliverReply(
  installation: Installation,
  session: Session,
  message: AgentMessage,
  author: string,
  progress: Progress,
  deadline: number,
): Promise<Delivered | undefined> {
  const parts = fromAgent({ attachments: message.attachments, ...(await wholeText(installation, message, deadline)) })
  if (parts.length === 0) return undefined
  const missing = [...parts.entries()].filter(([position]) => !progress.has(position))
  if (missing.length === 0) return deliveredAll(installation, session, progress)
  const userId = await agentUser(installation, session.portalId, author, deadline)
  let delivered: Delivered | undefined
  let isScheduled = false
  const contentOf = async ([position, part]: [number, ReplyPart]) => {
    assertTime(deadline, 'deliver the reply')
    const content: Content =
      part.type === 'text'
        ? { type: 'text', payload: { text: part.text } }
        : await agentFile(installation, part, `${message.id}-${position}`, deadline)
    return { position, content }
  }
  const contents =
    missing.length === 1 ? missing.map(contentOf) : pMapIterable(missing, contentOf, { concurrency: filesAtOnce })
  for await (const { position, content } of contents) {
    assertTime(deadline, 'deliver the reply')
    const due = dueWhenHeard(session, Date.parse(message.createdAt), Date.now(), position)
    // What comes after a part that waits for its time waits as well, or it could overtake that one.
    const schedule = due.schedule ?? (isScheduled ? at(Date.now() + timing.creation).schedule : undefined)
    if (schedule) isScheduled = true
    delivered = await create(installation, session, { content, userId, message, position, schedule })
    progress.set(position, delivered.createdAt)
  }
  return delivered
}

const filesAtOnce = 4

async function deliveredAll(installation: Installation, session: Session, progress: Progress): Promise<Delivered> {
  const current = await readSession(installation.client, session.conversationId)
  return { createdAt: Math.max(...progress.values()), session: rememberSession(installation, current ?? session) }
}

type Part = {
  content: Content
  userId: string
  message: AgentMessage
  position: number
  schedule: Due['schedule'] | undefined
}

/**
 * One call that creates the message, unless it is there, and answers with the conversation as well: so it shows whether
 * anybody heard it. That call knows no schedule; what the plugin cannot hear yet is created by another, and the session
 * read beside it.
 */
async function create(installation: Installation, session: Session, part: Part): Promise<Delivered> {
  const { content, userId, message, position, schedule } = part
  const { client } = installation
  const { conversationId } = session
  const tags = { hubspotMessageId: message.id, part: String(position) }
  const discriminateByTags: ('hubspotMessageId' | 'part')[] = ['hubspotMessageId', 'part']
  if (schedule) {
    const dueAt = String(Date.parse(schedule.dateTime))
    const scheduled = client.getOrCreateMessage({
      ...content,
      conversationId,
      userId,
      tags: { ...tags, dueAt },
      discriminateByTags,
      schedule,
    })
    const [{ message: created }, current] = await Promise.all([scheduled, readSession(client, conversationId)])
    return seenNow(installation, created.createdAt, current ?? session)
  }
  const now = await client._inner.initializeIncomingMessage({
    conversationId,
    userId,
    message: { ...content, tags, discriminateByTags },
  })
  return seenNow(installation, now.message?.createdAt, sessionFrom(now.conversation) ?? session)
}

function seenNow(installation: Installation, createdAt: string | undefined, session: Session): Delivered {
  const time = createdAt === undefined ? Date.now() : Date.parse(createdAt)
  return { createdAt: time, session: rememberSession(installation, session) }
}

/** HubSpot shortens long texts in its webhooks and keeps the whole one. */
async function wholeText(installation: Installation, message: AgentMessage, deadline: number) {
  const asSent = { text: message.text ?? '', richText: message.richText }
  const isWhole = message.truncationStatus === undefined || message.truncationStatus === 'NOT_TRUNCATED'
  if (isWhole || message.conversationsThreadId === undefined) return asSent
  try {
    return await originalContent(installation.hubspot, message.conversationsThreadId, message.id, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.passing) throw error
    installation.logger.warn('A long reply is passed on as HubSpot shortened it. %s', error.message)
    return asSent
  }
}

/** What of the reply reached Botpress by earlier deliveries. */
export async function progressOf(
  { client }: Installation,
  { conversationId }: Session,
  message: AgentMessage,
): Promise<Progress> {
  const { messages } = await client.listMessages({ conversationId, tags: { hubspotMessageId: message.id } })
  return new Map(messages.map(({ tags, createdAt }) => [Number(tags.part), Date.parse(createdAt)]))
}

/** How many messages in Botpress the reply makes. */
export function countParts({ attachments, text = '', richText }: AgentMessage): number {
  return fromAgent({ attachments, text, richText }).length
}
