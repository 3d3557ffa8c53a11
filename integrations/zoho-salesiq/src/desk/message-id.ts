import { createHash } from 'node:crypto'
import QuickLRU from 'quick-lru'

/**
 * SalesIQ names an agent's message by the millisecond it was written in, which those of several chats may share, and now and
 * then two of one chat. So the chat's ID stands before it; of two in one chat the first keeps that name, and a further one
 * bears its words' fingerprint as well. Words alone would not do: agents can change them later, and a transcript shows them as
 * they are by then.
 */

/** The fingerprint of the message that is called by its time alone; by installation, chat and time. */
const first = new QuickLRU<string, string>({ maxSize: 20_000 })

type Where = { key: string; chatId: string }

/** What a message is told by from another of the same moment. */
export const wordsOf = (senderId: string, text: string, files: readonly { name: string | undefined }[]): string =>
  [senderId, text, ...files.map(({ name = '' }) => name)].join('\n')

/**
 * The name of a message that was just written.
 *
 * @param time SalesIQ's `msgid`.
 * @param words of it, and whose.
 */
export function messageId({ key, chatId }: Where, time: string, words: string): string {
  const place = `${key}:${chatId}:${time}`
  const hash = fingerprint(words)
  const known = first.get(place)
  if (known === undefined) first.set(place, hash)
  const name = `${chatId}-${time}`
  return known === undefined || known === hash ? name : `${name}-${hash}`
}

/** The names of messages of a transcript, in its order from the oldest on. */
export function messageIds({ key, chatId }: Where, messages: readonly { time: string; words: string }[]): string[] {
  return messages.map(({ time, words }, at) => {
    const same = messages.flatMap((message, other) => (message.time === time ? other : []))
    const name = `${chatId}-${time}`
    if (same.length < 2) return name
    const known = first.get(`${key}:${chatId}:${time}`)
    const isFirst = known === undefined ? same[0] === at : known === fingerprint(words)
    return isFirst ? name : `${name}-${fingerprint(words)}`
  })
}

const fingerprint = (words: string) =>
  createHash('sha256').update(words.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 12)
