import { createHash } from 'node:crypto'
import QuickLRU from 'quick-lru'

/**
 * SalesIQ names an agent's message by the millisecond it was written in, which two messages may share. The first of them
 * keeps that name, and a further one bears its words' fingerprint as well. Words alone would not do: agents can change them
 * later, and a transcript shows them as they are by then.
 */

/** The fingerprint of the message that is called by its time alone; by installation, chat and time. */
const first = new QuickLRU<string, string>({ maxSize: 20_000 })

type Where = { key: string; chatId: string }

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
  return known === undefined || known === hash ? time : `${time}-${hash}`
}

/** The names of messages of a transcript, in its order from the oldest on. */
export function messageIds({ key, chatId }: Where, messages: readonly { time: string; words: string }[]): string[] {
  return messages.map(({ time, words }, at) => {
    const same = messages.flatMap((message, other) => (message.time === time ? other : []))
    if (same.length < 2) return time
    const known = first.get(`${key}:${chatId}:${time}`)
    const isFirst = known === undefined ? same[0] === at : known === fingerprint(words)
    return isFirst ? time : `${time}-${fingerprint(words)}`
  })
}

const fingerprint = (words: string) =>
  createHash('sha256').update(words.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 12)
