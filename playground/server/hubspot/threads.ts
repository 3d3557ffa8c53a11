import type { Contact as StoredContact, ThreadMessage, ThreadView } from '../../../sim/hubspot'
import { agents, type Stage } from '../../../sim/hubspot-stage'
import type { Contact } from '../../protocol'
import type { DeskEntry, DeskThread } from '../desk'
import { changeOf } from '../ids'
import type { SessionIds } from '../snapshot'

type FileUrl = (fileId: string, name: string) => string

/** @param fileUrl where a file of HubSpot's is shown to agents, by its id and name. */
export function threadsIn(
  { hubspot, portalId }: Pick<Stage, 'hubspot' | 'portalId'>,
  sessions: readonly SessionIds[],
  fileUrl: FileUrl,
): DeskThread[] {
  const contacts = new Map(hubspot.contacts(portalId).map((contact) => [contact.id, contact]))
  return hubspot.threads(portalId).map((thread) => ({
    view: {
      id: thread.id,
      inboxId: thread.inboxId,
      status: thread.status,
      ...(thread.assignedTo === undefined ? {} : { assignedTo: agentId(thread.assignedTo) }),
      contact: contactOf(thread, contacts.get(thread.visitorId)),
    },
    createdAt: thread.createdAt,
    isDeleted: thread.archived,
    session: sessions.find(
      ({ tags: { ref = '', threadId } }) => threadId === thread.id || thread.integrationThreadIds.includes(ref),
    ),
    names: [],
    entries: hubspot.messages(thread.id).map((entry) => entryOf(entry, fileUrl)),
  }))
}

function contactOf(thread: ThreadView, contact: StoredContact | undefined): Contact {
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

function entryOf(entry: ThreadMessage, fileUrl: FileUrl): DeskEntry {
  const at = Date.parse(entry.createdAt)
  const common = { id: entry.id, at }
  const by = nameOf(entry.createdBy)
  const isOurs = entry.client.clientType === 'INTEGRATION'
  switch (entry.type) {
    case 'ASSIGNMENT': {
      const { assignedTo } = entry
      return {
        view: { ...common, type: 'assignment', by, ...(assignedTo ? { to: nameOf(assignedTo) } : {}) },
        names: [changeOf(entry.conversationsThreadId, 'assignedTo', at)],
        assignee: assignedTo,
        isOurs,
      }
    }
    case 'THREAD_STATUS_CHANGE':
      return {
        view: { ...common, type: 'status', status: entry.newStatus, by },
        names: [changeOf(entry.conversationsThreadId, 'status', at)],
        isOurs,
      }
    case 'COMMENT': {
      const { text, richText: html } = entry
      return { view: { ...common, type: 'comment', author: by, text, html }, names: fileIdsOf(entry), isOurs }
    }
    case 'MESSAGE': {
      const isIncoming = entry.direction === 'INCOMING'
      const { statusType, failureDetails } = entry.status
      return {
        view: {
          ...common,
          type: 'message',
          direction: isIncoming ? 'incoming' : 'outgoing',
          sender: isIncoming ? (entry.senders[0]?.name ?? 'Visitor') : by,
          text: entry.text,
          ...(entry.richText === undefined ? {} : { html: entry.richText }),
          files: filesOf(entry.attachments, fileUrl),
          ...(statusType === 'FAILED' ? { failure: failureDetails?.errorMessage ?? 'Not delivered.' } : {}),
        },
        names: fileIdsOf(entry),
        // An image in the text may come as one more, or be all there is.
        parts: Math.max(1, (entry.text.trim() === '' ? 0 : 1) + entry.attachments.length),
        isOurs,
      }
    }
  }
}

const fileIdsOf = ({ attachments }: { attachments: readonly Record<string, unknown>[] }): string[] =>
  attachments.flatMap(({ fileId }) => (typeof fileId === 'string' ? [fileId] : []))

function filesOf(attachments: readonly Record<string, unknown>[], fileUrl: FileUrl) {
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
