import type { DeskId, DeskName, ThreadStatus } from '../../desks'
import type { UserKind } from '../../protocol'

/** What things are called at a desk. */
export type DeskWords = {
  name: DeskName
  /** In full, for the switch between desks. */
  title: string
  /** What the tab of the browser is called. */
  document: string
  /** Of the agent's pane. */
  agentPane: string
  /** A conversation, and several of them. */
  thread: string
  threads: string
  /** Where they are. */
  inbox: string
  /** Of one that is nobody's. */
  unassigned: string
  /** What agents write among themselves, and the button that does it. */
  comment: string
  addComment: string
  /** What the desk knows of each kind of end user. */
  kinds: Record<UserKind, string>
  /** What the calls of a set-up are for. */
  setUp: string
  /** Who took or got a conversation. */
  assigned(by: string, to: string | undefined): string
}

export const deskWords: Record<DeskId, DeskWords> = {
  hubspot: {
    name: 'HubSpot',
    title: 'HubSpot',
    document: 'Playground: a chatbot conversation in a HubSpot inbox',
    agentPane: 'HubSpot agent',
    thread: 'thread',
    threads: 'Threads',
    inbox: 'inbox',
    unassigned: 'Unassigned',
    comment: 'Internal comment',
    addComment: 'Add comment',
    kinds: {
      known: 'HubSpot has a contact for the e-mail address.',
      email: 'New to HubSpot: a contact is made.',
      phone: 'New to HubSpot: a contact is made.',
      anonymous: 'No contact: HubSpot shows a visitor.',
    },
    setUp: 'Sign in, make the channel, connect the inboxes, remember all that',
    assigned: (by, to) => {
      if (to === undefined) return `${by} unassigned the thread`
      return to === by ? `${by} took the thread` : `${by} assigned the thread to ${to}`
    },
  },
  salesiq: {
    name: 'SalesIQ',
    title: 'Zoho SalesIQ',
    document: 'Playground: a chatbot conversation in Zoho SalesIQ',
    agentPane: 'SalesIQ agent',
    thread: 'chat',
    threads: 'Chats',
    inbox: 'department',
    unassigned: 'Nobody yet',
    comment: 'Note',
    addComment: 'Add note',
    kinds: {
      known: 'SalesIQ gets name and e-mail address.',
      email: 'SalesIQ gets name and e-mail address.',
      phone: 'SalesIQ gets name and phone number.',
      anonymous: 'SalesIQ gets no address: a visitor.',
    },
    setUp: 'Sign in, read the brand, make the webhook, remember all that',
    assigned: (by, to = 'nobody') => {
      if (by === 'SalesIQ') return `SalesIQ gave the chat to ${to}`
      return to === by ? `${by} picked up the chat` : `${by} transferred the chat to ${to}`
    },
  },
}

type StatusWords = {
  title: string
  tone: 'good' | 'warn' | 'bad' | undefined
  /** How it came to be so. */
  event(by: string): string
}

/** How conversations stand, in the order in which SalesIQ's are listed. */
export const statusWords: Record<ThreadStatus, StatusWords> = {
  OPEN: { title: 'Open', tone: 'good', event: (by) => `${by} opened the thread` },
  CLOSED: { title: 'Closed', tone: undefined, event: (by) => `${by} closed the thread` },
  WAITING: { title: 'Waiting', tone: 'warn', event: (by) => `${by} reopened the chat` },
  CONNECTED: { title: 'Connected', tone: 'good', event: (by) => `${by} reopened the chat` },
  MISSED: { title: 'Missed', tone: 'bad', event: () => 'Nobody picked up the chat' },
  ENDED: { title: 'Ended', tone: undefined, event: (by) => `${by} ended the chat` },
}
