import type { ChannelMessage } from '../../sim/hubspot'
import type { Balance, Tally } from '../protocol'
import type { Snapshot } from './snapshot'
import type { Traces } from './traces'

/** What became of something that was said. */
export type Fate = { is: 'arrived' | 'underWay' | 'reported'; doubled: number }

/** By trace: of what end users said to agents, and of what agents said. */
export type Fates = { toAgent: Map<string, Fate>; toUser: Map<string, Fate> }

/** Compares what both ends said with what both ends see. Bot and system speak to nobody else's end. */
export function fatesOf(snapshot: Snapshot, traces: Traces): Fates {
  return { toAgent: towardsAgent(snapshot, traces), toUser: towardsUser(snapshot) }
}

/** One line arrives as one message, or as two where HubSpot refused its length: those differ in what they say. */
function towardsAgent({ guests, threads, failures }: Snapshot, traces: Traces): Map<string, Fate> {
  const arrivals = new Map<string, string[]>()
  for (const message of threads.flatMap(({ entries }) => entries)) {
    if (message.type !== 'MESSAGE' || message.direction !== 'INCOMING') continue
    const trace = traces.traceOf(message.id) ?? message.id
    arrivals.set(trace, [...(arrivals.get(trace) ?? []), contentOf(message)])
  }
  const failed = new Set(failures.map(({ messageId }) => messageId))
  const said = guests.flatMap(({ user }) => user.transcript.filter(({ from }) => from === 'user'))
  return new Map(
    said.flatMap(({ id, downstreamId }) => {
      // Without one it was said to the bot.
      if (downstreamId === undefined) return []
      const arrived = arrivals.get(id) ?? []
      const is = arrived.length > 0 ? 'arrived' : failed.has(downstreamId) ? 'reported' : 'underWay'
      return [[id, { is, doubled: arrived.length - new Set(arrived).size }]]
    }),
  )
}

function contentOf({ text, attachments }: ChannelMessage): string {
  return JSON.stringify([text, attachments.map(({ name, fileUsageType }) => [name, fileUsageType])])
}

/** A reply arrives when all of its parts do: its text, and each of its files. */
function towardsUser({ guests, threads, created }: Snapshot): Map<string, Fate> {
  const arrivals = new Map<string, (string | undefined)[]>()
  for (const line of guests.flatMap(({ user }) => user.transcript)) {
    const tags = created.get(line.downstreamId ?? '')?.tags
    if (line.from !== 'agent' || tags?.hubspotMessageId === undefined) continue
    arrivals.set(tags.hubspotMessageId, [...(arrivals.get(tags.hubspotMessageId) ?? []), tags.part])
  }
  const said = threads.flatMap(({ entries }) =>
    entries.filter((entry) => entry.type === 'MESSAGE' && entry.direction === 'OUTGOING'),
  )
  return new Map(
    said.flatMap((message) => {
      if (message.type !== 'MESSAGE') return []
      const lines = arrivals.get(message.id) ?? []
      const parts = new Set(lines)
      const expected = Math.max(1, (message.text.trim() === '' ? 0 : 1) + message.attachments.length)
      const isReported = message.status.statusType === 'FAILED'
      const is = parts.size >= expected ? 'arrived' : isReported ? 'reported' : 'underWay'
      return [[message.id, { is, doubled: lines.length - parts.size }]]
    }),
  )
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
