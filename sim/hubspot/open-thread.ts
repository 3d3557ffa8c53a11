import { findType } from './crm/find'
import { defaultWay, link } from './crm/links'
import { createRecord } from './crm/write'
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
    ticketId: portal.inboxes.get(start.inboxId)?.type === 'HELP_DESK' ? makeTicket(world, portal, start) : undefined,
    ticketHiddenFor: world.settings.ticketHiddenForLooks,
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

/** A help desk makes a ticket of each thread; the contact's, if there is one. */
function makeTicket(world: World, { crm, contacts }: Portal, { visitorId }: NewThread): string {
  const type = findType(crm, 'tickets')
  const [pipeline] = type.pipelines
  const values = {
    subject: 'New conversation',
    ...(pipeline?.stages[0] && { hs_pipeline: pipeline.id, hs_pipeline_stage: pipeline.stages[0].id }),
  }
  const ticket = createRecord({ world, crm, scopes: undefined }, type, { values })
  const contact = contacts.get(visitorId)
  const contactType = findType(crm, 'contacts')
  const way = defaultWay(crm, type, contactType)
  if (contact && way) link(crm, { type, id: ticket.id }, { type: contactType, id: contact.id }, [way])
  return ticket.id
}
