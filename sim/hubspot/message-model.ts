export type DeliveryIdentifier = {
  type: 'CHANNEL_SPECIFIC_OPAQUE_ID' | 'HS_EMAIL_ADDRESS' | 'HS_PHONE_NUMBER' | 'HS_SHORT_CODE'
  value: string
}

/** What stands in a thread's list of messages, in the shapes of HubSpot's published conversations spec. */
export type ThreadMessage = ChannelMessage | Comment | Assignment | StatusChange

export type Client = { clientType: 'HUBSPOT' | 'INTEGRATION' | 'SYSTEM' | 'UNKNOWN'; integrationAppId?: number }

/** Who did something: an actor id and the program it was done with. */
export type Author = { actorId: string; client: Client }

/** One side of a message: an address, with the name that was given with it. */
export type Participant = { deliveryIdentifier: DeliveryIdentifier; name?: string }

export type Attachment = { type: string } & Record<string, unknown>

type Common = {
  id: string
  conversationsThreadId: string
  /** ISO 8601, as all times of these shapes. */
  createdAt: string
  updatedAt?: string
  /** Actor id. */
  createdBy: string
  client: Client
  senders: (Partial<Participant> & { actorId?: string })[]
  recipients: (Participant & { actorId?: string })[]
  archived: boolean
}

export type ChannelMessage = Common & {
  type: 'MESSAGE'
  channelId: string
  channelAccountId: string
  direction: 'INCOMING' | 'OUTGOING'
  text: string
  richText?: string
  attachments: Attachment[]
  inReplyToId?: string
  truncationStatus: 'NOT_TRUNCATED' | 'TRUNCATED'
  status: MessageStatus
}

export type MessageStatus = {
  statusType: 'SENT' | 'FAILED' | 'READ' | 'RECEIVED'
  failureDetails?: { errorMessage?: string; errorMessageTokens: Record<string, string> }
}

export type Comment = Common & { type: 'COMMENT'; text: string; richText: string; attachments: Attachment[] }

export type Assignment = Common & { type: 'ASSIGNMENT'; assignedTo?: string; assignedFrom?: string }

export type StatusChange = Common & { type: 'THREAD_STATUS_CHANGE'; newStatus: 'OPEN' | 'CLOSED' }
