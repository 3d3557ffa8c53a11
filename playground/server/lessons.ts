import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { Traces } from './traces'

const published = z.object({
  attachments: z.array(z.object({ fileId: z.string().optional() })).default([]),
  integrationIdempotencyId: z.string(),
})
const madeMessage = z.object({ id: z.string() })
const madeFile = z.object({ file: z.object({ id: z.string() }) })

/** Learns from a call which ids it made for a message that is known: in HubSpot's inbox, in either file store. */
export function learnFrom(call: Call, ids: readonly string[], traces: Traces): void {
  const publication = published.safeParse(call.requestBody).data
  const isStoring = call.method === 'PUT' && call.path === '/v1/files'
  if (publication === undefined && !isStoring) return
  const { traces: carried, users } = traces.about(ids)
  const [trace] = carried
  if (trace === undefined) return
  const about = { trace, user: users[0] }
  for (const { fileId } of publication?.attachments ?? []) if (fileId !== undefined) traces.learn(fileId, about)
  if (publication) {
    const message = madeMessage.safeParse(call.responseBody).data
    if (message) traces.learn(message.id, about)
  } else {
    const stored = madeFile.safeParse(call.responseBody).data
    if (stored) traces.learn(stored.file.id, about)
  }
}
