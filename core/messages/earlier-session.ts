import type { Texts } from '../texts/languages'
import { type HistoryItem, isBotsOwn, isPluginLine, replyKey } from './history-item'

/** The latest session that an end user had with an agent, as far as its history can be told in one line. */
export type EarlierSession = {
  /** The line that tells of it: when, with whom, how it ended. */
  summary(texts: Texts): string
  /** What was said in it, oldest first, each by its `replyKey`. */
  said: readonly { key: string; by: 'agent' | 'user' }[]
}

/** A piece of a history: `from` the first item, `to` the one behind the last. */
export type Span = { from: number; to: number }

/**
 * Where the messages of an earlier session stand in a history. They are found by what they say, from an agent's latest reply
 * on in both directions; whatever in between is neither theirs nor a notice of the hitl plugin ends it. Undefined where
 * no reply of the session is there.
 */
export function findSession(history: readonly HistoryItem[], { said }: EarlierSession): Span | undefined {
  const keys = history.map((item) => replyKey(item))
  const replies = new Set(said.flatMap(({ key, by }) => (by === 'agent' ? key : [])))
  const anchor = history.findLastIndex(({ source }, at) => source.type === 'bot' && replies.has(keys[at] ?? ''))
  if (anchor < 0) return undefined
  const place = said.findLastIndex(({ key, by }) => by === 'agent' && key === keys[anchor])
  const from = follow(history, keys, anchor, said.slice(0, place).reverse(), -1)
  const to = follow(history, keys, anchor, said.slice(place + 1), 1) + 1
  return withNotices(history, { from, to })
}

/** As far as the items from one on are the session's, in their order. @returns the place of the last one that is. */
function follow(
  history: readonly HistoryItem[],
  keys: readonly (string | undefined)[],
  start: number,
  said: EarlierSession['said'],
  step: 1 | -1,
): number {
  let last = start
  let next = 0
  for (let at = start + step; at >= 0 && at < history.length; at += step) {
    const item = history[at]
    if (item === undefined) break
    const by = item.source.type === 'user' ? 'user' : 'agent'
    const found = said.findIndex((one, place) => place >= next && one.by === by && one.key === keys[at])
    if (found >= 0) {
      last = at
      next = found + 1
    } else if (!isPluginLine(item)) break
  }
  return last
}

/** What the hitl plugin says of a session stands around it; certain only where the bot's own words have another form. */
function withNotices(history: readonly HistoryItem[], { from, to }: Span): Span {
  if (!history.some(isBotsOwn)) return { from, to }
  const before = history.slice(0, from).findLastIndex((item) => !isPluginLine(item)) + 1
  const after = history.slice(to).findIndex((item) => !isPluginLine(item))
  return { from: before, to: after < 0 ? history.length : to + after }
}
