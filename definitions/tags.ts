import type { TagDefinition } from '@botpress/sdk'

type Tags = Record<string, Required<TagDefinition>>

/** Tags on the Botpress users that stand for end users and for agents. */
export const userTags = {
  identity: {
    title: 'Identity',
    description:
      'What an end user is found by: the e-mail address or phone number given at the escalation, else something random.',
  },
  contactId: { title: 'HubSpot contact', description: "ID of the end user's contact in HubSpot." },
  contactPortal: { title: 'HubSpot account of the contact', description: 'HubSpot account that the contact is in.' },
  contactIdentity: { title: 'Identity of the contact', description: 'The identity the contact was found by.' },
  contactAt: {
    title: 'Contact as of',
    description: 'When the contact was found, in epoch milliseconds; after a day it is looked for again.',
  },
  profileAt: {
    title: 'Profile as of',
    description: 'When name and picture of the agent were looked up, in epoch milliseconds.',
  },
  agent: { title: 'HubSpot agent', description: 'HubSpot account and actor ID of the agent this user stands for.' },
} as const satisfies Tags

/** Tags on the conversation that is one HITL session. */
export const conversationTags = {
  integrationThreadId: { title: 'Session ID', description: 'The ID under which HubSpot knows this session.' },
  hubspotThreadId: { title: 'HubSpot thread', description: 'ID of the thread in HubSpot.' },
  portalId: { title: 'HubSpot account', description: 'HubSpot account (portal) that the thread is in.' },
  inboxId: { title: 'Inbox', description: 'Inbox or help desk that the session went to.' },
  userId: { title: 'End user', description: 'Botpress user that stands for the end user.' },
  senderName: { title: 'Sender name', description: "Name of the end user on the messages in the agent's inbox." },
  senderType: { title: 'Sender type', description: 'Kind of delivery identifier that the end user has in HubSpot.' },
  senderValue: { title: 'Sender', description: "The end user's delivery identifier in HubSpot." },
  contactId: { title: 'HubSpot contact', description: 'Contact that the thread belongs to.' },
  escalationKey: { title: 'Escalation', description: 'Fingerprint of the escalation while the session is open.' },
  openedAt: { title: 'Opened at', description: 'When the thread was opened, in epoch milliseconds.' },
  failedAt: { title: 'Opening failed at', description: 'When it remained unclear whether the thread was opened.' },
  assignedAgent: { title: 'Assigned agent', description: 'Actor ID of the agent in charge; empty when there is none.' },
  assignedAt: { title: 'Assigned at', description: 'When the assignment last changed, in epoch milliseconds.' },
  announcedAgent: { title: 'Announced agent', description: 'Actor ID of the agent the end user was told of last.' },
  supposedAt: {
    title: 'Supposed at',
    description: 'Since when that agent is only supposed to have been announced, by a reply; in epoch milliseconds.',
  },
  endedAt: { title: 'Ended at', description: 'When the session ended, in epoch milliseconds.' },
  stoppedAt: {
    title: 'Stopped at',
    description: 'When Botpress was told of the end, or is to be, in epoch milliseconds.',
  },
  endedBy: { title: 'Ended by', description: 'Who ended the session: agent or bot.' },
  owesCatchUp: {
    title: 'Beginning unknown',
    description: 'Set while it is not known what happened to the thread in the moment it was opened.',
  },
  owesHistory: {
    title: 'History owed',
    description: 'Set while the agent is still to be given what was said before.',
  },
  replying: {
    title: 'Reply under way',
    description: 'The reply that later ones wait for: when it was written, until when to wait, its parts, its ID.',
  },
  takenUpAt: {
    title: 'Taken up at',
    description: 'When it was noted that the bot works with the session, in epoch milliseconds.',
  },
  servedBy: { title: 'Served by', description: 'Random ID of the process that changed this session last.' },
  reopenNoted: { title: 'Reopening noted', description: 'Set when agents were told that the session is over.' },
} as const satisfies Tags

/** Tags on the messages of a session. */
export const messageTags = {
  hubspotMessageId: { title: 'HubSpot message', description: 'ID of the message in HubSpot.' },
  dueAt: { title: 'Due at', description: 'When a reply that came too early is handed over, in epoch milliseconds.' },
  part: { title: 'Part', description: 'Names this message among those that one HubSpot message became.' },
  parts: { title: 'Parts', description: 'How many messages that HubSpot message became.' },
  noticed: { title: 'Noticed', description: 'Set when agents were given this notice of the bot.' },
} as const satisfies Tags
