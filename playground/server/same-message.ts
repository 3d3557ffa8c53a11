import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'

const published = z.object({
  attachments: z.array(z.object({ fileId: z.string().optional() })).default([]),
  integrationIdempotencyId: z.string(),
})
const madeMessage = z.object({ id: z.string() })
const madeFile = z.object({ file: z.object({ id: z.string() }) })

/**
 * The ids that belong to the message a call carried, beside those it was asked with: the message in HubSpot's inbox, and
 * its copies in either file store.
 */
export function idsForTheSame({ method, path, requestBody, responseBody }: Call): string[] {
  const publication = published.safeParse(requestBody).data
  if (publication) {
    const message = madeMessage.safeParse(responseBody).data
    return [...publication.attachments.flatMap(({ fileId }) => fileId ?? []), ...(message ? [message.id] : [])]
  }
  const stored = method === 'PUT' && path === '/v1/files' ? madeFile.safeParse(responseBody).data : undefined
  return stored ? [stored.file.id] : []
}
