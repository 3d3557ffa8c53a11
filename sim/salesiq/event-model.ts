/** What a data webhook can be made for, as documented; `reopened` is documented for workflows alone. */
export const eventNames = [
  'conversation.created',
  'conversation.attender.updated',
  'conversation.missed',
  'conversation.operator.replied',
  'conversation.visitor.replied',
  'conversation.completed',
  'conversation.rated',
  'conversation.transfer.initiated',
  'conversation.transfer.accepted',
  'conversation.transfer.rejected',
  'conversation.participants.added',
  'conversation.participants.deleted',
  'conversation.supervisor.added',
  'conversation.message.edited',
  'conversation.message.deleted',
  'conversation.reopened',
] as const

export type EventName = (typeof eventNames)[number]

export const isEventName = (name: string): name is EventName => eventNames.some((known) => known === name)

/** What is there of a chat's state in webhooks and in answers. */
export type ChatStatusBody = {
  state_key: string
  state: number
  status_key: string
  status_code: number
  label?: string
  id?: string
}

/** The visitor as webhooks show it: the e-mail in lower case, and nothing of `user_id`. */
export type EventVisitor = {
  id: string
  type: 'contact' | 'lead'
  channel: 'website'
  name: string
  first_name: string
  last_name: string
  salutation: string
  email_id?: string
  phone?: string
}

/** Who is in charge, as webhooks show it. */
export type EventOwner = { id: string; type: 'operator' | 'bot'; name: string; email?: string; email_id?: string }

/** A file in a webhook or in the transcript. */
export type FileBody = { id: string; name: string; content_type: string; size: string }

/** A message as webhooks show it; which of the last five a file has, `Settings.agentFiles` says. */
export type EventMessage = {
  msgid: string
  text?: string
  meta: Record<string, never>
  sender: { id: string; name: string; type: 'operator' | 'bot' | 'visitor' }
  attachment?: FileBody
  attachments?: FileBody[]
  file?: FileBody
  url?: string
}

/** The entity of events about messages. */
export type MessageEntity = {
  id: string
  visitor_conversation_id: string
  message: EventMessage
  visitor: EventVisitor
  customer_info?: Record<string, string>
}

/** The entity of all other events. */
export type ConversationEntity = {
  id: string
  visitor_conversation_id: string
  reference_id: string
  app_id: string
  department_id: string
  question: string
  status: string
  chat_status: ChatStatusBody
  opened_time: string
  attended_time?: string
  missed_time?: string
  participants: string[]
  /** Absent while nobody is in charge. */
  owner?: EventOwner
  visitor: EventVisitor
  thread_number?: number
  customer_info?: Record<string, string>
  // Of completed alone:
  conversation_id?: string
  ended_by?: string
  end_time?: string
}

export type Entity = MessageEntity | ConversationEntity

/** A whole event; see `Settings.envelope`. */
export type EventBody = {
  handler?: 'execution'
  webhook?: { id: string }
  org_id?: string
  entity_type?: 'conversation'
  event: EventName
  entity_id?: string
  attempt?: number
  version?: 1
  app_id?: string | number
  event_time?: string
  entity: Entity
}
