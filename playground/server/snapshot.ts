import type { BotEvent, DeliveryFailure, Message, User } from '../../sim/botpress'
import type { Desk, DeskThread } from './desk'
import type { Guest } from './guests'
import type { SelfTests } from './self-tests'

/** Both sides at one moment. */
export type Snapshot = {
  guests: readonly Guest[]
  /** Also deleted ones; oldest first. */
  threads: DeskThread[]
  /** What the integration created in Botpress, by id. */
  created: Map<string, Created>
  failures: readonly DeliveryFailure[]
  /** Ids, on either side, of the messages that something is still to be done about. */
  underWay: ReadonlySet<string>
  /** What the integration told of sessions, oldest first. */
  events: BotEvent[]
  /** Botpress' users: end users as the integration knows them, and agents. */
  users: Map<string, User>
  /** Sessions as Botpress stores them: the ids that belong together. */
  sessions: SessionIds[]
}

/** `replyId` is set where it came of a reply, as an entry of the desk's is called. */
export type Created = Message & { replyId: string | undefined }

export type SessionIds = {
  conversationId: string
  /** Id of the end user in web chat. */
  endUserId: string
  /** Epoch ms. */
  createdAt: number
  tags: Record<string, string>
}

export function takeSnapshot(
  desk: Pick<Desk, 'botpress' | 'bot' | 'threads' | 'replyId' | 'repliesUnderWay'>,
  guests: readonly Guest[],
  tests: SelfTests,
): Snapshot {
  const { botpress, bot } = desk
  const conversations = botpress.conversations(bot)
  tests.note(conversations)
  const users = new Map(botpress.users(bot).map((user) => [user.id, user]))
  const sessions = conversations.flatMap(({ id, tags, createdAt }) => {
    const endUserId = users.get(tags.userId ?? '')?.tags['hitl#upstream']
    return endUserId === undefined ? [] : [{ conversationId: id, endUserId, createdAt: Date.parse(createdAt), tags }]
  })
  const created = conversations.flatMap(({ id }) => {
    const session = sessions.find(({ conversationId }) => conversationId === id)
    return botpress.messages(id).map((message) => ({ ...message, replyId: replyIdOf(desk, message, session) }))
  })
  return {
    guests,
    threads: desk.threads([...sessions, ...tests.all]).map((thread) => tests.marked(thread)),
    created: new Map(created.map((message) => [message.id, message])),
    failures: bot.plugin.deliveryFailures,
    events: botpress.events(bot),
    users,
    underWay: new Set([...bot.plugin.underWay, ...desk.repliesUnderWay(), ...repliesAhead(desk, created)]),
    sessions,
  }
}

function replyIdOf({ replyId }: Pick<Desk, 'replyId'>, { tags }: Message, session: SessionIds | undefined) {
  const named = tags.messageId
  return named === undefined || session === undefined ? named : (replyId?.(named, session) ?? named)
}

/**
 * The replies that Botpress is to show at a later time, or that came to nothing while the integration is being told of the
 * end, when it has yet to say so.
 */
function repliesAhead({ botpress, bot }: Pick<Desk, 'botpress' | 'bot'>, created: readonly Created[]): string[] {
  const waiting = new Set(botpress.scheduled().map(({ id }) => id))
  const stopping = new Set(
    bot.plugin.sessions.filter((session) => session.isStopping).map((session) => session.downstreamConversationId),
  )
  return created.flatMap(({ id, conversationId, replyId }) =>
    replyId !== undefined && (waiting.has(id) || stopping.has(conversationId)) ? [replyId] : [],
  )
}
