import { notices } from '../../sim/botpress/hitl-plugin/notices'
import type { ThreadMessage } from '../../sim/hubspot'
import type { Guest } from './guests'
import { changeOf, idsIn, openingOf, startOf } from './ids'
import type { SessionIds, Snapshot } from './snapshot'
import type { Traces } from './traces'

/** Tells `traces` what the ids on both sides stand for: persons, sessions, and the messages of either end. */
export function learnIds(traces: Traces, snapshot: Snapshot): void {
  for (const guest of snapshot.guests) {
    handoffs(traces, guest, snapshot)
    person(traces, guest, snapshot)
  }
  for (const ids of snapshot.sessions) session(traces, ids)
  const users = new Map(snapshot.sessions.map(({ endUserId, tags }) => [tags.hubspotThreadId, endUserId]))
  for (const { thread, entries } of snapshot.threads) {
    for (const entry of entries) entryOf(traces, entry, users.get(thread.id))
  }
}

/** What the end user reads first of a session belongs to its opening. */
function handoffs(traces: Traces, { user }: Guest, { sessions }: Snapshot): void {
  const lines = user.transcript.filter(({ from, payload }) => from === 'system' && payload.text === notices.handoff)
  for (const [index, { id, at }] of lines.entries()) {
    const next = lines[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const opened = sessions.find(
      ({ endUserId, createdAt }) => endUserId === user.id && createdAt >= at && createdAt < next,
    )
    if (opened) traces.learn(id, { user: user.id, trace: opened.conversationId })
  }
}

function person(traces: Traces, { user, person: { address, contact } }: Guest, { created }: Snapshot): void {
  const about = { user: user.id }
  for (const id of [user.id, user.conversationId, address, contact?.phone]) {
    if (id !== undefined) traces.learn(id, about)
  }
  for (const line of user.transcript) {
    const trace = created.get(line.downstreamId ?? '')?.tags.hubspotMessageId ?? line.id
    // A hand-over gets its name with its session, a moment later.
    if (line.from !== 'system') traces.learn(line.id, { ...about, trace })
    if (line.downstreamId !== undefined) traces.learn(line.downstreamId, { ...about, trace })
    // A text may well quote somebody else's address; only the addresses of files are the message's own.
    for (const [name, value] of Object.entries(line.payload)) {
      if (!name.endsWith('Url') || typeof value !== 'string') continue
      for (const id of idsIn(value)) if (id.startsWith('file_')) traces.learn(id, { ...about, trace })
    }
  }
}

function session(traces: Traces, { conversationId, endUserId: user, tags }: SessionIds): void {
  const { integrationThreadId, hubspotThreadId, contactId, userId } = tags
  for (const id of [conversationId, integrationThreadId, hubspotThreadId, contactId, userId]) {
    if (id !== undefined) traces.learn(id, { user })
  }
  const opening = { user, trace: conversationId }
  traces.learn(startOf(conversationId), opening)
  if (integrationThreadId !== undefined) traces.learn(openingOf(integrationThreadId), opening)
}

function entryOf(traces: Traces, entry: ThreadMessage, user: string | undefined): void {
  const trace = traces.traceOf(entry.id) ?? entry.id
  const about = { trace, user }
  traces.learn(entry.id, about)
  const at = Date.parse(entry.createdAt)
  const thread = entry.conversationsThreadId
  switch (entry.type) {
    case 'ASSIGNMENT':
      traces.learn(changeOf(thread, 'assignedTo', at), about)
      return
    case 'THREAD_STATUS_CHANGE':
      traces.learn(changeOf(thread, 'status', at), about)
      return
    default:
      for (const { fileId } of entry.attachments) if (typeof fileId === 'string') traces.learn(fileId, about)
  }
}
