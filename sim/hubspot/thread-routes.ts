import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { invalid, notFound } from './errors'
import type { Author } from './message-model'
import type { Thread } from './model'
import { listParam, page } from './paging'
import { type ApiRequest, bearer } from './routes'
import { archiveThread, restoreThread, setAssignee, setStatus } from './threads'
import { hiddenFor, iso } from './world'

const base = '/conversations/conversations/2026-09/threads'
const read = ['conversations.read']
const write = ['conversations.write']

const patchBody = z.strictObject({ status: z.enum(['OPEN', 'CLOSED']).optional(), archived: z.boolean().optional() })
const assignBody = z.strictObject({ actorId: z.string() })

export const threadRoutes = [
  bearer('GET', base, read, list),
  bearer('GET', `${base}/{threadId}`, read, (request, caller) => ok(request, findThread(request, caller))),
  bearer('PATCH', `${base}/{threadId}`, write, patch),
  bearer('DELETE', `${base}/{threadId}`, write, remove),
  bearer('PUT', `${base}/{threadId}/assignee`, write, assign),
  bearer('DELETE', `${base}/{threadId}/assignee`, write, unassign),
]

export const appAuthor = ({ app }: Caller): Author => ({
  actorId: `I-${app.appId}`,
  client: { clientType: 'INTEGRATION', integrationAppId: app.appId },
})

/** The thread in the path, unless it is hidden yet; an archived one only answers to `archived=true`. */
export function findThread({ world, http, param }: ApiRequest, { portal }: Caller): Thread {
  const thread = portal.threads.get(param('threadId'))
  const archived = http.query.get('archived') === 'true'
  const isWrite = http.method !== 'GET' && world.settings.hiddenThreadTakesWrites
  if (thread === undefined || thread.archived !== archived || (!isWrite && hiddenFor(world, thread) > 0)) {
    throw notFound(`No thread with id ${param('threadId')} was found`)
  }
  return thread
}

function list(request: ApiRequest, { portal }: Caller): SimResponse {
  const { query } = request.http
  const wanted = {
    inboxIds: listParam(request.http, 'inboxId'),
    contactId: query.get('associatedContactId'),
    ticketId: query.get('associatedTicketId'),
    status: query.get('threadStatus'),
    after: query.get('latestMessageTimestampAfter'),
    archived: query.get('archived') === 'true',
  }
  const sort = query.get('sort') ?? 'id'
  if (wanted.contactId !== null && wanted.status === null) throw invalid('associatedContactId needs threadStatus')
  if (sort === 'latestMessageTimestamp' && wanted.after === null) {
    throw invalid('sort=latestMessageTimestamp needs latestMessageTimestampAfter')
  }
  const threads = [...portal.threads.values()].filter(
    (thread) =>
      hiddenFor(request.world, thread) === 0 &&
      thread.archived === wanted.archived &&
      (wanted.inboxIds.length === 0 || wanted.inboxIds.includes(thread.inboxId)) &&
      (wanted.contactId === null || thread.visitorId === wanted.contactId) &&
      (wanted.ticketId === null || thread.ticketId === wanted.ticketId) &&
      (wanted.status === null || thread.status === wanted.status) &&
      (wanted.after === null || latest(thread) > Date.parse(wanted.after)),
  )
  if (sort.endsWith('latestMessageTimestamp')) threads.sort((a, b) => latest(a) - latest(b))
  if (sort.startsWith('-')) threads.reverse()
  return {
    status: 200,
    body: page(
      request.world,
      request.http,
      threads.map((thread) => threadBody(request, thread)),
    ),
  }
}

function patch(request: ApiRequest, caller: Caller): SimResponse {
  const thread = findThread(request, caller)
  const body = request.json(patchBody)
  if (body.status === undefined && body.archived === undefined) throw invalid('nothing to update')
  if (body.archived === true) throw invalid('a thread is archived with DELETE')
  const change = { by: appAuthor(caller) }
  if (body.archived === false) restoreThread(request.world, thread, change)
  if (body.status !== undefined) {
    if (thread.archived) throw invalid('the status of an archived thread cannot be changed')
    setStatus(request.world, thread, body.status, change)
  }
  return ok(request, thread)
}

function remove(request: ApiRequest, caller: Caller): SimResponse {
  archiveThread(request.world, findThread(request, caller), { by: appAuthor(caller) })
  return { status: 204 }
}

function assign(request: ApiRequest, caller: Caller): SimResponse {
  const thread = findThread(request, caller)
  const { actorId } = request.json(assignBody)
  if (!actorId.startsWith('A-') || !caller.portal.agents.has(actorId.slice(2))) {
    throw invalid(`${actorId} is not an agent of this portal`)
  }
  setAssignee(request.world, thread, actorId, { by: appAuthor(caller) })
  return ok(request, thread)
}

function unassign(request: ApiRequest, caller: Caller): SimResponse {
  setAssignee(request.world, findThread(request, caller), undefined, { by: appAuthor(caller) })
  return { status: 204 }
}

const ok = (request: ApiRequest, thread: Thread): SimResponse => ({ status: 200, body: threadBody(request, thread) })

const latest = (thread: Thread): number => Math.max(thread.latestReceivedAt ?? 0, thread.latestSentAt ?? 0)

function threadBody({ http }: ApiRequest, thread: Thread): Record<string, unknown> {
  const { ticketId, closedAt, latestReceivedAt, latestSentAt } = thread
  const withTicket = listParam(http, 'association').includes('TICKET') && showsTicket(thread)
  return {
    id: thread.id,
    status: thread.status,
    inboxId: thread.inboxId,
    associatedContactId: thread.visitorId,
    originalChannelId: thread.channelId,
    originalChannelAccountId: thread.accountId,
    createdAt: iso(thread.createdAt),
    spam: false,
    archived: thread.archived,
    ...(thread.assignedTo === undefined ? {} : { assignedTo: thread.assignedTo }),
    ...(closedAt === undefined ? {} : { closedAt: iso(closedAt) }),
    ...(latestReceivedAt === undefined ? {} : { latestMessageReceivedTimestamp: iso(latestReceivedAt) }),
    ...(latestSentAt === undefined ? {} : { latestMessageSentTimestamp: iso(latestSentAt) }),
    ...(latest(thread) === 0 ? {} : { latestMessageTimestamp: iso(latest(thread)) }),
    ...(withTicket ? { threadAssociations: { associatedTicketId: ticketId } } : {}),
  }
}

/** It comes after the thread: the first look at that may be too early. */
function showsTicket(thread: Thread): boolean {
  if (thread.ticketId === undefined) return false
  thread.ticketHiddenFor -= 1
  return thread.ticketHiddenFor < 0
}
