import type { Balance, Tally } from '../protocol'
import type { Evidence } from './evidence'

/** What became of something that was said. */
export type Fate = { is: 'arrived' | 'underWay' | 'reported'; doubled: number }

/** By trace: of what end users said to agents, and of what agents said. */
export type Fates = { toAgent: Map<string, Fate>; toUser: Map<string, Fate> }

/** Compares what both ends said with what both ends see. */
export function fatesOf(evidence: Evidence): Fates {
  return { toAgent: towardsAgent(evidence), toUser: towardsUser(evidence) }
}

/** One line arrives as one message, or as two where HubSpot refused its length: those differ in what they say. */
function towardsAgent({ said, published, failed }: Evidence): Map<string, Fate> {
  const arrivals = grouped(published.map(({ trace, content }) => [trace, content]))
  return new Map(
    said.map(({ trace, messageId }) => {
      const arrived = arrivals.get(trace) ?? []
      const is = arrived.length > 0 ? 'arrived' : failed.has(messageId) ? 'reported' : 'underWay'
      return [trace, { is, doubled: arrived.length - new Set(arrived).size }]
    }),
  )
}

/** A reply arrives when all of its parts do: its text, and each of its files. */
function towardsUser({ replies, heard }: Evidence): Map<string, Fate> {
  const arrivals = grouped(heard.map(({ trace, part }) => [trace, part]))
  return new Map(
    replies.map(({ trace, parts, hasFailed }) => {
      const lines = arrivals.get(trace) ?? []
      const distinct = new Set(lines).size
      const is = distinct >= parts ? 'arrived' : hasFailed ? 'reported' : 'underWay'
      return [trace, { is, doubled: lines.length - distinct }]
    }),
  )
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

export function tallyOf({ toAgent, toUser }: Fates): Tally {
  return { toAgent: balance([...toAgent.values()]), toUser: balance([...toUser.values()]) }
}

function balance(fates: readonly Fate[]): Balance {
  const count = (is: Fate['is']) => fates.filter((fate) => fate.is === is).length
  return {
    said: fates.length,
    arrived: count('arrived'),
    underWay: count('underWay'),
    reported: count('reported'),
    doubled: fates.reduce((sum, { doubled }) => sum + doubled, 0),
  }
}
