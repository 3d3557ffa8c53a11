import type { BotEvent, DeliveryFailure, Message, User } from '../../sim/botpress'
import type { Contact, ThreadMessage, ThreadView } from '../../sim/hubspot'
import type { Stage } from '../../sim/hubspot-stage'
import type { Guest } from './guests'

/** Both sides at one moment. */
export type Snapshot = {
  guests: readonly Guest[]
  /** Also deleted ones; oldest first. */
  threads: { thread: ThreadView; entries: ThreadMessage[] }[]
  contacts: Map<string, Contact>
  /** What the integration created in Botpress, by id. */
  created: Map<string, Message>
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

export type SessionIds = {
  conversationId: string
  /** Id of the end user in web chat. */
  endUserId: string
  /** Epoch ms. */
  createdAt: number
  tags: Record<string, string>
}

export function takeSnapshot(stage: Stage, guests: readonly Guest[]): Snapshot {
  const { hubspot, botpress, bot, portalId } = stage
  const conversations = botpress.conversations(bot)
  const users = new Map(botpress.users(bot).map((user) => [user.id, user]))
  const created = conversations.flatMap(({ id }) => botpress.messages(id))
  return {
    guests,
    threads: hubspot.threads(portalId).map((thread) => ({ thread, entries: hubspot.messages(thread.id) })),
    contacts: new Map(hubspot.contacts(portalId).map((contact) => [contact.id, contact])),
    created: new Map(created.map((message) => [message.id, message])),
    failures: bot.plugin.deliveryFailures,
    events: botpress.events(bot),
    users,
    underWay: new Set([...bot.plugin.underWay, ...repliesUnderWay(stage, created)]),
    sessions: conversations.flatMap(({ id, tags, createdAt }) => {
      const endUserId = users.get(tags.userId ?? '')?.tags['hitl#upstream']
      return endUserId === undefined ? [] : [{ conversationId: id, endUserId, createdAt: Date.parse(createdAt), tags }]
    }),
  }
}

/**
 * The replies whose webhook has not been taken, that Botpress is to show at a later time, or that came to nothing while the
 * integration is being told of the end, when it has yet to say so.
 */
function repliesUnderWay({ hubspot, botpress, bot }: Stage, created: readonly Message[]): string[] {
  const waiting = new Set(botpress.scheduled().map(({ id }) => id))
  const stopping = new Set(
    bot.plugin.sessions.filter((session) => session.isStopping).map((session) => session.downstreamConversationId),
  )
  return [
    ...hubspot.webhooks.undelivered.flatMap((delivery) =>
      delivery.kind === 'channel' && 'message' in delivery.event ? [delivery.event.message.id] : [],
    ),
    ...created.flatMap(({ id, conversationId, tags }) =>
      tags.messageId !== undefined && (waiting.has(id) || stopping.has(conversationId)) ? [tags.messageId] : [],
    ),
  ]
}
