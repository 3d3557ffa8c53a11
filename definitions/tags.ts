import type { TagDefinition } from '@botpress/sdk'
import { selfTestTags, sessionMessageTags, sessionTags, sessionUserTags } from '../core/definitions'

type Tags = Record<string, Required<TagDefinition>>

/** Tags on the Botpress users that stand for end users and for agents. */
export const userTags = {
  ...sessionUserTags,
  contactId: { title: 'HubSpot contact', description: "ID of the end user's contact in HubSpot." },
  contactPortal: { title: 'HubSpot account of the contact', description: 'HubSpot account that the contact is in.' },
  contactIdentity: { title: 'Identity of the contact', description: 'The identity the contact was found by.' },
  contactAt: {
    title: 'Contact as of',
    description: 'When the contact was found, in epoch milliseconds; after a day it is looked for again.',
  },
} as const satisfies Tags

/** Tags on the conversation that is one HITL session, or a self-test. */
export const conversationTags = {
  ...sessionTags,
  ...selfTestTags,
  inboxId: { title: 'Inbox', description: 'Inbox or help desk that the session went to.' },
  senderName: { title: 'Sender name', description: "Name of the end user on the messages in the agent's inbox." },
  senderType: { title: 'Sender type', description: 'Kind of delivery identifier that the end user has in HubSpot.' },
  senderValue: { title: 'Sender', description: "The end user's delivery identifier in HubSpot." },
  contactId: { title: 'HubSpot contact', description: 'Contact that the thread belongs to.' },
  identity: {
    title: 'Identity',
    description:
      'E-mail address or phone number that the contact is known by; not where contacts are never looked for.',
  },
  interactionKey: {
    title: 'Interaction',
    description: 'Fingerprint of a conversation that the bot gave to the interaction log; on no session.',
  },
  ticketTried: {
    title: 'Ticket tried',
    description: "Set once the ticket of the thread may have been given the card's fields.",
  },
  loggedAs: { title: 'Logged as', description: "ID of the note or call on the contact's timeline." },
} as const satisfies Tags

/** Tags on the messages of a session. */
export const messageTags = sessionMessageTags
