import type { SimRequest, SimResponse } from '../http/server'
import type { Caller } from './auth'
import { operatorBody } from './chat-body'
import { end, ownerOf, takesPart } from './chats'
import { SalesIqError } from './errors'
import type { Chat, ChatStatus, ChatThread, Portal } from './model'
import { number, page } from './paging'
import { type ApiRequest, ok, operator } from './routes'
import { adminOf, type World } from './world'

const read = { scope: 'conversations.read', family: 'conversations' } as const

/** Chats as those see them who work in SalesIQ, known by their number alone. */
export const conversationRoutes = [
  operator('GET', '/conversations', read, list),
  operator('GET', '/conversations/{id}', read, (request, { portal }) =>
    ok(request, 'conversation', operatorBody(request.world, chatOf(request, portal))),
  ),
  operator('GET', '/conversations/{id}/threads', read, (request, { portal }) =>
    ok(request, 'list', chatOf(request, portal).threads.map(threadBody)),
  ),
  operator('PUT', '/conversations/{id}/close', { scope: 'conversations.update', family: 'close' }, close),
]

/** Throws 1019 for anything but the number of a chat of this portal. */
export function chatOf({ param }: ApiRequest, { chats }: Portal): Chat {
  const chat = chats.get(param('id'))
  if (chat === undefined) throw new SalesIqError(1019)
  return chat
}

const statuses: Record<string, ChatStatus[]> = {
  open: ['waiting', 'connected'],
  closed: ['missed', 'ended'],
  waiting: ['waiting'],
  connected: ['connected'],
  missed: ['missed'],
  end: ['ended'],
}

/** Newest first, by when they were opened. That a token of an ORG client sees all departments is assumed. */
function list(request: ApiRequest, { portal }: Caller): SimResponse {
  const { world, http } = request
  const chats = [...portal.chats.values()].reverse().filter((chat) => isListed(world, chat) && isAskedFor(http, chat))
  return ok(
    request,
    'list',
    page(http, chats).map((chat) => operatorBody(world, chat)),
  )
}

const isListed = ({ settings, now }: World, { startedAt }: Chat): boolean => startedAt + settings.listLagMs <= now()

function isAskedFor(http: SimRequest, chat: Chat): boolean {
  const wanted = (name: string, value: string | undefined) =>
    !http.query.has(name) || http.query.get(name)?.toLowerCase() === value?.toLowerCase()
  return (
    wanted('app_id', chat.appId) &&
    wanted('department_id', chat.department.id) &&
    wanted('email', chat.visitor.email) &&
    wanted('attender_id', chat.owner?.id) &&
    statusesAskedFor(http).includes(chat.status) &&
    isWithin(http, 'from_time', 'to_time', chat.startedAt) &&
    isWithin(http, 'updated_from_time', 'updated_till_time', chat.modifiedAt)
  )
}

function statusesAskedFor({ query }: SimRequest): ChatStatus[] {
  const names = query.get('status')?.split(',') ?? ['open', 'closed']
  return names.flatMap((name) => {
    const meant = statuses[name.toLowerCase()]
    if (meant === undefined) throw new SalesIqError(1029, { param: 'status' })
    return meant
  })
}

function isWithin(http: SimRequest, from: string, to: string, at: number): boolean {
  return at >= (number(http, from) ?? 0) && at <= (number(http, to) ?? Number.POSITIVE_INFINITY)
}

/** Whoever consented ends an ongoing chat. */
function close(request: ApiRequest, { portal }: Caller): SimResponse {
  const { world } = request
  const chat = chatOf(request, portal)
  if (chat.status === 'ended' || chat.status === 'missed') throw new SalesIqError(1019)
  takesPart(chat, ownerOf(adminOf(portal)))
  end(world, chat, 'agent')
  return ok(request, 'conversation', operatorBody(world, chat))
}

function threadBody({ number: thread_number, status, endedBy, initiatedBy, startedAt }: ChatThread) {
  return {
    thread_number,
    status,
    ...(endedBy === undefined ? {} : { ended_by: endedBy }),
    // As Zoho spells it.
    inititated_by: initiatedBy,
    start_time: String(startedAt),
    metrics: status === 'missed' ? { missed_reason: 'No operator picked up the chat' } : {},
  }
}
