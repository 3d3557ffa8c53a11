import type { TagDefinition } from '@botpress/sdk'
import { selfTestTags, sessionMessageTags, sessionTags, sessionUserTags } from '../../../core/definitions'

type Tags = Record<string, Required<TagDefinition>>

/** Tags on the Botpress users that stand for end users and for agents. */
export const userTags = { ...sessionUserTags } as const satisfies Tags

/** Tags on the conversation that is one HITL session, or a self-test. */
export const conversationTags = {
  ...sessionTags,
  ...selfTestTags,
  chatKey: { title: 'Chat key', description: 'The long ID that SalesIQ knows the chat by on the side of visitors.' },
  notes: { title: 'Notes', description: 'Fingerprints of the notes that agents were given, the latest last.' },
  opening: { title: 'Opening', description: 'yes while it is not noted which chat the session has.' },
  startedAt: { title: 'Started at', description: "When the chat started, by SalesIQ's clock, in epoch milliseconds." },
} as const satisfies Tags

/** Tags on the messages of a session. */
export const messageTags = { ...sessionMessageTags } as const satisfies Tags
