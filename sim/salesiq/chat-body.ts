import { chatStatus, labelledStatus, statusLabel } from './chat-status'
import type { Chat, Owner } from './model'
import { lines } from './transcript-lines'
import { brandOf, type World } from './world'

/** A chat as the Visitor API shows it, every field of the answer that was seen. */
export function visitorBody(world: World, chat: Chat): Record<string, unknown> {
  const { visitor } = chat
  const { opensWithoutConversationId } = world.settings
  return {
    id: chat.id,
    ...(opensWithoutConversationId ? {} : { conversation_id: chat.conversationId }),
    chat_id: chat.chatId,
    wms_chat_id: chat.wmsChatId,
    reference_id: chat.referenceId,
    type: 'chat',
    question: chat.question,
    department: { name: chat.department.name, id: chat.department.id },
    auto_assign: brandOf(world, chat).autoAssign !== undefined,
    unread_chats: false,
    start_time: String(chat.startedAt),
    ...(chat.endedAt === undefined ? {} : { end_time: String(chat.endedAt) }),
    last_modified_time: String(chat.modifiedAt),
    chat_status: chatStatus(chat),
    ...(chat.owner === undefined ? {} : { attender: attender(chat.owner) }),
    visitor: {
      id: visitor.id,
      user_id: visitor.userId,
      name: visitor.name,
      first_name: visitor.firstName,
      last_name: visitor.lastName,
      salutation: 'None',
      ...(visitor.email === undefined ? {} : { email: visitor.email }),
      ...(visitor.phone === undefined ? {} : { phone: visitor.phone }),
      country_code: visitor.countryCode,
      ip: chat.ip,
      supported_operations: ['bot_chat', 'file_share', 'edit_message', 'delete_message', 'reply_message', 'block_ip'],
    },
  }
}

/** A chat as the operator API shows it; that question and `customer_info` are in it is documented of older versions alone. */
export function operatorBody(world: World, chat: Chat): Record<string, unknown> {
  const { visitor, owner } = chat
  const said = owner === undefined ? {} : { owner: attender(owner), attender: attender(owner) }
  return {
    id: chat.conversationId,
    chat_id: chat.wmsChatId,
    reference_id: chat.referenceId,
    uvid: visitor.id,
    app_id: chat.appId,
    app_name: brandOf(world, chat).name,
    question: chat.question,
    customer_info: { ...chat.customerInfo },
    status: statusLabel(chat),
    status_code: chatStatus(chat).status_code,
    chat_status: labelledStatus(chat),
    ...said,
    participants: chat.participants.map((id) => ({ id })),
    supervisors: [],
    notes: chat.notes.length > 0,
    start_time: String(chat.startedAt),
    ...(chat.attendedAt === undefined ? {} : { attended_time: String(chat.attendedAt) }),
    ...(chat.endedAt === undefined ? {} : { end_time: String(chat.endedAt), ended_by: chat.endedBy }),
    ...(chat.missedAt === undefined ? {} : { missed_time: String(chat.missedAt) }),
    last_modified_time: String(chat.modifiedAt),
    ...lastMessage(world, chat),
    department: { name: chat.department.name, id: chat.department.id },
    visitor: {
      id: visitor.id,
      name: visitor.name,
      ...(visitor.email === undefined ? {} : { email: visitor.email.toLowerCase() }),
      ...(visitor.phone === undefined ? {} : { phone: visitor.phone }),
      country_code: visitor.countryCode,
    },
  }
}

function attender({ id, name, email, type }: Owner): Record<string, unknown> {
  return {
    id,
    name,
    ...(email === undefined ? {} : { email }),
    image_key: `-1_${id}`,
    aboutme: '',
    is_bot: type === 'bot',
    call_enabled: type === 'operator',
  }
}

function lastMessage(world: World, chat: Chat): Record<string, unknown> {
  const [last] = lines(world, chat).slice(-1)
  if (last === undefined) return {}
  const { sequence_id, sender, type, message, time } = last
  return { last_message_info: { sequence_id, sender, type, message, time } }
}
