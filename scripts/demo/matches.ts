import type { Seen } from '../../sim/botpress'

/** Recognises one entry of a transcript. */
export type Match<T> = (entry: T) => boolean

/** Whether a text has all of these in it. */
export const has = (text: unknown, parts: readonly string[]) =>
  typeof text === 'string' && parts.every((part) => text.includes(part))

/** A text in the web chat. */
export const says =
  (from: Seen['from'], ...parts: string[]): Match<Seen> =>
  (seen) =>
    seen.from === from && has(seen.payload.text, parts)

/** The notice that an agent joined. */
export const joined = says('system', 'A human agent has joined')
