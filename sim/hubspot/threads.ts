import { emitAppEvent } from './events'
import type { Author, ThreadMessage } from './message-model'
import type { Thread } from './model'
import { iso, newMessageId, portalOf, type World } from './world'

/** What happened at `at` (epoch ms, default now), by whom. */
export type Change = { by: Author; at?: number }

/** How HubSpot names the origin of a change in app events; the live values are not documented. */
const changeSource = (by: { client: Author['client'] }): string =>
  by.client.clientType === 'INTEGRATION' ? 'INTEGRATION' : by.client.clientType === 'SYSTEM' ? 'AUTOMATION' : 'CRM_UI'

export const systemAuthor: Author = { actorId: 'S-hubspot', client: { clientType: 'SYSTEM' } }

/** Sets the status, notes it in the thread and tells the apps; nothing when it is that already. */
export function setStatus(
  world: World,
  thread: Thread,
  status: Thread['status'],
  { by, at = world.now() }: Change,
): void {
  if (thread.status === status) return
  thread.status = status
  thread.closedAt = status === 'CLOSED' ? at : undefined
  thread.messages.push({ ...note(thread, by, at), type: 'THREAD_STATUS_CHANGE', newStatus: status })
  property(world, thread, 'status', status, by, at)
}

/** Assigns the thread to an actor, or to nobody; nothing when it is so already. */
export function setAssignee(
  world: World,
  thread: Thread,
  actorId: string | undefined,
  { by, at = world.now() }: Change,
): void {
  if (thread.assignedTo === actorId) return
  const from = thread.assignedTo
  thread.assignedTo = actorId
  thread.messages.push({
    ...note(thread, by, at),
    type: 'ASSIGNMENT',
    ...(actorId === undefined ? {} : { assignedTo: actorId }),
    ...(from === undefined ? {} : { assignedFrom: from }),
  })
  const bare = world.settings.assignedToFormat === 'bare'
  property(world, thread, 'assignedTo', bare ? (actorId ?? '').replace(/^A-/, '') : (actorId ?? ''), by, at)
}

/** Deletes softly: the thread is archived and can be restored. */
export function archiveThread(world: World, thread: Thread, { by, at = world.now() }: Change): void {
  if (thread.archived) return
  thread.archived = true
  emitAppEvent(world, thread, {
    subscriptionType: 'conversation.deletion',
    changeSource: changeSource(by),
    changeFlag: 'DELETED',
    occurredAt: at,
  })
}

export function restoreThread(world: World, thread: Thread, { by, at = world.now() }: Change): void {
  if (!thread.archived) return
  thread.archived = false
  // HubSpot sends isArchived on restoring only, and always as FALSE.
  property(world, thread, 'isArchived', 'FALSE', by, at)
}

/** Removes the thread for good. */
export function purgeThread(world: World, thread: Thread, { by, at = world.now() }: Change): void {
  world.threads.delete(thread.id)
  portalOf(world, thread).threads.delete(thread.id)
  for (const message of thread.messages) world.channelMessages.delete(message.id)
  emitAppEvent(world, thread, {
    subscriptionType: 'conversation.privacyDeletion',
    changeSource: changeSource(by),
    changeFlag: 'DELETED',
    occurredAt: at,
  })
}

/** Adds what somebody wrote and tells the apps, without its text as HubSpot does. */
export function addMessage(
  world: World,
  thread: Thread,
  message: Extract<ThreadMessage, { type: 'MESSAGE' | 'COMMENT' }>,
  options: { silent?: boolean } = {},
): void {
  thread.messages.push(message)
  const at = Date.parse(message.createdAt)
  if (message.type === 'MESSAGE') {
    world.channelMessages.set(message.id, { thread, message })
    if (message.direction === 'INCOMING') thread.latestReceivedAt = Math.max(thread.latestReceivedAt ?? 0, at)
    else thread.latestSentAt = Math.max(thread.latestSentAt ?? 0, at)
  }
  if (options.silent) return
  emitAppEvent(world, thread, {
    subscriptionType: 'conversation.newMessage',
    changeSource: changeSource(message),
    changeFlag: 'NEW_MESSAGE',
    // The end user's time stamp is the sender's; HubSpot learns of the message now.
    occurredAt: message.type === 'MESSAGE' && message.direction === 'INCOMING' ? world.now() : at,
    messageId: message.id,
    messageType: message.type,
  })
}

function property(
  world: World,
  thread: Thread,
  propertyName: 'assignedTo' | 'status' | 'isArchived',
  propertyValue: string,
  by: Author,
  occurredAt: number,
): void {
  emitAppEvent(world, thread, {
    subscriptionType: 'conversation.propertyChange',
    changeSource: changeSource(by),
    propertyName,
    propertyValue,
    occurredAt,
  })
}

function note(thread: Thread, by: Author, at: number) {
  return {
    id: newMessageId(),
    conversationsThreadId: thread.id,
    createdAt: iso(at),
    createdBy: by.actorId,
    client: by.client,
    senders: [{ actorId: by.actorId }],
    recipients: [],
    archived: false,
  }
}
