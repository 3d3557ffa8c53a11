import type { Message, User } from '../../sim/botpress'
import { clientOf, type Place } from './botpress'

/** The one file of the tests that knows under which tags integrations keep what they remember in Botpress. */

/** A session as its integration has noted it. Times are epoch ms. */
export type NotedSession = {
  conversationId: string
  /** The ID of the thread at the desk. */
  threadId: string | undefined
  /** The account at the desk that the thread is in. */
  account: string | undefined
  /** The Botpress user that stands for the end user. */
  userId: string | undefined
  openedAt: number | undefined
  endedAt: number | undefined
  endReason: string | undefined
  assignedAgent: string | undefined
  announcedAgent: string | undefined
  /** Set while that agent is only supposed to have been announced, by a reply. */
  supposedAt: string | undefined
  /** Whether a reply is said to be under way. */
  isReplying: boolean
}

/** What is noted of one session, by default the first of the installation; throws where there is none. */
export function notedSession({ botpress, bot }: Place, conversationId?: string): NotedSession {
  const conversation = botpress
    .conversations(bot)
    .find(({ id }) => conversationId === undefined || id === conversationId)
  if (conversation === undefined) throw new Error('There is no such session')
  const { tags } = conversation
  return {
    conversationId: conversation.id,
    threadId: tags.threadId,
    account: tags.account,
    userId: tags.userId,
    openedAt: epoch(tags.openedAt),
    endedAt: epoch(tags.endedAt),
    endReason: tags.endReason,
    assignedAgent: tags.assignedAgent,
    announcedAgent: tags.announcedAgent,
    supposedAt: tags.supposedAt,
    isReplying: Boolean(tags.replying),
  }
}

const epoch = (tag: string | undefined) => (tag === undefined ? undefined : Number(tag))

/** Takes away by what a conversation is known as a session. */
export async function disown(place: Place, conversationId: string): Promise<void> {
  await clientOf(place).updateConversation({ id: conversationId, tags: { ref: '' } })
}

/** Notes another agent as the one the end user was told of last. */
export async function noteAnnounced(place: Place, conversationId: string, agent: string): Promise<void> {
  await clientOf(place).updateConversation({ id: conversationId, tags: { announcedAgent: agent } })
}

/** The ID at the desk of the reply that a message is, or is a part of. */
export const replyIdOf = ({ tags }: Pick<Message, 'tags'>): string | undefined => tags.messageId

/** The tags of one part of a reply, and those that find it. */
export function partTags(replyId: string, part: string, parts?: number) {
  return {
    tags: { messageId: replyId, part, ...(parts === undefined ? {} : { parts: String(parts) }) },
    discriminateByTags: ['messageId', 'part'],
  }
}

/** By what an end user is found again; undefined for agents. */
export const identityOf = ({ tags }: Pick<User, 'tags'>): string | undefined => tags.identity

/** The agent a Botpress user stands for: account and agent at the desk; undefined for end users. */
export const agentTagOf = ({ tags }: Pick<User, 'tags'>): string | undefined => tags.agent

/** Lets a session have been opened at another time (epoch ms). */
export async function noteOpened(place: Place, conversationId: string, at: number): Promise<void> {
  await clientOf(place).updateConversation({ id: conversationId, tags: { openedAt: String(at) } })
}

/** Names of what cards ask for that is still to be done, as sessions have them. */
export const owedErrands = ({ botpress, bot }: Place): string[] =>
  botpress.conversations(bot).flatMap(({ tags }) => tags.owesErrands || [])
