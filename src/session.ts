import { randomUUID } from 'node:crypto'
import type { Client, ConversationTag, ConversationTags } from './bp'
import type { DeliveryIdentifier } from './hubspot/custom-channels'
import { deliveryIdentifierTypes } from './hubspot/custom-channels'
import { shorten } from './messages/split-text'
import { isNotFound } from './not-found'

/**
 * A HITL session: one Botpress conversation, one HubSpot thread. It lives in the conversation's tags, and this is the
 * only file that knows their names. All times are epoch ms.
 */
export type Session = {
  conversationId: string
  createdAt: number
  /** When anything about the conversation changed last. */
  updatedAt: number
  /** Our name for the thread, which HubSpot echoes; a UUID. */
  integrationThreadId: string
  /** HubSpot's name for the thread; undefined until it was opened. */
  hubspotThreadId: string | undefined
  portalId: string
  inboxId: string
  /** The Botpress user that stands for the end user. */
  userId: string
  sender: { name: string; deliveryIdentifier: DeliveryIdentifier }
  contactId: string | undefined
  /** Undefined until the thread was opened. */
  openedAt: number | undefined
  /** When opening the thread failed in a way that leaves it unclear whether it exists. */
  failedAt: number | undefined
  /** Who is in charge, and since when; `agent` is an actor ID, undefined when nobody is. */
  assignment: { agent: string | undefined; at: number }
  /** The agent the end user was told of last. */
  announced: Announced | undefined
  end: End | undefined
  plugin: PluginTraces
  /** When it was first noted that the hitl plugin has taken the session up. */
  takenUpAt: number | undefined
  /** Whether agents were told that the session is over although they reopened the thread. */
  reopenNoted: boolean
  /** Whether it is still to be found out what happened to the thread while it was being opened. */
  owesCatchUp: boolean
  /** Whether the agent is still to be given the history, which is in the conversation's state `history`. */
  owesHistory: boolean
  /** A reply that takes its time, behind which later ones wait. */
  replying: Replying | undefined
  /** Random ID of the process that wrote to the session last. */
  servedBy: string | undefined
}

/**
 * What the hitl plugin's own tags on the conversation tell. No document promises that an integration sees them: where they
 * are hidden, nothing here is ever true.
 */
export type PluginTraces = {
  /** It has bound the conversation to the end user's, and listens within a moment. */
  isTakenUp: boolean
  /** It has told the end user of an agent, once at least. */
  hasAgent: boolean
  /** It has stopped to listen. */
  hasStopped: boolean
}

/** `writtenAt` is HubSpot's time, `until` ours (epoch ms); `parts` is how many messages the reply makes. */
export type Replying = { messageId: string; writtenAt: number; until: number; parts: number }

/**
 * `agent` is an actor ID. `supposedAt` (epoch ms) is there when we told nobody and only suppose it since then: the hitl
 * plugin announces the author of the first reply by itself, and this agent was writing it.
 */
export type Announced = { agent: string; supposedAt: number | undefined }

/**
 * The end of a session, in epoch ms: when it happened (by HubSpot's clock where an agent ended it, so that it compares with
 * the times of replies), and from when on the hitl plugin hears no more. Those differ when an agent ended it, since the
 * plugin has to be told.
 */
export type End = { at: number; stoppedAt: number; by: 'agent' | 'bot' }

/** What may change about a session. */
export type SessionChanges = Partial<{
  sender: Session['sender']
  hubspotThreadId: string
  openedAt: number
  failedAt: number
  assignment: Session['assignment']
  announced: Announced
  end: End
  reopenNoted: boolean
  owesCatchUp: boolean
  owesHistory: boolean
  replying: Replying
}>

/** Names this process among those that serve the same sessions. */
export const processId = randomUUID().slice(0, 8)

type ConversationLike = {
  id: string
  createdAt: string
  updatedAt: string
  tags: Record<string, string | undefined>
}

/** Reads a session from its conversation; undefined when the conversation is none of ours. */
export function sessionFrom(conversation: ConversationLike): Session | undefined {
  const tags: { [K in ConversationTag]?: string | undefined } = conversation.tags
  const { integrationThreadId, portalId, inboxId, userId } = tags
  const senderType = deliveryIdentifierTypes.find((type) => type === tags.senderType)
  if (!integrationThreadId || !portalId || !inboxId || !userId || !senderType) return undefined
  const endedAt = time(tags.endedAt)
  return {
    conversationId: conversation.id,
    createdAt: Date.parse(conversation.createdAt),
    updatedAt: Date.parse(conversation.updatedAt),
    integrationThreadId,
    hubspotThreadId: tags.hubspotThreadId || undefined,
    portalId,
    inboxId,
    userId,
    sender: { name: tags.senderName ?? '', deliveryIdentifier: { type: senderType, value: tags.senderValue ?? '' } },
    contactId: tags.contactId || undefined,
    openedAt: time(tags.openedAt),
    failedAt: time(tags.failedAt),
    assignment: { agent: tags.assignedAgent || undefined, at: time(tags.assignedAt) ?? 0 },
    announced: tags.announcedAgent ? { agent: tags.announcedAgent, supposedAt: time(tags.supposedAt) } : undefined,
    end:
      endedAt === undefined
        ? undefined
        : { at: endedAt, stoppedAt: time(tags.stoppedAt) ?? endedAt, by: tags.endedBy === 'bot' ? 'bot' : 'agent' },
    plugin: tracesIn(conversation.tags),
    takenUpAt: time(tags.takenUpAt),
    reopenNoted: tags.reopenNoted === 'yes',
    owesCatchUp: tags.owesCatchUp === 'yes',
    owesHistory: tags.owesHistory === 'yes',
    replying: replyingFrom(tags.replying),
    servedBy: tags.servedBy || undefined,
  }
}

/** A bot's plugins write their tags under their alias in the bot. */
function tracesIn(tags: ConversationLike['tags']): PluginTraces {
  const names = Object.keys(tags).filter((name) => tags[name])
  const has = (tag: string) => names.some((name) => name.endsWith(`#${tag}`))
  return { isTakenUp: has('upstream'), hasAgent: has('humanAgentId'), hasStopped: has('hitlEndReason') }
}

/** The message's ID comes last, as it may hold any character. */
function replyingFrom(tag: string | undefined): Replying | undefined {
  const [, writtenAt, until, parts, messageId] = /^(\d{1,16}) (\d{1,16}) (\d{1,9}) (.+)$/s.exec(tag ?? '') ?? []
  if (messageId === undefined) return undefined
  return { messageId, writtenAt: Number(writtenAt), until: Number(until), parts: Number(parts) }
}

function time(tag: string | undefined): number | undefined {
  const value = Number(tag || Number.NaN)
  return Number.isFinite(value) ? value : undefined
}

/** What a session starts with. */
export type NewSession = Pick<
  Session,
  'integrationThreadId' | 'portalId' | 'inboxId' | 'userId' | 'sender' | 'contactId'
> & {
  /** Fingerprint of the escalation: a repeated request with the same one gets the same session. */
  escalationKey: string
}

const tagLimit = 500

/** Creates the session's conversation, or finds the open one of the same escalation. */
export async function createSession(client: Client, start: NewSession): Promise<Session> {
  const { conversation } = await client.getOrCreateConversation({
    channel: 'hitl',
    tags: {
      integrationThreadId: start.integrationThreadId,
      portalId: start.portalId,
      inboxId: start.inboxId,
      userId: start.userId,
      ...senderTags(start.sender),
      escalationKey: start.escalationKey,
      servedBy: processId,
      ...(start.contactId === undefined ? {} : { contactId: start.contactId }),
    },
    discriminateByTags: ['escalationKey'],
  })
  const session = sessionFrom(conversation)
  if (session === undefined) throw new Error('The conversation that Botpress returned is not a session')
  return session
}

function senderTags({ name, deliveryIdentifier: { type, value } }: Session['sender']) {
  return { senderName: shorten(name, tagLimit), senderType: type, senderValue: value }
}

/** Makes the open session of an earlier, abandoned escalation unfindable for a new one like it. */
export async function releaseEscalation(client: Client, conversationId: string): Promise<void> {
  try {
    await client.updateConversation({ id: conversationId, tags: { escalationKey: '' } })
  } catch (error) {
    // It is gone, and so in nobody's way.
    if (!isNotFound(error)) throw error
  }
}

/**
 * Writes changes into the tags; an end also lets the same escalation happen again.
 *
 * @returns the session as it is now, with what others have written meanwhile.
 */
export async function updateSession(client: Client, session: Session, changes: SessionChanges): Promise<Session> {
  const isNoted = session.takenUpAt !== undefined || !session.plugin.isTakenUp
  // Noted with whatever is written first, so that all processes go by the same time.
  const tags = {
    ...tagsFor(changes),
    ...(isNoted ? {} : { takenUpAt: String(Math.min(Date.now(), session.updatedAt)) }),
  }
  const { conversation } = await client.updateConversation({ id: session.conversationId, tags })
  return sessionFrom(conversation) ?? { ...session, ...changes }
}

function tagsFor(changes: SessionChanges): ConversationTags {
  const { assignment, end } = changes
  const tags: ConversationTags = changes.sender ? senderTags(changes.sender) : {}
  if (changes.hubspotThreadId !== undefined) tags.hubspotThreadId = changes.hubspotThreadId
  if (changes.openedAt !== undefined) tags.openedAt = String(changes.openedAt)
  if (changes.failedAt !== undefined) tags.failedAt = String(changes.failedAt)
  if (assignment) {
    // An empty tag unsets it: nobody is in charge.
    tags.assignedAgent = assignment.agent ?? ''
    tags.assignedAt = String(assignment.at)
  }
  if (changes.announced) {
    tags.announcedAgent = changes.announced.agent
    tags.supposedAt = changes.announced.supposedAt === undefined ? '' : String(changes.announced.supposedAt)
  }
  if (end) {
    tags.endedAt = String(end.at)
    tags.stoppedAt = String(end.stoppedAt)
    tags.endedBy = end.by
    tags.escalationKey = ''
  }
  if (changes.reopenNoted) tags.reopenNoted = 'yes'
  if (changes.owesCatchUp !== undefined) tags.owesCatchUp = changes.owesCatchUp ? 'yes' : ''
  if (changes.owesHistory !== undefined) tags.owesHistory = changes.owesHistory ? 'yes' : ''
  if (changes.replying) {
    const { writtenAt, until, parts, messageId } = changes.replying
    tags.replying = `${Math.max(0, writtenAt)} ${until} ${parts} ${messageId}`
  }
  tags.servedBy = processId
  return tags
}

/** The session as Botpress has it now; undefined when its conversation is gone, or none of ours. */
export async function readSession(client: Client, conversationId: string): Promise<Session | undefined> {
  try {
    const { conversation } = await client.getConversation({ id: conversationId })
    return sessionFrom(conversation)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** A thread by our name or by HubSpot's. */
export type ThreadName = Extract<ConversationTag, 'integrationThreadId' | 'hubspotThreadId'>

/**
 * Looks a thread's sessions up in Botpress; none when the thread is not ours. By our name there is one; by HubSpot's there
 * are several where agents merged threads.
 */
export async function lookUpSessions(
  client: Client,
  portalId: string,
  name: ThreadName,
  id: string,
): Promise<Session[]> {
  const tags = { [name]: id, portalId }
  const conversations = await client._inner.list.conversations({ channel: 'hitl', tags }).collect({ limit: most })
  return conversations.flatMap((conversation) => {
    const session = sessionFrom(conversation)
    return session?.[name] === id ? [session] : []
  })
}

/** Nobody merges more threads than this into one. */
const most = 100
