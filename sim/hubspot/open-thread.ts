import { emitAppEvent } from './events'
import type { Portal, Thread } from './model'
import type { World } from './world'

/** Where a new thread is, and whose. */
export type NewThread = Pick<
  Thread,
  'inboxId' | 'channelId' | 'accountId' | 'integrationThreadIds' | 'visitorId' | 'endUser'
>

/** Makes a thread, with nothing in it yet, and tells the apps; `changeSource` as HubSpot names where it comes from. */
export function openThread(world: World, portal: Portal, start: NewThread, changeSource: string): Thread {
  const thread: Thread = {
    ...start,
    id: world.nextThreadId(),
    portalId: portal.portalId,
    status: 'OPEN',
    assignedTo: undefined,
    ticketId: portal.inboxes.get(start.inboxId)?.type === 'HELP_DESK' ? world.nextId() : undefined,
    archived: false,
    createdAt: world.now(),
    hiddenUntil: world.clock() + world.settings.newThreadHiddenForMs,
    closedAt: undefined,
    latestReceivedAt: undefined,
    latestSentAt: undefined,
    messages: [],
  }
  world.threads.set(thread.id, thread)
  portal.threads.set(thread.id, thread)
  emitAppEvent(world, thread, { subscriptionType: 'conversation.creation', changeSource, changeFlag: 'NEW' })
  return thread
}
