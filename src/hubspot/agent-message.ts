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

const attachment = z.looseObject({ type: z.string().catch('UNKNOWN') })
export type HubSpotAttachment = z.infer<typeof attachment>

export const agentMessage = z.object({
  id,
  type: z.string().default('MESSAGE'),
  direction: z.string().optional(),
  channelId: id.optional(),
  conversationsThreadId: id.optional(),
  /** ISO time. */
  createdAt: z.string(),
  createdBy: text,
  client: z.object({ clientType: z.string().optional(), integrationAppId: id.nullish() }).nullish(),
  senders: z.array(z.object({ actorId: text, name: text })).default([]),
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
