import * as z from 'zod'
import type { RawWebhook, Theatre } from '../theatre'

const text = z.string().optional().catch(undefined)
const person = z.looseObject({ id: text, type: text }).optional().catch(undefined)

const event = z.looseObject({
  event: z.string(),
  entity_id: text,
  event_time: z.coerce.string().optional().catch(undefined),
  attempt: z.coerce.number().optional().catch(undefined),
  entity: z.looseObject({
    id: text,
    customer_info: z.looseObject({}).optional().catch(undefined),
    owner: person,
    ended_by: text,
    visitor: person,
    chat_status: z.looseObject({ state_key: text }).optional().catch(undefined),
    message: z.looseObject({ msgid: z.coerce.string(), text: text, sender: person }).optional().catch(undefined),
  }),
})

/** An event of SalesIQ, read loosely: what it has besides is what a probe looks for. */
export type SalesIqEvent = z.infer<typeof event>

/** What a webhook tells; undefined for a handshake. */
export function eventIn({ body }: RawWebhook): SalesIqEvent | undefined {
  try {
    return event.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}

/** What the integration was told of a chat, oldest first. */
export const eventsOf = ({ webhooks }: Theatre, chatId: string): SalesIqEvent[] =>
  webhooks
    .flatMap((webhook) => eventIn(webhook) ?? [])
    .filter(({ entity_id, entity }) => (entity_id ?? entity.id) === chatId)

export const isReply = ({ event }: SalesIqEvent): boolean => event === 'conversation.operator.replied'

/** What a webhook says, in short: the last part of its name. */
export const nameOf = ({ event }: SalesIqEvent): string => event.replace(/^conversation\./, '')

/** Each once, as a list to read; "none" for none. */
export const listed = (names: Iterable<string>): string => [...new Set(names)].join(', ') || 'none'
