import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { visitorBody } from './chat-body'
import { addEntry, end, reopen, visitorSender } from './chats'
import { SalesIqError } from './errors'
import type { Chat } from './model'
import { type ApiRequest, ok, visitor } from './routes'
import { brandOf } from './world'

const scope = { close: 'conversations.update', reopen: 'conversations.create' }

export const visitorCloseRoutes = [
  visitor('PUT', '/visitor/v2/{screen}/conversations/{id}/close', scope.close, (request, caller) =>
    close(request, caller, 'v2'),
  ),
  visitor('PUT', '/api/visitor/v1/{screen}/conversations/{id}/close', scope.close, (request, caller) =>
    close(request, caller, 'v1'),
  ),
  visitor('POST', '/api/visitor/v1/{screen}/conversations/{id}/reopen', scope.reopen, reopenByVisitor),
]

/** The visitor ends the chat. One that is over already is as good as unknown (assumed). */
function close(request: ApiRequest, caller: Caller, version: 'v1' | 'v2'): SimResponse {
  const { world } = request
  const { visitorClose } = world.settings
  if (visitorClose !== 'both' && visitorClose !== version) throw new SalesIqError(1006)
  const chat = chatByHex(request, caller)
  if (chat.status === 'ended' || chat.status === 'missed') throw new SalesIqError(1019)
  end(world, chat, 'visitor')
  return ok(request, 'conversations', visitorBody(world, chat))
}

const reopenBody = z.looseObject({ message: z.string().min(1), visitor: z.looseObject({}).optional() })

/** A chat that is over goes on as another thread with another question. */
function reopenByVisitor(request: ApiRequest, caller: Caller): SimResponse {
  const { world } = request
  const { message } = request.json(reopenBody)
  if (message.length > world.settings.textMax) throw new SalesIqError(1011, { param: 'message' })
  const chat = chatByHex(request, caller)
  if (chat.status === 'waiting' || chat.status === 'connected') throw new SalesIqError(1014)
  if (!brandOf(world, chat).allowChatReopen) throw new SalesIqError(1006)
  const endedAt = chat.endedAt ?? chat.missedAt ?? chat.modifiedAt
  chat.question = message
  reopen(world, chat, 'visitor')
  addEntry(world, chat, { by: 'visitor', sender: visitorSender(chat.visitor), text: message, news: false })
  const body = { ...visitorBody(world, chat), time_difference: String(world.now() - endedAt) }
  return ok(request, 'conversations', body)
}

/** These paths know a chat by its long id alone. */
function chatByHex({ param }: ApiRequest, { portal }: Caller): Chat {
  const chat = [...portal.chats.values()].find(({ id }) => id === param('id'))
  if (chat === undefined) throw new SalesIqError(1019)
  return chat
}
