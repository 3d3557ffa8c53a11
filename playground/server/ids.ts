import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'

/** Everything in a text that can name a message, a session or a person on either side. */
const pattern = new RegExp(
  [
    /(?:msg|conv|user|file)_[0-9A-Z]{26}/,
    /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/,
    // HubSpot's messages.
    /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/,
    // HubSpot's threads, contacts and files.
    /(?<!\d)\d{10}(?!\d)/,
    /\+\d{8,15}/,
    // Bounded, so that a long word without an @ costs no more than any other.
    /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/** Beyond this a text is a file. */
const longest = 200_000

export function idsIn(text: string): string[] {
  return [...new Set(text.slice(0, longest).match(pattern))]
}

/** Names the call that opened a session: the hand-over itself is no message of anybody. */
export const openingOf = (integrationThreadId: string) => `opening ${integrationThreadId}`
export const startOf = (conversationId: string) => `start ${conversationId}`
/** Names what ended a session from the end user's side. */
export const endOf = (conversationId: string) => `end ${conversationId}`
/** Names a change of a thread; `at` in epoch ms. */
export const changeOf = (threadId: string, property: string, at: number) => `${threadId} ${property} ${at}`

export const deletionOf = (threadId: string) => `${threadId} deletion`

const publication = z.object({ integrationThreadId: z.string(), integrationIdempotencyId: z.string() })
const changes = z.array(z.object({ objectId: z.number(), propertyName: z.string(), occurredAt: z.number() }))
const deletions = z.array(z.object({ objectId: z.number(), subscriptionType: z.literal('conversation.deletion') }))
const closed = z.object({ id: z.string(), status: z.literal('CLOSED'), closedAt: z.iso.datetime() })
const stop = z.object({ type: z.literal('stopHitl'), input: z.object({ conversationId: z.string() }) })
const started = z.object({ output: z.object({ conversationId: z.string() }) })
const made = z.union([
  z.object({ id: z.string() }).transform(({ id }) => [id]),
  z.object({ file: z.object({ id: z.string() }) }).transform(({ file }) => [file.id]),
  z.object({ user: z.object({ id: z.string() }) }).transform(({ user }) => [user.id]),
  z.object({ conversation: z.object({ id: z.string() }) }).transform(({ conversation }) => [conversation.id]),
  z.object({ event: z.object({ id: z.string() }) }).transform(({ event }) => [event.id]),
  z.object({ output: z.object({ userId: z.string() }) }).transform(({ output }) => [output.userId]),
])

/** What a call is about, by what it asked and what it made. */
export function idsOf(call: Pick<Call, 'method' | 'path' | 'query' | 'requestBody' | 'responseBody'>): string[] {
  const { requestBody, responseBody } = call
  const asked = idsIn(`${decoded(call.path)} ${decoded(call.query)} ${asText(requestBody)}`)
  const published = publication.safeParse(requestBody).data
  const start = started.safeParse(responseBody).data
  const stopped = stop.safeParse(requestBody).data
  const closing = call.method === 'PATCH' ? closed.safeParse(responseBody).data : undefined
  const isOpening = published !== undefined && !published.integrationIdempotencyId.startsWith('msg_')
  return [
    ...new Set([
      ...asked,
      ...(isOpening ? [openingOf(published.integrationThreadId)] : []),
      ...(changes.safeParse(requestBody).data ?? []).map(({ objectId, propertyName, occurredAt }) =>
        changeOf(String(objectId), propertyName, occurredAt),
      ),
      ...(deletions.safeParse(requestBody).data ?? []).map(({ objectId }) => deletionOf(String(objectId))),
      ...(closing ? [changeOf(closing.id, 'status', Date.parse(closing.closedAt))] : []),
      ...(stopped ? [endOf(stopped.input.conversationId)] : []),
      ...(start ? [startOf(start.output.conversationId)] : []),
      ...(call.method === 'GET' ? [] : (made.safeParse(responseBody).data ?? [])),
    ]),
  ]
}

function asText(body: unknown): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? decoded(body.slice(0, longest)) : JSON.stringify(body)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
