import { notices } from '../../sim/botpress/hitl-plugin/notices'
import type { DeskThread } from './desk'
import type { Guest } from './guests'
import { endOf, idsIn, openingOf, startOf } from './ids'
import { learnEvents } from './learn-events'
import type { SessionIds, Snapshot } from './snapshot'
import type { Traces } from './traces'

/** Tells `traces` what the ids on both sides stand for: persons, sessions, and the messages and events of either end. */
export function learnIds(traces: Traces, snapshot: Snapshot): void {
  for (const guest of snapshot.guests) {
    handoffs(traces, guest, snapshot)
    person(traces, guest, snapshot)
  }
  for (const ids of snapshot.sessions) session(traces, ids)
  learnEvents(traces, snapshot)
  for (const thread of snapshot.threads) thingsOf(traces, thread)
}

/** What the end user reads first of a session belongs to its opening. */
function handoffs(traces: Traces, { user }: Guest, { sessions }: Snapshot): void {
  const lines = user.transcript.filter(({ from, payload }) => from === 'system' && payload.text === notices.handoff)
  for (const [index, { id, at }] of lines.entries()) {
    const next = lines[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const opened = sessions.find(
      ({ endUserId, createdAt }) => endUserId === user.id && createdAt >= at && createdAt < next,
    )
    if (opened) traces.learn(id, { user: user.id, session: opened.conversationId, trace: opened.conversationId })
  }
}

function person(traces: Traces, { user, person: { address, contact } }: Guest, { created }: Snapshot): void {
  for (const id of [user.id, user.conversationId, address, contact?.phone]) {
    if (id !== undefined) traces.learn(id, { user: user.id })
  }
  for (const line of user.transcript) {
    const message = created.get(line.downstreamId ?? '')
    const trace = message?.replyId ?? line.id
    const about = { user: user.id, session: message?.conversationId, trace }
    // A notice gets its name with what it came of, some a moment later.
    if (line.from !== 'system') traces.learn(line.id, about)
    if (line.downstreamId !== undefined) traces.learn(line.downstreamId, about)
    // A text may well quote somebody else's address; only the addresses of files are the message's own.
    for (const [name, value] of Object.entries(line.payload)) {
      if (!name.endsWith('Url') || typeof value !== 'string') continue
      for (const id of idsIn(value)) if (id.startsWith('file_')) traces.learn(id, about)
    }
  }
}

function session(traces: Traces, { conversationId, endUserId: user, tags }: SessionIds): void {
  const { ref, threadId, contactId, userId } = tags
  for (const id of [contactId, userId]) if (id !== undefined) traces.learn(id, { user })
  const about = { user, session: conversationId }
  for (const id of [conversationId, ref, threadId]) {
    if (id !== undefined) traces.learn(id, about)
  }
  const opening = { ...about, trace: conversationId }
  traces.learn(startOf(conversationId), opening)
  traces.learn(endOf(conversationId), { ...about, trace: endOf(conversationId) })
  if (ref !== undefined) traces.learn(openingOf(ref), opening)
}

function thingsOf(traces: Traces, { session, names, entries }: DeskThread): void {
  const whose = { user: session?.endUserId, session: session?.conversationId }
  for (const name of names) traces.learn(name, whose)
  for (const { view, names, carries } of entries) {
    const trace = traces.traceOf(view.id) ?? traces.traceOf(carries ?? '') ?? view.id
    const about = { ...whose, trace }
    for (const name of [view.id, ...names]) traces.learn(name, about)
  }
}
