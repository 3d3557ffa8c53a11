import * as z from 'zod/mini'
import type { Caller } from './caller'
import { SalesIqError } from './errors'
import { pathsOf } from './paths'
import { optionalFlag, optionalId, optionalText, optionalTime } from './values'

/** Whoever is in charge of a chat. */
const person = z.lazy(() =>
  z.catch(
    z.optional(
      z.object({
        id: optionalId,
        name: optionalText,
        /** `operator` or `bot`, in webhooks. */
        type: optionalText,
        is_bot: optionalFlag,
      }),
    ),
    undefined,
  ),
)

const chatStatus = z.lazy(() =>
  z.catch(z.optional(z.object({ state_key: optionalText, status_key: optionalText })), undefined),
)

/** A conversation as webhooks and the operator API show it, read tolerantly: nearly anything may be missing. */
export const shownChat = z.lazy(() =>
  z.object({
    id: optionalId,
    conversation_id: optionalId,
    visitor_conversation_id: optionalId,
    app_id: optionalId,
    status: optionalText,
    chat_status: chatStatus,
    ended_by: optionalText,
    start_time: optionalTime,
    opened_time: optionalTime,
    end_time: optionalTime,
    missed_time: optionalTime,
    attended_time: optionalTime,
    owner: person,
    attender: person,
    question: optionalText,
    customer_info: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  }),
)

export type ShownChat = z.infer<typeof shownChat>

/** Who is in charge; a bot of SalesIQ's is nobody. */
export function agentOf({ owner, attender }: ShownChat): { id: string; name: string | undefined } | undefined {
  const who = owner?.id === undefined ? attender : owner
  if (who?.id === undefined || who.is_bot === true || who.type?.toLowerCase() === 'bot') return undefined
  return { id: who.id, name: who.name }
}

/** Waiting for an agent, with one, or over: because nobody came, or in another way. */
export type ChatState = 'waiting' | 'connected' | 'missed' | 'ended'

/** What of several fields says it is taken; what says nothing counts as going on. */
export function stateOf({ chat_status, status, end_time, missed_time }: ShownChat): ChatState {
  const words = [chat_status?.state_key, status].map((word) => word?.toLowerCase())
  // One that was missed can be picked up later, and one that ended be opened again: the state itself knows.
  if (words[0] === 'connected' || words[0] === 'waiting') return words[0]
  if (words.some((word) => word === 'missed') || (missed_time !== undefined && end_time === undefined)) return 'missed'
  const isClosed = chat_status?.status_key?.toLowerCase() === 'closed' || words.includes('end')
  if (isClosed || end_time !== undefined) return 'ended'
  return words.includes('waiting') ? 'waiting' : 'connected'
}

/** The IDs of a chat among others: the digits, and the long one, as far as they are said. */
export function idsOf(chat: ShownChat): { chatId: string | undefined; chatKey: string | undefined } {
  const named = [chat.conversation_id, chat.id]
  return {
    chatId: named.find((one) => one !== undefined && isChatId(one)),
    chatKey: [chat.visitor_conversation_id, ...named].find((one) => one !== undefined && !isChatId(one)),
  }
}

/** Whether an ID is one of those that webhooks name chats by; the long ones are hexadecimal. */
export const isChatId = (text: string): boolean => /^\d{1,25}$/.test(text)

const one = z.lazy(() => z.object({ data: shownChat }))
const many = z.lazy(() => z.object({ data: z.catch(z.array(z.unknown()), []) }))

/** A chat as it is now; undefined when SalesIQ has none of that ID. */
export async function readChat(caller: Caller, chatId: string, deadline: number): Promise<ShownChat | undefined> {
  try {
    const path = pathsOf(caller.screenName).chat(chatId)
    return (await caller.call({ what: 'show the chat', method: 'GET', path, deadline }, one)).data
  } catch (error) {
    if (error instanceof SalesIqError && error.outcome === 'gone') return undefined
    throw error
  }
}

/**
 * The newest chats of a department that began after a time (epoch ms by SalesIQ's clock). Without a department SalesIQ lists
 * those of the caller's, and a client has none.
 */
export async function recentChats(
  caller: Caller,
  { appId, departmentId, from }: { appId: string; departmentId: string; from: number },
  deadline: number,
): Promise<ShownChat[]> {
  const query = { app_id: appId, department_id: departmentId, from_time: from, limit: 99 }
  const path = pathsOf(caller.screenName).chats
  const { data } = await caller.call({ what: 'list the chats', method: 'GET', path, query, deadline }, many)
  return data.flatMap((chat) => shownChat.safeParse(chat).data ?? [])
}

/** Closes a chat as its visitor. Its verb is not documented. */
export function closeAsVisitor(caller: Caller, chatKey: string, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).closeAsVisitor(chatKey)
  return caller.effect({ what: 'close the chat', method: 'PUT', path, repeatable: true, deadline })
}

/** Closes a chat as an operator. */
export function closeChat(caller: Caller, chatId: string, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).close(chatId)
  return caller.effect({ what: 'close the chat', method: 'PUT', path, repeatable: true, deadline })
}

/** Writes a note that operators see, and the visitor does not. */
export function addNote(caller: Caller, chatId: string, text: string, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).notes(chatId)
  return caller.effect({
    what: 'write a note for the agents',
    method: 'POST',
    path,
    body: { notes: text },
    sent: [text],
    deadline,
  })
}
