import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { invalid, notFound } from './errors'
import { attachmentBody } from './file-store'
import { plainToHtml } from './html'
import type { Author, Comment, ThreadMessage } from './message-model'
import type { Portal, Thread } from './model'
import { page } from './paging'
import { fileAttachment } from './publish-body'
import { type ApiRequest, bearer } from './routes'
import { appAuthor, findThread } from './thread-routes'
import { addMessage } from './threads'
import { iso, newMessageId } from './world'

const base = '/conversations/conversations/2026-09/threads/{threadId}/messages'
const read = ['conversations.read']
const write = ['conversations.write']

/** Only comments: a MESSAGE would need an agent as its sender, and no integration of ours writes as an agent. */
const commentBody = z.strictObject({
  type: z.literal('COMMENT'),
  text: z.string(),
  richText: z.string().optional(),
  attachments: z.array(fileAttachment),
})

export const threadMessageRoutes = [
  bearer('GET', base, read, list),
  bearer('POST', base, write, comment),
  bearer('GET', `${base}/{messageId}`, read, get),
  bearer('GET', `${base}/{messageId}/original-content`, read, original),
]

function list(request: ApiRequest, caller: Caller): SimResponse {
  const thread = findThread(request, caller)
  const sort = request.http.query.get('sort') ?? '-createdAt'
  if (sort !== 'createdAt' && sort !== '-createdAt') throw invalid(`sort must be createdAt or -createdAt`)
  const messages = thread.messages.toSorted((a, b) =>
    a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0,
  )
  if (sort === '-createdAt') messages.reverse()
  return { status: 200, body: structuredClone(page(request.world, request.http, messages)) }
}

function get(request: ApiRequest, caller: Caller): SimResponse {
  return { status: 200, body: structuredClone(findMessage(request, caller)) }
}

/** The text before it was shortened. */
function original(request: ApiRequest, caller: Caller): SimResponse {
  const message = findMessage(request, caller)
  const asShown = 'text' in message ? { text: message.text, richText: message.richText } : {}
  return { status: 200, body: request.world.originalContents.get(message.id) ?? asShown }
}

function findMessage(request: ApiRequest, caller: Caller): ThreadMessage {
  const messageId = request.param('messageId')
  const message = findThread(request, caller).messages.find(({ id }) => id === messageId)
  if (message === undefined) throw notFound(`No message with id ${messageId} was found`)
  return message
}

function comment(request: ApiRequest, caller: Caller): SimResponse {
  const { world } = request
  const thread = findThread(request, caller)
  const body = request.json(commentBody)
  if (body.text.length > world.settings.maxTextLength) {
    throw invalid(`text is longer than ${world.settings.maxTextLength} characters`)
  }
  const message = newComment(thread, caller.portal, appAuthor(caller), world.now(), body)
  addMessage(world, thread, message)
  return { status: 201, body: structuredClone(message) }
}

/** An internal comment as it stands in the thread; `at` in epoch ms. */
export function newComment(
  thread: Thread,
  portal: Portal,
  by: Author,
  at: number,
  body: { text: string; richText?: string | undefined; attachments: Comment['attachments'] },
): Comment {
  return {
    type: 'COMMENT',
    id: newMessageId(),
    conversationsThreadId: thread.id,
    createdAt: iso(at),
    createdBy: by.actorId,
    client: by.client,
    senders: [{ actorId: by.actorId }],
    recipients: [],
    archived: false,
    text: body.text,
    richText: body.richText ?? plainToHtml(body.text),
    attachments: body.attachments.map((attachment) => attachmentBody(portal, attachment)),
  }
}
