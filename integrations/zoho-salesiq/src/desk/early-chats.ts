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

/** When the openings began that are under way in this process (epoch ms), by installation. */
const underWay = new Map<string, number[]>()

/** Runs what opens a chat, which others can see meanwhile. */
export async function whileOpening<T>({ key }: { key: string }, action: () => Promise<T>): Promise<T> {
  const began = Date.now()
  underWay.set(key, [...(underWay.get(key) ?? []), began])
  try {
    return await action()
  } finally {
    const others = [...(underWay.get(key) ?? [])]
    others.splice(others.indexOf(began), 1)
    if (others.length > 0) underWay.set(key, others)
    else underWay.delete(key)
  }
}

/** Since when this process has been opening a chat of which it does not know the ID yet; epoch ms. */
export function openingSince({ key }: { key: string }): number | undefined {
  const all = underWay.get(key)
  return all === undefined ? undefined : Math.min(...all)
}
