import * as z from 'zod/mini'
import type { Caller } from './caller'
import { SalesIqError } from './errors'
import { pathsOf } from './paths'
import { id, optionalId, optionalTime } from './values'

/** A message of the time before the chat, as SalesIQ shows it; `time` is epoch ms. */
export type PastEntry = { sender_type: 'visitor' | 'bot'; sender_name: string; text: string; time: number }

/** What opens a chat (Visitor API, open a conversation). */
export type NewChat = {
  appId: string
  departmentId: string
  /** The heading of the chat, and the visitor's first message. */
  question: string
  /** Seconds until it counts as missed; undefined for what the brand is set to. */
  waitTime: number | undefined
  /** What operators see beside the chat. */
  customInfo: Readonly<Record<string, string>>
  pastMessages: readonly PastEntry[]
  /** `userId` is ours. */
  visitor: { userId: string; name: string; email?: string | undefined; phone?: string | undefined }
}

/** A chat as it was opened. */
export type OpenedChat = {
  /** Digits: what webhooks and most calls name it by. An older sample of Zoho's has none. */
  chatId: string | undefined
  /** The long ID, by which a visitor closes it. */
  chatKey: string
  /** Epoch ms by SalesIQ's clock. */
  startedAt: number | undefined
}

const answer = z.lazy(() => z.object({ data: z.object({ id, conversation_id: optionalId, start_time: optionalTime }) }))

/**
 * Opens a chat. Nothing recognises a repeated one: what was sent twice is two chats, so it is repeated only where SalesIQ
 * surely did nothing.
 *
 * @throws {SalesIqError} `unclear` when the chat may be there.
 */
export async function openChat(caller: Caller, chat: NewChat, deadline: number): Promise<OpenedChat> {
  const { visitor, customInfo, pastMessages } = chat
  const { data } = await caller.call(
    {
      what: 'open the chat',
      method: 'POST',
      path: pathsOf(caller.screenName).openChat,
      body: {
        app_id: chat.appId,
        department_id: chat.departmentId,
        question: chat.question,
        ...(chat.waitTime === undefined ? {} : { custom_wait_time: chat.waitTime }),
        customer_info: customInfo,
        ...(pastMessages.length === 0 ? {} : { past_messages: pastMessages }),
        visitor: {
          user_id: visitor.userId,
          name: visitor.name,
          ...(visitor.email === undefined ? {} : { email: visitor.email }),
          ...(visitor.phone === undefined ? {} : { phone: visitor.phone }),
          platform: 'Botpress',
        },
      },
      sent: [
        ...[chat.question, visitor.name, visitor.email ?? '', visitor.phone ?? '', ...Object.values(customInfo)],
        ...pastMessages.flatMap(({ text, sender_name }) => [text, sender_name]),
      ],
      deadline,
    },
    answer,
  )
  return { chatId: data.conversation_id, chatKey: data.id, startedAt: data.start_time }
}

/**
 * Asks whether the token may open chats, by a request that says too little to open one: SalesIQ tells what it lacks, or
 * that it is not allowed.
 *
 * @throws {SalesIqError} with code 1009 where it is not; whatever else keeps SalesIQ from saying.
 */
export async function mayOpenChats(caller: Caller, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).openChat
  try {
    await caller.effect({ what: 'say whether chats can be opened', method: 'POST', path, body: {}, deadline })
  } catch (error) {
    const isOfContent = error instanceof SalesIqError && [1007, 1011, 1015, 1031].includes(error.code ?? 0)
    if (!isOfContent) throw error
  }
}
