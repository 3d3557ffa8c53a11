import * as z from 'zod'
import type { Installation } from '../../sim/botpress'
import { signV3 } from '../../sim/hubspot/sign'
import type { AnotherReply } from '../desk'

const record = z.record(z.string(), z.unknown())
const webhook = record.and(z.object({ message: record }))

/** Webhooks of the custom channel like this one, each with a new message and signed. */
export function repliesLike(recorded: string, { configuration, webhookUrl: url }: Installation): AnotherReply {
  const event = webhook.parse(JSON.parse(recorded))
  const secret = z.string().parse(configuration.clientSecret)
  return ({ conversation, threadId }, fresh) => {
    const body = JSON.stringify({
      ...event,
      channelIntegrationThreadIds: [conversation.tags.ref],
      message: { ...event.message, ...fresh, conversationsThreadId: threadId },
    })
    const timestamp = String(Date.now())
    const signature = signV3({ secret, method: 'POST', url, body, timestamp })
    return { body, headers: { 'x-hubspot-request-timestamp': timestamp, 'x-hubspot-signature-v3': signature } }
  }
}
