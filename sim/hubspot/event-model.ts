import type { ChannelMessage, DeliveryIdentifier } from './message-model'
import type { AppEventType } from './model'

/** An app webhook's event, as HubSpot documents them. `occurredAt` is epoch ms. */
export type AppEvent = {
  /** Not unique, as HubSpot warns. */
  eventId: number
  subscriptionId: number
  portalId: number
  appId: number
  occurredAt: number
  subscriptionType: AppEventType
  /** The thread's id: on the wire always a number, here as text where a number cannot hold it. */
  objectId: number | string
  changeSource: string
  changeFlag?: string
  propertyName?: 'assignedTo' | 'status' | 'isArchived'
  propertyValue?: string
  messageId?: string
  messageType?: 'MESSAGE' | 'COMMENT'
}

/** A channel webhook's body, as seen in production; the fields of account events are a guess. */
export type ChannelEvent = { portalId: string; channelId: string; eventTimestamp: string; eventId: string } & (
  | { type: 'OUTGOING_CHANNEL_MESSAGE_CREATED'; channelIntegrationThreadIds: string[]; message: ChannelMessage }
  | {
      type: 'CHANNEL_ACCOUNT_CREATED' | 'CHANNEL_ACCOUNT_UPDATED' | 'CHANNEL_ACCOUNT_PURGED'
      channelAccountId: string
      inboxId: string
      name: string
      active: boolean
      authorized: boolean
      archived: boolean
      deliveryIdentifier?: DeliveryIdentifier
    }
)
