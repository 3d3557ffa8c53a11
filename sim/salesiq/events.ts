import { chatStatus, labelledStatus, statusLabel } from './chat-status'
import type {
  ConversationEntity,
  Entity,
  EventBody,
  EventMessage,
  EventName,
  EventOwner,
  EventVisitor,
  FileBody,
} from './event-model'
import type { Chat, Entry, Owner, StoredFile, Visitor, WebhookRecord } from './model'
import { portalOf, type World } from './world'

/** When an event occurred, by Zoho's clock, and how long Zoho takes to send it. */
type Occurrence = { at: number; waitMs?: number }

/** Tells every webhook that wants to know of a chat of this brand; resolves when each has been tried once. */
export async function emit(
  world: World,
  chat: Chat,
  event: EventName,
  entity: Entity,
  { at, waitMs = 0 }: Occurrence,
): Promise<void> {
  const { conversationId: entityId, referenceId, appId } = chat
  const wanting = [...portalOf(world, chat).webhooks.values()].filter(
    ({ status, events, appIds }) => status === 'enabled' && events.includes(event) && appIds.includes(appId),
  )
  const tries = wanting.map((webhook) => {
    const body = structuredClone(envelope(world, { chat, webhook, event, entity, at }))
    return world.outbox.queue({ webhook, event, entityId, referenceId, appId, body, waitMs })
  })
  await Promise.all(tries)
}

type Told = { chat: Chat; webhook: WebhookRecord; event: EventName; entity: Entity; at: number }

function envelope(world: World, { chat, webhook, event, entity, at }: Told): EventBody {
  const { envelope: kind, appIdAsNumber } = world.settings
  if (kind === 'bare') return { event, entity }
  return {
    ...(kind === 'full' ? { handler: 'execution', webhook: { id: webhook.id } } : {}),
    org_id: portalOf(world, chat).orgId,
    entity_type: 'conversation',
    event,
    entity_id: chat.conversationId,
    attempt: 1,
    version: 1,
    app_id: appIdAsNumber ? Number(chat.appId) : chat.appId,
    event_time: String(at),
    entity,
  }
}

/** What events about the state of a chat say of it. */
export function conversationEntity(world: World, chat: Chat, event: EventName): ConversationEntity {
  const isEnd = event === 'conversation.completed'
  const isMissed = event === 'conversation.missed'
  return {
    id: chat.conversationId,
    visitor_conversation_id: chat.id,
    reference_id: chat.referenceId,
    app_id: chat.appId,
    department_id: chat.department.id,
    question: chat.question,
    status: statusLabel(chat),
    chat_status: isEnd || isMissed ? labelledStatus(chat) : chatStatus(chat),
    opened_time: String(chat.startedAt),
    ...(chat.attendedAt === undefined ? {} : { attended_time: String(chat.attendedAt) }),
    participants: [...chat.participants],
    ...(chat.owner === undefined || isMissed ? {} : { owner: eventOwner(chat.owner) }),
    visitor: eventVisitor(chat.visitor),
    ...(isMissed && chat.missedAt !== undefined ? { missed_time: String(chat.missedAt) } : {}),
    ...(isEnd && chat.endedAt !== undefined
      ? { ended_by: chat.endedBy ?? 'system', end_time: String(chat.endedAt) }
      : {}),
    ...(isEnd ? { conversation_id: chat.conversationId } : {}),
    ...(isEnd || event === 'conversation.reopened' ? { thread_number: chat.threadNumber } : {}),
    ...customerInfo(world, chat, event),
  }
}

/** Tells of the state that a chat has now. */
export function emitState(world: World, chat: Chat, event: EventName, occurrence: Occurrence): Promise<void> {
  return emit(world, chat, event, conversationEntity(world, chat, event), occurrence)
}

/** Tells of a message. */
export function emitMessage(world: World, chat: Chat, event: EventName, entry: Entry): Promise<void> {
  const entity = {
    id: chat.conversationId,
    visitor_conversation_id: chat.id,
    message: eventMessage(world, chat, entry),
    visitor: eventVisitor(chat.visitor),
    ...customerInfo(world, chat, event),
  }
  const isReply = event === 'conversation.operator.replied'
  const at = entry.deletedAt ?? entry.editedAt ?? entry.at
  return emit(world, chat, event, entity, { at: at + (isReply ? world.settings.replyStampMs : 0) })
}

function customerInfo(
  { settings }: World,
  { customerInfo }: Chat,
  event: EventName,
): { customer_info?: Record<string, string> } {
  const { customerInfoInEvents: when } = settings
  const isIn = when === 'all' || (when === 'completed' && event === 'conversation.completed')
  return isIn && Object.keys(customerInfo).length > 0 ? { customer_info: customerInfo } : {}
}

function eventMessage(world: World, chat: Chat, { msgid, text, file, sender, by }: Entry): EventMessage {
  return {
    msgid,
    ...(text === undefined ? {} : { text }),
    meta: {},
    sender: { ...sender, type: by },
    ...(file === undefined ? {} : fileIn(world, chat, file)),
  }
}

function fileIn(world: World, chat: Chat, file: StoredFile): Partial<EventMessage> {
  const { agentFiles } = world.settings
  if (agentFiles === 'attachment') return { attachment: fileBody(file) }
  if (agentFiles === 'attachments') return { attachments: [fileBody(file)] }
  if (agentFiles === 'file') return { file: fileBody(file) }
  return agentFiles === 'url' ? { url: fileUrl(world, chat, file) } : {}
}

export const fileBody = ({ id, name, contentType, content }: StoredFile): FileBody => ({
  id,
  name,
  content_type: contentType,
  size: String(content.length),
})

/** Where a file is; the token is wanted there. */
export const fileUrl = (world: World, { screenName, conversationId }: Chat, { id }: StoredFile): string =>
  `${world.baseUrl()}/api/v2/${screenName}/conversations/${conversationId}/attachments/${id}`

function eventOwner({ id, type, name, email }: Owner): EventOwner {
  return { id, type, name, ...(email === undefined ? {} : { email, email_id: email }) }
}

function eventVisitor({ id, name, firstName, lastName, email, phone }: Visitor): EventVisitor {
  const [first = '', ...rest] = name.split(' ')
  return {
    id,
    type: email === undefined ? 'lead' : 'contact',
    channel: 'website',
    name,
    first_name: firstName || first,
    last_name: lastName || rest.join(' '),
    salutation: 'None',
    ...(email === undefined ? {} : { email_id: email.toLowerCase() }),
    ...(phone === undefined ? {} : { phone }),
  }
}
