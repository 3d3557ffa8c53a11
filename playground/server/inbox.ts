import type { ThreadMessage, ThreadView } from '../../sim/hubspot'
import { agents } from '../../sim/hubspot-stage'
import type { Contact, Thread, ThreadEntry } from '../protocol'
import type { Fate, Fates } from './fates'
import type { Snapshot } from './snapshot'
import type { Traces } from './traces'

/** @param fileUrl where a file of HubSpot's is shown to agents, by its id and name. */
export function threadViews(
  snapshot: Snapshot,
  traces: Traces,
  fates: Fates,
  fileUrl: (fileId: string, name: string) => string,
): Thread[] {
  const users = new Map(snapshot.sessions.map(({ endUserId, tags }) => [tags.threadId, endUserId]))
  return snapshot.threads
    .filter(({ thread }) => !thread.archived)
    .map(({ thread, entries }) => {
      const userId = users.get(thread.id)
      return {
        id: thread.id,
        inboxId: thread.inboxId,
        status: thread.status,
        ...(thread.assignedTo === undefined ? {} : { assignedTo: agentId(thread.assignedTo) }),
        contact: contactOf(thread, snapshot),
        // The user's messages bear the time at which they were written, also those that came late.
        entries: entries.map((entry) => entryView(entry, traces, fates, fileUrl)).sort((a, b) => a.at - b.at),
        latestAt: Math.max(thread.createdAt, ...entries.map(({ createdAt }) => Date.parse(createdAt))),
        ...(userId === undefined ? {} : { userId }),
      }
    })
    .sort((a, b) => b.latestAt - a.latestAt)
}

function contactOf(thread: ThreadView, { contacts }: Snapshot): Contact {
  const contact = contacts.get(thread.visitorId)
  const called = thread.endUser.name ?? 'Visitor'
  if (contact === undefined) return { name: called }
  const { firstname, lastname, email, phone, company } = contact.properties
  const name = [firstname, lastname].filter((part) => part !== undefined && part !== '').join(' ')
  return {
    id: contact.id,
    name: name === '' ? called : name,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(company === undefined ? {} : { company }),
  }
}

function entryView(
  entry: ThreadMessage,
  traces: Traces,
  fates: Fates,
  fileUrl: (fileId: string, name: string) => string,
): ThreadEntry {
  const trace = traces.traceOf(entry.id) ?? entry.id
  const common = { id: entry.id, at: Date.parse(entry.createdAt), trace }
  const by = nameOf(entry.createdBy)
  switch (entry.type) {
    case 'ASSIGNMENT':
      return { ...common, type: 'assignment', by, ...(entry.assignedTo ? { to: nameOf(entry.assignedTo) } : {}) }
    case 'THREAD_STATUS_CHANGE':
      return { ...common, type: 'status', status: entry.newStatus, by }
    case 'COMMENT':
      return { ...common, type: 'comment', author: by, text: entry.text, html: entry.richText }
    case 'MESSAGE': {
      const isIncoming = entry.direction === 'INCOMING'
      const { statusType, failureDetails } = entry.status
      return {
        ...common,
        type: 'message',
        direction: isIncoming ? 'incoming' : 'outgoing',
        sender: isIncoming ? (entry.senders[0]?.name ?? 'Visitor') : by,
        text: entry.text,
        ...(entry.richText === undefined ? {} : { html: entry.richText }),
        files: filesOf(entry.attachments, fileUrl),
        ...(statusType === 'FAILED' ? { failure: failureDetails?.errorMessage ?? 'Not delivered.' } : {}),
        ...(isIncoming ? {} : { seen: seenBy(fates.toUser.get(entry.id)) }),
      }
    }
  }
}

function seenBy(fate: Fate | undefined): 'yes' | 'not yet' | 'never' {
  if (fate?.is === 'arrived') return 'yes'
  return fate?.is === 'lost' ? 'never' : 'not yet'
}

function filesOf(attachments: readonly Record<string, unknown>[], fileUrl: (fileId: string, name: string) => string) {
  return attachments.flatMap(({ type, fileId, name, fileUsageType }) => {
    if (type !== 'FILE' || typeof fileId !== 'string') return []
    const called = typeof name === 'string' ? name : 'File'
    return [{ name: called, url: fileUrl(fileId, called), isImage: fileUsageType === 'IMAGE' }]
  })
}

/** `A-501` is the agent 501. */
const agentId = (actorId: string) => actorId.replace(/^A-/, '')

function nameOf(actorId: string): string {
  const agent = Object.values(agents).find(({ userId }) => userId === agentId(actorId))
  if (agent) return agent.name
  return actorId.startsWith('S-') ? 'HubSpot' : 'Botpress'
}
