import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { DeskCalls } from '../desk'
import { changeOf, openingOf } from '../ids'

/** What was said in a chat goes by what it says: SalesIQ answers with no ID. */
export const saidIn = (conversationId: string, text: string | undefined, fileName: string | undefined): string =>
  `${conversationId} said ${digest(`${fileName ?? ''}\n${text ?? ''}`)}`
export const noteOf = (conversationId: string, text: string): string => `${conversationId} noted ${digest(text)}`

/** What names a message among all chats: SalesIQ's own ID of it is when it was written, in ms. */
export const replyIdOf = (conversationId: string, { msgid }: { msgid: string }) => `${conversationId}:${msgid}`

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)

const opened = z.object({ data: z.object({ id: z.string(), conversation_id: z.string().optional() }) })
/** With what agents see beside the chat: one of it is the session's own reference. */
const opening = z.object({ customer_info: z.record(z.string(), z.string()) })
const written = z.object({ text: z.string() })
const noted = z.object({ notes: z.string() })
const toldSchema = z.object({
  event: z.string(),
  event_time: z.string().optional(),
  entity: z.object({ id: z.string(), message: z.object({ msgid: z.string() }).optional() }),
})

/** The messages, notes and changes of chats that a call made or a webhook tells of. */
export const namesIn: DeskCalls['namesIn'] = ({ method, path, requestBody, responseBody }) => {
  const told = toldSchema.safeParse(requestBody).data
  if (told !== undefined) return namesOf(told)
  if (method !== 'POST') return []
  const [, chat = '', what] = /^\/api\/(?:visitor\/v1|v2)\/[^/]+\/conversations(?:\/(\d+)\/(\w+))?$/.exec(path) ?? []
  if (what === 'messages') return [sentTo(chat, requestBody)].flatMap((name) => name ?? [])
  const note = what === 'notes' ? noted.safeParse(requestBody).data : undefined
  if (note !== undefined) return [noteOf(chat, note.notes)]
  const info = Object.values(opening.safeParse(requestBody).data?.customer_info ?? {})
  const { id, conversation_id } = opened.safeParse(responseBody).data?.data ?? {}
  return [...info.map(openingOf), ...[id, conversation_id].flatMap((one) => one ?? [])]
}

function namesOf({ event, event_time: time, entity }: z.infer<typeof toldSchema>): string[] {
  if (entity.message !== undefined) return [replyIdOf(entity.id, entity.message)]
  if (time === undefined) return []
  const property = /attender|transfer/.test(event) ? 'owner' : 'status'
  return [changeOf(entity.id, property, Number(time))]
}

function sentTo(chat: string, body: unknown): string | undefined {
  const text = written.safeParse(body).data?.text
  if (text !== undefined) return saidIn(chat, text, undefined)
  if (typeof body !== 'string') return undefined
  // The fields of a form can be read, whatever became of the file's bytes.
  const [, fileName] = /name="file"; filename="([^"]*)"/.exec(body) ?? []
  const [, comment] = /name="comment"\r\n\r\n([\s\S]*?)\r\n--/.exec(body) ?? []
  return fileName === undefined ? undefined : saidIn(chat, comment, fileName)
}
