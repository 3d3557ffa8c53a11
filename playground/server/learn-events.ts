import * as z from 'zod'
import type { BotEvent } from '../../sim/botpress'
import { isOver } from '../desks'
import type { DeskEntry } from './desk'
import { deletionOf, endOf } from './ids'
import type { SessionIds, Snapshot } from './snapshot'
import type { About, Traces } from './traces'

const told = z.object({ conversationId: z.string().optional(), userId: z.string().optional() })

/**
 * Tells `traces` what the integration's events came of: an assignment or closing has one name at the desk, on the calls
 * that told of it, and in what the end user read about it.
 */
export function learnEvents(traces: Traces, snapshot: Snapshot): void {
  for (const session of snapshot.sessions) ends(traces, session, snapshot)
  for (const event of snapshot.events) causeOf(traces, event, snapshot)
  for (const { user } of snapshot.guests) {
    for (const { id, about = '' } of user.transcript) {
      const trace = traces.traceOf(endOf(about)) ?? traces.traceOf(about)
      if (about !== '' && trace !== undefined) traces.learn(id, { user: user.id, trace })
    }
  }
}

/** What the integration closed, it closed because the session was ended at the other side. */
function ends(traces: Traces, session: SessionIds, snapshot: Snapshot): void {
  const about = { user: session.endUserId, session: session.conversationId, trace: endOf(session.conversationId) }
  for (const entry of entriesOf(session, snapshot)) {
    if (isClosing(entry) && entry.isOurs) traces.learn(entry.view.id, about)
  }
}

/** What happened at the desk last before an event is what it tells of. */
function causeOf(traces: Traces, event: BotEvent, snapshot: Snapshot): void {
  const { conversationId = event.conversationId, userId } = told.safeParse(event.payload).data ?? {}
  const session = snapshot.sessions.find((it) => it.conversationId === conversationId)
  if (session === undefined) return
  const agent = snapshot.users.get(userId ?? '')?.tags.agent ?? ''
  const cause = entriesOf(session, snapshot)
    .filter(({ view }) => view.at <= Date.parse(event.createdAt))
    .findLast((entry) => (event.type === 'hitlAssigned' ? isAssignmentTo(entry, agent) : isClosing(entry)))
  const about: About = { user: session.endUserId, session: session.conversationId }
  const trace = cause === undefined ? event.id : (traces.traceOf(cause.view.id) ?? cause.view.id)
  traces.learn(event.id, { ...about, trace })
  const { threadId } = session.tags
  if (cause === undefined && threadId !== undefined) {
    traces.learn(deletionOf(threadId), { ...about, trace })
  }
}

function entriesOf({ conversationId }: SessionIds, { threads }: Snapshot): readonly DeskEntry[] {
  return threads.find(({ session }) => session?.conversationId === conversationId)?.entries ?? []
}

const isClosing = ({ view }: DeskEntry) => view.type === 'status' && isOver(view.status)

/** The tag of an agent's user names account and agent. */
const isAssignmentTo = ({ assignee }: DeskEntry, agent: string) => assignee !== undefined && agent.endsWith(assignee)
