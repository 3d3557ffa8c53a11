import type { Balance, Tally } from '../protocol'
import type { Evidence } from './evidence'

/**
 * What became of something that was said. It is lost when the one it was meant for does not have it, nobody was told so,
 * and nothing is under way for it any more.
 */
export type Fate = {
  is: 'arrived' | 'underWay' | 'reported' | 'lost'
  /** Arrivals beyond the first. */
  doubled: number
  /** Whether somebody has it for whom it was not meant. */
  isAstray: boolean
}

/** By trace: of what end users said to agents, and of what agents said. */
export type Fates = { toAgent: Map<string, Fate>; toUser: Map<string, Fate> }

/** Compares what both ends said with what both ends see. */
export function fatesOf(evidence: Evidence): Fates {
  return { toAgent: towardsAgent(evidence), toUser: towardsUser(evidence) }
}

/** One line arrives as one message, or as two where the desk refused its length: those differ in what they say. */
function towardsAgent({ said, published, failed, underWay }: Evidence): Map<string, Fate> {
  const arrivals = byTrace(published)
  return new Map(
    said.map(({ trace, messageId, sessionId }) => {
      const { own, isAstray } = ownOf(arrivals.get(trace), (arrival) => arrival.sessionId === sessionId)
      const what = { arrived: own.length > 0, underWay: underWay.has(messageId), reported: failed.has(messageId) }
      const distinct = new Set(own.map(({ content }) => content)).size
      return [trace, { is: fate(what), doubled: own.length - distinct, isAstray }]
    }),
  )
}

/** A reply arrives when all of its parts do: its text, and each of its files. */
function towardsUser({ replies, heard, underWay }: Evidence): Map<string, Fate> {
  const arrivals = byTrace(heard)
  return new Map(
    replies.map(({ trace, parts, hasFailed, userId }) => {
      const { own, isAstray } = ownOf(arrivals.get(trace), (arrival) => arrival.userId === userId)
      const distinct = new Set(own.map(({ part }) => part)).size
      // What the desk shows as failed may be tried again, and then is shown as sent.
      const what = { arrived: distinct >= parts, reported: hasFailed, underWay: underWay.has(trace) }
      return [trace, { is: fate(what), doubled: own.length - distinct, isAstray }]
    }),
  )
}

function byTrace<T extends { trace: string }>(arrivals: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const arrival of arrivals) {
    const group = groups.get(arrival.trace)
    if (group) group.push(arrival)
    else groups.set(arrival.trace, [arrival])
  }
  return groups
}

/** Parts the arrivals at the one it was meant for from those elsewhere. */
function ownOf<T>(all: readonly T[] = [], isOwn: (arrival: T) => boolean): { own: T[]; isAstray: boolean } {
  const own = all.filter(isOwn)
  return { own, isAstray: own.length < all.length }
}

/** The first that holds. */
function fate(what: Partial<Record<Exclude<Fate['is'], 'lost'>, boolean>>): Fate['is'] {
  if (what.arrived) return 'arrived'
  if (what.reported) return 'reported'
  return what.underWay ? 'underWay' : 'lost'
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
    lost: count('lost'),
    doubled: fates.reduce((sum, { doubled }) => sum + doubled, 0),
    astray: fates.filter(({ isAstray }) => isAstray).length,
  }
}
