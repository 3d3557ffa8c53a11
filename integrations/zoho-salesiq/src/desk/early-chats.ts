import QuickLRU from 'quick-lru'

/** The IDs of a chat; `chatKey` is the long one. */
export type ChatIds = { chatId: string; chatKey: string | undefined; startedAt: number | undefined }

/**
 * Chats that SalesIQ told of by a session's own reference, perhaps before it answered the call that opened them: by
 * installation and reference.
 */
const chats = new QuickLRU<string, ChatIds>({ maxSize: 1_000, maxAge: 600_000 })

/** Notes the chat of a session. */
export function noteEarlyChat({ key }: { key: string }, ref: string, ids: ChatIds): void {
  chats.set(`${key}:${ref}`, ids)
}

/** The chat of a session, where this process was told of it. */
export const earlyChat = ({ key }: { key: string }, ref: string): ChatIds | undefined => chats.get(`${key}:${ref}`)
