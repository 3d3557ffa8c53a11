import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { addEntry, visitorSender } from './chats'
import { SalesIqError } from './errors'
import type { Chat } from './model'
import { type ApiRequest, visitor } from './routes'
import { isForm, readUpload, type Written } from './uploads'
import { brandOf, type World } from './world'

export const visitorMessageRoutes = [
  visitor('POST', '/api/visitor/v1/{screen}/conversations/{id}/messages', 'conversations.create', send),
]

const textBody = z.looseObject({ text: z.string().min(1) })

/** Takes a message of the visitor; the answer is a success without a body, whatever came of it. */
async function send(request: ApiRequest, { portal }: Caller): Promise<SimResponse> {
  const { world, param } = request
  const chat = portal.chats.get(param('id'))
  if (chat === undefined) throw new SalesIqError(1019)
  const { text, file } = await readMessage(request, chat)
  const isOver = chat.status === 'ended' || chat.status === 'missed'
  if (isOver && world.settings.sendIntoEnded === 'refuse') throw new SalesIqError(1019)
  addEntry(world, chat, {
    by: 'visitor',
    sender: visitorSender(chat.visitor),
    text,
    file,
    news: world.settings.visitorMessagesHeard,
  })
  return { status: 200 }
}

function readMessage(request: ApiRequest, chat: Chat): Promise<Written> | Written {
  const { world, http } = request
  if (isForm(http)) return readUpload(world, http, { sharesFiles: brandOf(world, chat).shareFile })
  return { text: readText(world, request), file: undefined }
}

/** The `text` of a JSON body; throws 1007, 1011, 1015 or 1054. */
export function readText(world: World, request: ApiRequest): string {
  const { text } = request.json(textBody)
  if (text.length > world.settings.textMax) throw new SalesIqError(1011, { param: 'text' })
  return text
}
