import * as z from 'zod'

/**
 * A message as HubSpot shows it in channel webhooks and thread listings. Read tolerantly: only what is used, numbers
 * accepted where text is documented.
 */
const id = z.union([z.string(), z.number()]).transform(String)
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)

const optionalId = id.nullish().transform((value) => value ?? undefined)

const attachment = z.looseObject({ type: z.string().catch('UNKNOWN') })

export const agentMessage = z.object({
  id,
  type: text,
  direction: text,
  channelId: optionalId,
  conversationsThreadId: optionalId,
  /** ISO time. */
  createdAt: z.string(),
  createdBy: text,
  client: z.object({ integrationAppId: optionalId }).nullish(),
  senders: z
    .array(z.object({ actorId: text, name: text }))
    .nullish()
    .transform((value) => value ?? []),
  text,
  richText: text,
  /** Anything but NOT_TRUNCATED means that HubSpot shortened the text. */
  truncationStatus: text,
  attachments: z
    .array(attachment)
    .nullish()
    .transform((value) => value ?? []),
  status: z.object({ statusType: text }).nullish(),
})

export type AgentMessage = z.infer<typeof agentMessage>
