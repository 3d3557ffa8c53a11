import * as z from 'zod/mini'
import type { Caller } from './caller'
import { TRANSCRIPT_PAGE } from './limits'
import { pathsOf } from './paths'
import { id, optionalText, time } from './values'

/** Sends a text as the visitor. The answer is empty, and nothing recognises what is sent again. */
export function sendText(caller: Caller, chatId: string, text: string, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).send(chatId)
  return caller.effect({ what: 'send the message', method: 'POST', path, body: { text }, sent: [text], deadline })
}

/** Sends a file as the visitor; `comment` is its caption. */
export function sendFile(
  caller: Caller,
  chatId: string,
  file: { name: string; content: Buffer; contentType: string; comment: string },
  deadline: number,
): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file.content)], { type: file.contentType }), file.name)
  if (file.comment !== '') form.append('comment', file.comment)
  const path = pathsOf(caller.screenName).send(chatId)
  return caller.effect({
    what: 'send the file',
    method: 'POST',
    path,
    body: form,
    sent: [file.comment, file.name],
    deadline,
  })
}

/** What a file of a message is called by: SalesIQ's ID, and what else is said of it. */
export type Attachment = { id: string | undefined; name: string | undefined; url: string | undefined }

/** An entry of a transcript. */
export type Entry = {
  /** As webhooks name the message. Assumed: what stands before the underscore in a transcript's own ID. */
  id: string
  /** Epoch ms by SalesIQ's clock. */
  at: number
  from: 'visitor' | 'operator' | 'bot'
  senderId: string
  senderName: string | undefined
  text: string
  files: Attachment[]
}

const fileFields = z.lazy(() =>
  z.pipe(
    z.object({
      id: z.catch(z.optional(id), undefined),
      attachment_id: z.catch(z.optional(id), undefined),
      file_id: z.catch(z.optional(id), undefined),
      name: optionalText,
      file_name: optionalText,
      fName: optionalText,
      url: optionalText,
    }),
    z.transform(({ id, attachment_id, file_id, name, file_name, fName, url }) => ({
      id: attachment_id ?? file_id ?? id,
      name: name ?? file_name ?? fName,
      url,
    })),
  ),
)
const oneFile = z.lazy(() => z.catch(z.optional(fileFields), undefined))

/**
 * The content of a message, in webhooks and in transcripts. How files are described is in no document that could be read:
 * all places that are plausible are looked at.
 */
export const content = z.lazy(() =>
  z.pipe(
    z.object({
      text: optionalText,
      comment: optionalText,
      attachment: oneFile,
      attachments: z.catch(z.optional(z.array(oneFile)), undefined),
      file: oneFile,
      files: z.catch(z.optional(z.array(oneFile)), undefined),
      url: optionalText,
      fName: optionalText,
      file_name: optionalText,
    }),
    z.transform((it) => {
      const named = [it.attachment, ...(it.attachments ?? []), it.file, ...(it.files ?? [])]
      const bare = it.url === undefined ? [] : [{ id: undefined, name: it.file_name ?? it.fName, url: it.url }]
      const known = named.flatMap((file) => (file?.id === undefined && file?.url === undefined ? [] : [file]))
      // Several fields may say the same.
      const files = new Map((known.length > 0 ? known : bare).map((file) => [file.id ?? file.url, file]))
      return { text: it.text ?? it.comment ?? '', files: [...files.values()] }
    }),
  ),
)

const sender = z.lazy(() => z.object({ id, name: optionalText }))
const entry = z.lazy(() =>
  z.object({
    id: z.pipe(
      id,
      z.transform((text) => text.split('_')[0] ?? text),
    ),
    time,
    type: optionalText,
    sender,
    message: z.catch(content, { text: '', files: [] }),
  }),
)
const transcript = z.lazy(() => z.object({ data: z.array(z.unknown()) }))

/**
 * The newest messages of a chat, newest first; entries of another form are left out.
 *
 * @param from epoch ms by SalesIQ's clock; undefined for the newest whatever their age.
 */
export async function readTranscript(
  caller: Caller,
  chatId: string,
  from: number | undefined,
  deadline: number,
): Promise<Entry[]> {
  const query = { limit: TRANSCRIPT_PAGE, ...(from === undefined ? { to_time: farAhead } : { from_time: from }) }
  const path = pathsOf(caller.screenName).transcript(chatId)
  const { data } = await caller.call(
    { what: 'show the messages of the chat', method: 'GET', path, query, deadline },
    transcript,
  )
  return data
    .flatMap((item) => entry.safeParse(item).data ?? [])
    .map(entryOf)
    .toSorted((a, b) => b.at - a.at)
}

/** Only `to_time` makes SalesIQ list the newest first. */
const farAhead = 9_999_999_999_999

function entryOf({ id, time, sender, message }: z.infer<typeof entry>): Entry {
  const from = sender.id.startsWith('$') ? 'visitor' : sender.id.startsWith('b') ? 'bot' : 'operator'
  return { id, at: time, from, senderId: sender.id, senderName: sender.name, ...message }
}

/** Where a file of a chat can be fetched, with the token. */
export function attachmentUrl(caller: Caller, chatId: string, attachmentId: string): string {
  return `${caller.host}${pathsOf(caller.screenName).attachment(chatId, attachmentId)}`
}
