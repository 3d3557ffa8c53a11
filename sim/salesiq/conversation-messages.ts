import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { addEntry } from './chats'
import { chatOf } from './conversations'
import { SalesIqError } from './errors'
import { number } from './paging'
import { type ApiRequest, ok, operator } from './routes'
import { lines } from './transcript-lines'
import { isForm, readUpload } from './uploads'
import { readText } from './visitor-messages'
import { adminOf } from './world'

const path = '/conversations/{id}'

/** What was said and noted in a chat, as those see it who work in SalesIQ. */
export const conversationMessageRoutes = [
  operator('GET', `${path}/messages`, { scope: 'conversations.read', family: 'transcript' }, transcript),
  operator('POST', `${path}/messages`, { scope: 'conversations.create', family: 'conversations' }, say),
  operator(
    'GET',
    `${path}/attachments/{attachmentId}`,
    { scope: 'conversations.read', family: 'attachments' },
    download,
  ),
  operator('POST', `${path}/notes`, { scope: 'conversations.create', family: 'notes' }, note),
]

/** 20 lines unless said otherwise: the oldest first, or the newest where only `to_time` is given. */
function transcript(request: ApiRequest, { portal }: Caller): SimResponse {
  const { world, http } = request
  const limit = number(http, 'limit') ?? 20
  if (limit < 1 || limit > 99) throw new SalesIqError(1011, { param: 'limit' })
  const from = number(http, 'from_time')
  const to = number(http, 'to_time')
  const found = lines(world, chatOf(request, portal)).filter(
    ({ time }) => Number(time) >= (from ?? 0) && Number(time) <= (to ?? Number.POSITIVE_INFINITY),
  )
  const ordered = to !== undefined && from === undefined ? found.reverse() : found
  return ok(request, 'list', ordered.slice(0, limit))
}

/** Says something as whoever consented; it comes back as `conversation.operator.replied`. */
async function say(request: ApiRequest, { portal }: Caller): Promise<SimResponse> {
  const { world, http } = request
  const chat = chatOf(request, portal)
  const { id, name } = adminOf(portal)
  const written = isForm(http) ? await readUpload(world, http) : { text: readText(world, request) }
  if (chat.status === 'ended' || chat.status === 'missed') throw new SalesIqError(1019)
  addEntry(world, chat, { by: 'operator', sender: { id, name }, ...written })
  return { status: 200 }
}

function download(request: ApiRequest, { portal }: Caller): SimResponse {
  const { entries } = chatOf(request, portal)
  const file = entries.flatMap((entry) => entry.file ?? []).find(({ id }) => id === request.param('attachmentId'))
  if (file === undefined) throw new SalesIqError(1019)
  return {
    status: 200,
    headers: {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: file.content,
  }
}

const noteBody = z.looseObject({ notes: z.string().min(1) })

/** A note is possible at any time, also when the chat is over. */
function note(request: ApiRequest, { portal }: Caller): SimResponse {
  const { world } = request
  const { notes: text } = request.json(noteBody)
  if (text.length > world.settings.textMax) throw new SalesIqError(1011, { param: 'notes' })
  const chat = chatOf(request, portal)
  const { id, name } = adminOf(portal)
  const at = world.now()
  chat.notes.push({ text, at, creator: { id, name } })
  return ok(request, 'notes', { creator: { name, id }, note: text, created_time: String(at) })
}
