import * as z from 'zod'
import type { BotEvent } from '../../sim/botpress'
import type { ThreadMessage } from '../../sim/hubspot'
import { deletionOf, endOf } from './ids'
import type { SessionIds, Snapshot } from './snapshot'
import type { About, Traces } from './traces'

const told = z.object({ conversationId: z.string().optional(), userId: z.string().optional() })

/**
 * Tells `traces` what the integration's events came of: an assignment or closing has one name in HubSpot, on the calls
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
    if (isClosing(entry) && entry.client.clientType === 'INTEGRATION') traces.learn(entry.id, about)
  }
}

/** What happened in HubSpot last before an event is what it tells of. */
function causeOf(traces: Traces, event: BotEvent, snapshot: Snapshot): void {
  const { conversationId = event.conversationId, userId } = told.safeParse(event.payload).data ?? {}
  const session = snapshot.sessions.find((it) => it.conversationId === conversationId)
  if (session === undefined) return
  const agent = snapshot.users.get(userId ?? '')?.tags.agent ?? ''
  const cause = entriesOf(session, snapshot)
    .filter(({ createdAt }) => createdAt <= event.createdAt)
    .findLast((entry) => (event.type === 'hitlAssigned' ? isAssignmentTo(entry, agent) : isClosing(entry)))
  const about: About = { user: session.endUserId, session: session.conversationId }
  const trace = cause === undefined ? event.id : (traces.traceOf(cause.id) ?? cause.id)
  traces.learn(event.id, { ...about, trace })
  const { threadId } = session.tags
  if (cause === undefined && threadId !== undefined) {
    traces.learn(deletionOf(threadId), { ...about, trace })
  }
}

function entriesOf({ tags }: SessionIds, { threads }: Snapshot): ThreadMessage[] {
  return threads.find(({ thread }) => thread.id === tags.threadId)?.entries ?? []
}

const isClosing = (entry: ThreadMessage) => entry.type === 'THREAD_STATUS_CHANGE' && entry.newStatus === 'CLOSED'

/** The tag of an agent's user names account and actor. */
const isAssignmentTo = (entry: ThreadMessage, agent: string) =>
  entry.type === 'ASSIGNMENT' && entry.assignedTo !== undefined && agent.endsWith(entry.assignedTo)
