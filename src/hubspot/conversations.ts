import * as z from 'zod/mini'
import { type AgentMessage, agentMessage } from './agent-message'
import type { Caller } from './caller'
import { HubSpotError } from './errors'
import { id } from './id'
import { allPages, page } from './paging'
import { paths } from './versions'

/** HubSpot's Conversations API: inboxes, threads, comments, actors. */

const inbox = z.lazy(() => z.object({ id, name: z._default(z.string(), ''), type: z._default(z.string(), 'INBOX') }))
export type Inbox = z.infer<typeof inbox>

/** All inboxes and help desks of the account. */
export function listInboxes(caller: Caller, deadline: number): Promise<Inbox[]> {
  return allPages((query) =>
    caller.call(
      { what: 'list the inboxes', method: 'GET', path: paths.inboxes, query: { limit: 100, ...query }, deadline },
      page(inbox),
    ),
  )
}

const thread = z.lazy(() =>
  z.object({
    id,
    status: z.string(),
    assignedTo: z.nullish(z.string()),
    archived: z._default(z.boolean(), false),
    createdAt: z.nullish(z.string()),
    closedAt: z.nullish(z.string()),
  }),
)
export type Thread = z.infer<typeof thread>

export function getThread(caller: Caller, threadId: string, deadline: number): Promise<Thread> {
  return caller.call({ what: 'read the thread', method: 'GET', path: paths.thread(threadId), deadline }, thread)
}

/** The thread, or undefined when HubSpot has none of that ID (any more). */
export async function readThread(caller: Caller, threadId: string, deadline: number): Promise<Thread | undefined> {
  try {
    return await getThread(caller, threadId, deadline)
  } catch (error) {
    if (error instanceof HubSpotError && error.status === 404) return undefined
    throw error
  }
}

export function closeThread(caller: Caller, threadId: string, deadline: number): Promise<void> {
  return caller.effect({
    what: 'close the thread',
    method: 'PATCH',
    path: paths.thread(threadId),
    body: { status: 'CLOSED' },
    deadline,
  })
}

/** Writes an internal comment, which only agents see; its author is the app. `richText` is HTML that says the same. */
export function addComment(
  caller: Caller,
  threadId: string,
  { text, richText }: { text: string; richText?: string },
  deadline: number,
): Promise<void> {
  return caller.effect({
    what: 'write an internal comment',
    method: 'POST',
    path: paths.threadMessages(threadId),
    body: { type: 'COMMENT', text, ...(richText === undefined ? {} : { richText }), attachments: [] },
    deadline,
  })
}

/** The newest entries of a thread, newest first: messages, comments, assignments, changes of status. */
export async function newestEntries(caller: Caller, threadId: string, deadline: number): Promise<unknown[]> {
  const { results } = await caller.call(
    {
      what: "read the thread's messages",
      method: 'GET',
      path: paths.threadMessages(threadId),
      query: { sort: '-createdAt', limit: 50 },
      deadline,
    },
    page(z.unknown()),
  )
  return results
}

/** The messages among the entries of a thread, in the same order. */
export function messagesAmong(entries: readonly unknown[]): AgentMessage[] {
  return entries.flatMap((entry) => {
    const message = agentMessage.safeParse(entry)
    return message.success && (message.data.type ?? 'MESSAGE') === 'MESSAGE' ? [message.data] : []
  })
}

const content = z.lazy(() => z.object({ text: z.nullish(z.string()), richText: z.nullish(z.string()) }))

/** The text of a message before HubSpot shortened it for its webhooks and lists. */
export async function originalContent(
  caller: Caller,
  threadId: string,
  messageId: string,
  deadline: number,
): Promise<{ text: string; richText: string | undefined }> {
  const { text, richText } = await caller.call(
    { what: 'read the whole message', method: 'GET', path: paths.originalContent(threadId, messageId), deadline },
    content,
  )
  return { text: text ?? '', richText: richText ?? undefined }
}

const actor = z.lazy(() =>
  z.object({
    id: z.string(),
    type: z.optional(z.string()),
    name: z.nullish(z.string()),
    avatar: z.nullish(z.string()),
  }),
)
export type Actor = z.infer<typeof actor>

/** Who an actor ID (`A-` agent, `L-` AI agent, `I-` integration…) stands for. */
export function getActor(caller: Caller, actorId: string, deadline: number): Promise<Actor> {
  return caller.call({ what: 'look up the agent', method: 'GET', path: paths.actor(actorId), deadline }, actor)
}
