import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { DeskCalls } from './desk'

/** Everything in a text that can name a message, a session or a person, beside what names a thing of the desk's. */
const ownPatterns = [
  /(?:msg|conv|user|file)_[0-9A-Z]{26}/,
  /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/,
  /\+\d{8,15}/,
  // Bounded, so that a long word without an @ costs no more than any other.
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/,
]

/** Beyond this a text is a file. */
const longest = 200_000

/** What names a thing, with what names one of the desk's. */
export const idPattern = (ofDesk: readonly RegExp[]): RegExp =>
  new RegExp([...ownPatterns, ...ofDesk].map(({ source }) => source).join('|'), 'g')

const ownPattern = idPattern([])

export function idsIn(text: string, pattern: RegExp = ownPattern): string[] {
  return [...new Set(text.slice(0, longest).match(pattern))]
}

/** Names the call that opened a session: the hand-over itself is no message of anybody. */
export const openingOf = (ref: string) => `opening ${ref}`
export const startOf = (conversationId: string) => `start ${conversationId}`
/** Names what ended a session from the end user's side. */
export const endOf = (conversationId: string) => `end ${conversationId}`
/** Names a change of a thread; `at` in epoch ms. */
export const changeOf = (threadId: string, property: string, at: number) => `${threadId} ${property} ${at}`

export const deletionOf = (threadId: string) => `${threadId} deletion`

const stop = z.object({ type: z.literal('stopHitl'), input: z.object({ conversationId: z.string() }) })
const started = z.object({ output: z.object({ conversationId: z.string() }) })
const made = z.union([
  z.object({ id: z.string() }).transform(({ id }) => [id]),
  z.object({ file: z.object({ id: z.string() }) }).transform(({ file }) => [file.id]),
  z.object({ user: z.object({ id: z.string() }) }).transform(({ user }) => [user.id]),
  z.object({ conversation: z.object({ id: z.string() }) }).transform(({ conversation }) => [conversation.id]),
  z.object({ message: z.object({ id: z.string() }) }).transform(({ message }) => [message.id]),
  z.object({ event: z.object({ id: z.string() }) }).transform(({ event }) => [event.id]),
  z.object({ output: z.object({ userId: z.string() }) }).transform(({ output }) => [output.userId]),
])

/** What a call is about, by what it asked and what it made. */
export function idsOf(
  call: Pick<Call, 'method' | 'path' | 'query' | 'requestBody' | 'responseBody'>,
  { ids, namesIn }: Pick<DeskCalls, 'ids' | 'namesIn'>,
): string[] {
  const { requestBody, responseBody } = call
  const asked = idsIn(`${decoded(call.path)} ${decoded(call.query)} ${asText(requestBody)}`, ids)
  const start = started.safeParse(responseBody).data
  const stopped = stop.safeParse(requestBody).data
  return [
    ...new Set([
      ...asked,
      ...namesIn(call),
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
