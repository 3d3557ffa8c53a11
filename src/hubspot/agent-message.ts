import * as z from 'zod/mini'
import { id } from './id'

/**
 * A message as HubSpot shows it in channel webhooks and thread listings. Read tolerantly, since much of its form is not
 * confirmed: numbers are accepted where text is documented, and what only goes beside the message counts as not said when
 * it is null or of another form. What the agent wrote must be readable, or the message would go without it.
 */
const optionalId = z.lazy(() => z.catch(z.optional(id), undefined))
const optionalText = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const written = z.lazy(() =>
  z.pipe(
    z.nullish(z.string()),
    z.transform((value) => value ?? undefined),
  ),
)

/** ISO time; epoch ms are accepted. */
const time = z.lazy(() =>
  z.pipe(
    z.union([z.string(), z.number().check(z.gte(-8e15), z.lte(8e15))]),
    z.transform((value) => (typeof value === 'number' ? new Date(value).toISOString() : value)),
  ),
)

const sender = z.lazy(() =>
  z.catch(z.object({ actorId: optionalId, name: optionalText }), { actorId: undefined, name: undefined }),
)

const recipient = z.lazy(() =>
  z.catch(
    z.pipe(
      z.object({ deliveryIdentifier: z.catch(z.optional(z.object({ value: optionalText })), undefined) }),
      z.transform(({ deliveryIdentifier }) => deliveryIdentifier?.value),
    ),
    undefined,
  ),
)

/** One that cannot be read is named to the end user all the same. */
const unknown = { type: 'UNKNOWN' }
const attachment = z.lazy(() => z.catch(z.looseObject({ type: z.catch(z.string(), unknown.type) }), unknown))

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
    client: z.catch(z.optional(z.object({ integrationAppId: optionalId })), undefined),
    senders: z.catch(z.array(sender), []),
    /** Delivery identifiers of those it is written to, as far as they are said. */
    recipients: z.catch(z.array(recipient), []),
    text: written,
    richText: written,
    /** Anything but NOT_TRUNCATED means that HubSpot shortened the text. */
    truncationStatus: optionalText,
    attachments: z.catch(
      z.pipe(
        z.nullish(z.array(attachment)),
        z.transform((value) => value ?? []),
      ),
      [unknown],
    ),
    status: z.catch(z.optional(z.object({ statusType: optionalText })), undefined),
  }),
)

export type AgentMessage = z.infer<typeof agentMessage>
