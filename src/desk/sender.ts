import type { Tags } from '../../core/botpress'
import { shorten } from '../../core/messages/split-text'
import type { Session } from '../../core/session/session'
import { type DeliveryIdentifier, deliveryIdentifierTypes } from '../hubspot/custom-channels'

/** What a session keeps in tags of HubSpot's own: the inbox, who the end user is there, and their contact. */

export type Sender = { name: string; deliveryIdentifier: DeliveryIdentifier }

/** Longest value of a tag. */
const tagLimit = 500

/** The tags that say who the end user is. */
export function senderTags({ name, deliveryIdentifier: { type, value } }: Sender): Tags {
  return { senderName: shorten(name, tagLimit), senderType: type, senderValue: value }
}

/** Who the end user of a session is in HubSpot; known to us alone where the tags do not say. */
export function senderOf({ userId, tags }: Session): Sender {
  const type = deliveryIdentifierTypes.find((known) => known === tags.senderType)
  const deliveryIdentifier = type === undefined ? opaqueIdentifier(userId) : { type, value: tags.senderValue ?? '' }
  return { name: tags.senderName ?? '', deliveryIdentifier }
}

/** Says who it is to us alone. */
export function opaqueIdentifier(userId: string): DeliveryIdentifier {
  return { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: userId }
}

/** ID of the inbox that a session went to. */
export const inboxOf = ({ tags }: Session): string => tags.inboxId ?? ''
