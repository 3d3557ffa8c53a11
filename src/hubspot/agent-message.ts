import * as z from 'zod'
import { id } from './id'

/**
 * A message as HubSpot shows it in channel webhooks and thread listings. Read tolerantly, since much of its form is not
 * confirmed: numbers are accepted where text is documented, and what only goes beside the message counts as not said when
 * it is null or of another form. What the agent wrote must be readable, or the message would go without it.
 */
const optionalId = z.lazy(() => id.optional().catch(undefined))
const optionalText = z.lazy(() => z.string().optional().catch(undefined))
const written = z.lazy(() =>
  z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
)

/** ISO time; epoch ms are accepted. */
const time = z.lazy(() =>
  z
    .union([z.string(), z.number().min(-8e15).max(8e15)])
    .transform((value) => (typeof value === 'number' ? new Date(value).toISOString() : value)),
)

const sender = z.lazy(() =>
  z.object({ actorId: optionalId, name: optionalText }).catch({ actorId: undefined, name: undefined }),
)

const recipient = z.lazy(() =>
  z
    .object({ deliveryIdentifier: z.object({ value: optionalText }).optional().catch(undefined) })
    .transform(({ deliveryIdentifier }) => deliveryIdentifier?.value)
    .catch(undefined),
)

/** One that cannot be read is named to the end user all the same. */
const unknown = { type: 'UNKNOWN' }
const attachment = z.lazy(() => z.looseObject({ type: z.string().catch(unknown.type) }).catch(unknown))

export const agentMessage = z.lazy(() =>
  z.object({
    id,
    type: optionalText,
    direction: written,
    channelId: optionalId,
    channelAccountId: optionalId,
    conversationsThreadId: optionalId,
    createdAt: time,
    createdBy: optionalId,
    client: z.object({ integrationAppId: optionalId }).optional().catch(undefined),
    senders: z.array(sender).catch([]),
    /** Delivery identifiers of those it is written to, as far as they are said. */
    recipients: z.array(recipient).catch([]),
    text: written,
    richText: written,
    /** Anything but NOT_TRUNCATED means that HubSpot shortened the text. */
    truncationStatus: optionalText,
    attachments: z
      .array(attachment)
      .nullish()
      .transform((value) => value ?? [])
      .catch([unknown]),
    status: z.object({ statusType: optionalText }).optional().catch(undefined),
  }),
)

export type AgentMessage = z.infer<typeof agentMessage>
