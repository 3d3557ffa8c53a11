import * as z from 'zod'
import type { DeskCalls } from '../desk'
import { changeOf, deletionOf, openingOf } from '../ids'

const publication = z.object({ integrationThreadId: z.string(), integrationIdempotencyId: z.string() })
const changes = z.array(z.object({ objectId: z.number(), propertyName: z.string(), occurredAt: z.number() }))
const deletions = z.array(z.object({ objectId: z.number(), subscriptionType: z.literal('conversation.deletion') }))
const closed = z.object({ id: z.string(), status: z.literal('CLOSED'), closedAt: z.iso.datetime() })

/** The opening of a session, and the changes of threads, that a call made or a webhook tells of. */
export const namesIn: DeskCalls['namesIn'] = ({ method, requestBody, responseBody }) => {
  const published = publication.safeParse(requestBody).data
  const closing = method === 'PATCH' ? closed.safeParse(responseBody).data : undefined
  const isOpening = published !== undefined && !published.integrationIdempotencyId.startsWith('msg_')
  return [
    ...(isOpening ? [openingOf(published.integrationThreadId)] : []),
    ...(changes.safeParse(requestBody).data ?? []).map(({ objectId, propertyName, occurredAt }) =>
      changeOf(String(objectId), propertyName, occurredAt),
    ),
    ...(deletions.safeParse(requestBody).data ?? []).map(({ objectId }) => deletionOf(String(objectId))),
    ...(closing ? [changeOf(closing.id, 'status', Date.parse(closing.closedAt))] : []),
  ]
}

const sent = z.object({
  attachments: z.array(z.object({ fileId: z.string().optional() })).default([]),
  integrationIdempotencyId: z.string(),
})
const madeMessage = z.object({ id: z.string() })

/** The message in the inbox, and the copies of its files, of one that a call published. */
export const sameMessage: DeskCalls['sameMessage'] = ({ requestBody, responseBody }) => {
  const publication = sent.safeParse(requestBody).data
  if (publication === undefined) return []
  const message = madeMessage.safeParse(responseBody).data
  return [...publication.attachments.flatMap(({ fileId }) => fileId ?? []), ...(message ? [message.id] : [])]
}

const idempotent = z.object({ integrationIdempotencyId: z.string() })

export const idempotencyKey: DeskCalls['idempotencyKey'] = (requestBody) =>
  idempotent.safeParse(requestBody).data?.integrationIdempotencyId
