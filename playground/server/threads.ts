import type { Thread, ThreadEntry } from '../protocol'
import type { DeskEntry } from './desk'
import type { Fate, Fates } from './fates'
import type { Snapshot } from './snapshot'
import type { Traces } from './traces'

/** What agents see, and what became of it. */
export function threadViews({ threads }: Snapshot, traces: Traces, fates: Fates): Thread[] {
  return threads
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ view, createdAt, session, isTest, entries }) => ({
      ...view,
      // The user's messages bear the time at which they were written, also those that came late.
      entries: entries.map((entry) => entryView(entry, traces, isTest ? undefined : fates)).sort((a, b) => a.at - b.at),
      latestAt: Math.max(createdAt, ...entries.map((entry) => entry.view.at)),
      ...(session === undefined ? {} : { userId: session.endUserId }),
    }))
    .sort((a, b) => b.latestAt - a.latestAt)
}

/** @param fates undefined where nobody is to see it. */
function entryView({ view }: DeskEntry, traces: Traces, fates: Fates | undefined): ThreadEntry {
  const trace = traces.traceOf(view.id) ?? view.id
  if (view.type !== 'message' || view.direction === 'incoming' || fates === undefined) return { ...view, trace }
  return { ...view, trace, seen: seenBy(fates.toUser.get(view.id)) }
}

const seen = { arrived: 'yes', underWay: 'not yet', reported: 'reported', lost: 'never' } as const

const seenBy = (fate: Fate | undefined) => (fate === undefined ? 'not yet' : seen[fate.is])
