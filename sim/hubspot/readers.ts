import type { Contact } from './contact-store'
import type { ThreadMessage } from './message-model'
import type { Channel, ChannelAccount, StoredFile, Thread } from './model'
import { mustGet, type World } from './world'

/** A thread without its messages. */
export type ThreadView = Omit<Thread, 'messages'>

/** Looks into the stand-in, for tests and pages. All are copies; all lists are oldest first. */
export type Readers = {
  contacts(portalId: number): Contact[]
  threads(portalId: number): ThreadView[]
  /** Throws for a thread that does not exist. */
  thread(threadId: string): ThreadView
  /** Messages, comments, assignments and status changes in the order in which HubSpot learnt of them. */
  messages(threadId: string): ThreadMessage[]
  files(portalId: number): StoredFile[]
  /** Channels of an app, also those not visible yet. */
  channels(appId: number): Channel[]
  /** Accounts of a portal, also archived ones. */
  accounts(portalId: number): ChannelAccount[]
}

export function createReaders(world: World): Readers {
  const portal = (id: number) => mustGet(world.portals, id, 'portal')
  const thread = (id: string) => mustGet(world.threads, id, 'thread')
  return {
    contacts: (portalId) => structuredClone(portal(portalId).contacts.all()),
    threads: (portalId) => [...portal(portalId).threads.values()].map(view),
    thread: (threadId) => view(thread(threadId)),
    messages: (threadId) => structuredClone(thread(threadId).messages),
    files: (portalId) => [...portal(portalId).files.values()].map((file) => ({ ...file })),
    channels: (appId) => structuredClone([...world.channels.values()].filter((channel) => channel.appId === appId)),
    accounts: (portalId) => structuredClone([...portal(portalId).accounts.values()]),
  }
}

function view({ messages: _messages, ...thread }: Thread): ThreadView {
  return structuredClone(thread)
}
