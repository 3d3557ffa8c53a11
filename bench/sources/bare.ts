import * as http from 'node:http'
import { Integration } from '@botpress/sdk'
import axios from 'axios'
import { bareCalls } from './bare-calls'

/**
 * A handler that does nothing but make one call, with the same libraries: the measure for throughput. It looks nothing up,
 * checks no signature, reads no payload and survives no fault; what it sends was recorded from the integration.
 */
const { send, reply } = bareCalls.parse(JSON.parse(process.env.BENCH_BARE_CALLS ?? 'null'))
const httpAgent = new http.Agent({ keepAlive: true })

type Props = { message: { id: string }; conversation: { tags: Record<string, string> } }

export default new Integration({
  register: async () => {},
  unregister: async () => {},
  actions: {},
  channels: {
    hitl: {
      messages: {
        text: async ({ message, conversation }: Props) => {
          const { ref: integrationThreadId } = conversation.tags
          const body = { ...send.body, integrationThreadId, integrationIdempotencyId: message.id }
          await axios.post(send.url, body, { headers: { authorization: send.authorization }, httpAgent })
        },
      },
    },
  },
  handler: async ({ req, client }) => {
    const { id }: { id: string } = JSON.parse(req.body ?? '').message
    await client._inner.initializeIncomingMessage({
      ...reply,
      message: { ...reply.message, tags: { ...reply.message.tags, messageId: id } },
    })
    return { status: 200 }
  },
})
