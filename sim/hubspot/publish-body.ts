import * as z from 'zod'
import { deliveryIdentifier } from './channel-accounts'

/** `senderActorId` is in the 2026-03 spec only, for outgoing messages. */
const participant = z.strictObject({
  deliveryIdentifier,
  name: z.string().optional(),
  senderActorId: z.string().optional(),
})

export const fileAttachment = z.strictObject({
  type: z.literal('FILE'),
  fileId: z.string().min(1),
  fileUsageType: z.enum(['AUDIO', 'IMAGE', 'OTHER', 'STICKER', 'VOICE_RECORDING']).optional(),
})

const locationAttachment = z.strictObject({
  type: z.literal('LOCATION'),
  latitude: z.number(),
  longitude: z.number(),
  name: z.string().optional(),
  address: z.string().optional(),
  url: z.string().optional(),
})

const quickRepliesAttachment = z.strictObject({
  type: z.literal('QUICK_REPLIES'),
  quickReplies: z.array(
    z.strictObject({ value: z.string(), valueType: z.enum(['TEXT', 'URL']), label: z.string().optional() }),
  ),
})

const attachment = z.discriminatedUnion('type', [
  fileAttachment,
  locationAttachment,
  quickRepliesAttachment,
  z.looseObject({ type: z.literal('CONTACT') }),
  z.strictObject({ type: z.literal('UNSUPPORTED_CONTENT') }),
])

/**
 * What a publish takes, required as HubSpot's published spec says. Unknown fields are refused, which the real one
 * may not do: here a misspelt field is to show.
 */
export const publishBody = z.strictObject({
  channelAccountId: z.string(),
  messageDirection: z.enum(['INCOMING', 'OUTGOING']),
  text: z.string(),
  richText: z.string().optional(),
  timestamp: z.iso.datetime({ offset: true }),
  senders: z.array(participant).min(1),
  recipients: z.array(participant),
  attachments: z.array(attachment),
  integrationThreadId: z.string().min(1).optional(),
  integrationIdempotencyId: z.string().min(1).optional(),
  inReplyToId: z.string().optional(),
  associateWithContactId: z.int().positive().optional(),
  preResolvedContacts: z
    .strictObject({
      contacts: z.array(
        z.strictObject({ contactVid: z.int32(), contactPropertiesLeadingToMatch: z.array(z.string()) }),
      ),
    })
    .optional(),
})

export type PublishBody = z.infer<typeof publishBody>
