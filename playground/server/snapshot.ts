import type { DeliveryFailure, Message } from '../../sim/botpress'
import type { Contact, ThreadMessage, ThreadView } from '../../sim/hubspot'
import type { Stage } from '../../sim/stage'
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
  const endUsers = new Map(botpress.users(bot).map(({ id, tags }) => [id, tags['hitl#upstream']]))
  const created = conversations.flatMap(({ id }) => botpress.messages(id))
  return {
    guests,
    threads: hubspot.threads(portalId).map((thread) => ({ thread, entries: hubspot.messages(thread.id) })),
    contacts: new Map(hubspot.contacts(portalId).map((contact) => [contact.id, contact])),
    created: new Map(created.map((message) => [message.id, message])),
    failures: bot.plugin.deliveryFailures,
    sessions: conversations.flatMap(({ id, tags, createdAt }) => {
      const endUserId = endUsers.get(tags.userId ?? '')
      return endUserId === undefined ? [] : [{ conversationId: id, endUserId, createdAt: Date.parse(createdAt), tags }]
    }),
  }
}
