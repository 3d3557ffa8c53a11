import { randomUUID } from 'node:crypto'
import { plainToHtml } from './html'
import type { ChannelMessage } from './message-model'
import { openThread } from './open-thread'
import { addMessage } from './threads'
import { iso, mustGet, newMessageId, type World } from './world'

/** Ids of HubSpot's own live chat, as its channels list names it. */
const liveChat = { channelId: '1000', accountId: '1' }

/** Somebody on the customer's website, who has nothing to do with any app's channel. */
export type LiveChatInput = {
  portalId: number
  inboxId: string
  text: string
  /** Of a conversation that was begun before. */
  threadId?: string
}

/**
 * A visitor writes in HubSpot's live chat. Apps hear of it like of every thread of the account. Returns the thread's id.
 */
export function writeInLiveChat(world: World, { portalId, inboxId, text, threadId }: LiveChatInput): string {
  const portal = mustGet(world.portals, portalId, 'portal')
  mustGet(portal.inboxes, inboxId, 'inbox')
  const endUser = { deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID' as const, value: randomUUID() } }
  const thread =
    threadId === undefined
      ? openThread(
          world,
          portal,
          { ...liveChat, inboxId, integrationThreadIds: [], visitorId: world.nextId(), endUser },
          'CRM_UI',
        )
      : mustGet(world.threads, threadId, 'thread')
  const actorId = `V-${thread.visitorId}`
  const message: ChannelMessage = {
    type: 'MESSAGE',
    id: newMessageId(),
    conversationsThreadId: thread.id,
    channelId: thread.channelId,
    channelAccountId: thread.accountId,
    createdAt: iso(world.now()),
    createdBy: actorId,
    client: { clientType: 'HUBSPOT' },
    direction: 'INCOMING',
    senders: [{ actorId, ...thread.endUser }],
    recipients: [],
    text,
    richText: plainToHtml(text),
    attachments: [],
    truncationStatus: 'NOT_TRUNCATED',
    status: { statusType: 'RECEIVED' },
    archived: false,
  }
  addMessage(world, thread, message)
  return thread.id
}
