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

/** The name of a message in a webhook of HubSpot's, or of SalesIQ's. */
type Told = { message?: { id: string }; entity?: { message: { msgid: string } } }

export default new Integration({
  register: async () => {},
  unregister: async () => {},
  actions: {},
  channels: {
    hitl: {
      messages: {
        text: async ({ message, conversation }: Props) => {
          const { ref = '', threadId = '' } = conversation.tags
          const body = { ...send.body }
          if (send.refField !== undefined) body[send.refField] = ref
          if (send.keyField !== undefined) body[send.keyField] = message.id
          await axios.post(send.url.replace('{threadId}', threadId), body, {
            headers: { authorization: send.authorization },
            httpAgent,
          })
        },
      },
    },
  },
  handler: async ({ req, client }) => {
    const { message, entity }: Told = JSON.parse(req.body ?? '')
    const id = message?.id ?? entity?.message.msgid ?? ''
    await client._inner.initializeIncomingMessage({
      ...reply,
      message: { ...reply.message, tags: { ...reply.message.tags, messageId: id } },
    })
    return { status: 200 }
  },
})
