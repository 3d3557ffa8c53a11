import * as z from 'zod'
import { sign } from '../../sim/salesiq/sign'
import type { AnotherReply } from '../desk'

const record = z.record(z.string(), z.unknown())
const webhook = record.and(z.object({ entity: record.and(z.object({ message: record })) }))

/**
 * Webhooks of replies like this one, each with a new message and signed. A message is named by its time in ms, so two of one
 * chat never have the same.
 */
export function repliesLike(recorded: string, privatePem: string): AnotherReply {
  const event = webhook.parse(JSON.parse(recorded))
  const latest = new Map<string, number>()
  return ({ conversation, threadId }) => {
    const at = Math.max(Date.now(), (latest.get(threadId) ?? 0) + 1)
    latest.set(threadId, at)
    const body = JSON.stringify({
      ...event,
      entity_id: threadId,
      event_time: String(at),
      entity: {
        ...event.entity,
        id: threadId,
        visitor_conversation_id: conversation.tags.chatKey,
        message: { ...event.entity.message, msgid: String(at) },
      },
    })
    return { body, headers: { 'x-siqsignature': sign(body, privatePem) } }
  }
}
