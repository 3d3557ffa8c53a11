import { type StateDefinition, type TagDefinition, z } from '@botpress/sdk'

/**
 * The tags and states that every hand-over needs, whatever the desk. Each integration spreads them into its definition,
 * beside its own. `session/tags.ts` says how they are read and written.
 */

type TagDefinitions = Record<string, Required<TagDefinition>>

/** Fields of the configuration that say in which words agents and end users are spoken to. */
export const textFields = {
  language: z
    .enum(['English', 'Spanish', 'French', 'German', 'Italian', 'Portuguese'])
    .title('Language')
    .describe(
      'Language of what agents and end users read from this integration, beside what people write. Default: English.',
    )
    .optional(),
  texts: z
    .string()
    .title('Texts')
    .describe(
      'Own words in the place of single texts: a JSON object of texts by their names, such as {"opening": "{name} needs help."}. docs/texts.md lists them all.',
    )
    .optional(),
}

/** Tags on the conversation that is one session. */
export const sessionTags = {
  ref: { title: 'Session reference', description: 'Our own name for the session, under which the desk knows it.' },
  threadId: { title: 'Thread', description: 'ID of the conversation with the agent at the desk.' },
  account: { title: 'Account', description: 'Account at the desk that the thread is in.' },
  userId: { title: 'End user', description: 'Botpress user that stands for the end user.' },
  escalationKey: { title: 'Escalation', description: 'Fingerprint of the escalation while the session is open.' },
  openedAt: { title: 'Opened at', description: 'When the thread was opened, in epoch milliseconds.' },
  failedAt: { title: 'Opening failed at', description: 'When it remained unclear whether the thread was opened.' },
  assignedAgent: { title: 'Assigned agent', description: 'ID of the agent in charge; empty when there is none.' },
  assignedAt: { title: 'Assigned at', description: 'When the assignment last changed, in epoch milliseconds.' },
  announcedAgent: { title: 'Announced agent', description: 'ID of the agent the end user was told of last.' },
  announcedUser: { title: 'Announced user', description: 'Botpress user that stands for that agent.' },
  announcedName: { title: 'Announced name', description: 'Name of that agent, for those who are handed over again.' },
  supposedAt: {
    title: 'Supposed at',
    description: 'Since when that agent is only supposed to have been announced, by a reply; in epoch milliseconds.',
  },
  endedAt: { title: 'Ended at', description: 'When the session ended, in epoch milliseconds.' },
  stoppedAt: {
    title: 'Stopped at',
    description: 'When Botpress was told of the end, or is to be, in epoch milliseconds.',
  },
  endReason: { title: 'End reason', description: 'How the session ended: agent, user, bot, missed, idle or deleted.' },
  owesCatchUp: {
    title: 'Beginning unknown',
    description: 'Set while it is not known what happened to the thread in the moment it was opened.',
  },
  owesHistory: {
    title: 'History owed',
    description: 'Set while the agent is still to be given what was said before.',
  },
  owesErrands: {
    title: 'Errands owed',
    description: 'Names of what the card asks for, in the open thread, that is still to be done.',
  },
  owesAfterEnd: {
    title: 'Owed after the end',
    description: 'Set while something is still to be done that belongs after the end of the session.',
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
} as const satisfies TagDefinitions

/**
 * Tags on the conversation of a self-test: it has a thread as a session does, and is none. Each thing that is heard of it
 * has tags of its own, so that they can come in any order.
 */
export const selfTestTags = {
  selfTest: { title: 'Self-test', description: 'Set where the conversation is a self-test and no session.' },
  testBy: { title: 'Test by', description: 'Who the self-test is by, as agents read it.' },
  testTakenAt: { title: 'Taken at', description: 'When the self-test heard who took it, in epoch milliseconds.' },
  testAgent: { title: 'Taken by', description: 'ID of the agent who took the self-test.' },
  testAgentName: { title: 'Taken by, name', description: 'Name of that agent, where the desk told it.' },
  testRepliedAt: { title: 'Replied at', description: 'When the self-test heard a reply, in epoch milliseconds.' },
  testClosedAt: { title: 'Closed at', description: 'When the self-test heard of its closing, in epoch milliseconds.' },
  testClosedAs: { title: 'Closed as', description: 'How the self-test was closed, as the reasons of an end go.' },
} as const satisfies TagDefinitions

/** Tags on the messages of a session. */
export const sessionMessageTags = {
  messageId: { title: 'Message', description: 'ID of the message at the desk.' },
  dueAt: { title: 'Due at', description: 'When a reply that came too early is handed over, in epoch milliseconds.' },
  part: { title: 'Part', description: 'Names this message among those that one reply became.' },
  parts: { title: 'Parts', description: 'How many messages that reply became.' },
  noticed: { title: 'Noticed', description: 'Set when agents were given this notice of the bot.' },
} as const satisfies TagDefinitions

/** Tags on the Botpress users that stand for end users and for agents. */
export const sessionUserTags = {
  identity: {
    title: 'Identity',
    description:
      'What an end user is found by: the e-mail address or phone number given at the escalation, else something random.',
  },
  since: {
    title: 'Known since',
    description: 'When this end user was handed over first, in epoch milliseconds.',
  },
  profileAt: {
    title: 'Profile as of',
    description: 'When name and picture of the agent were looked up, in epoch milliseconds.',
  },
  agent: { title: 'Agent', description: 'Account at the desk and ID of the agent this user stands for.' },
} as const satisfies TagDefinitions

/** The form of every lock. */
export const lockSchema = z.object({
  holder: z.string().title('Holder').describe('Random ID of the handler that holds the lock.'),
  until: z.number().title('Until').describe('When the lock may be taken over, in epoch milliseconds.'),
})

/** What the integration's own pages need. */
export const pageStates = {
  pageKey: {
    type: 'integration',
    schema: z.object({
      key: z.string().title('Key').describe('Random key that the links to the pages are signed with.'),
      of: z.string().title('Of').describe('SHA-256 of the client secret it was made for; empty before there was one.'),
    }),
  },
} as const satisfies Record<string, StateDefinition>

/** States of a session's conversation. */
export const coreStates = {
  lock: { type: 'conversation', schema: lockSchema },
  afterEndLock: { type: 'conversation', schema: lockSchema },
  selfTestLock: { type: 'conversation', schema: lockSchema },
  errandsLock: { type: 'conversation', schema: lockSchema },
  history: {
    type: 'conversation',
    schema: z.object({
      text: z.string().title('Text').describe('What was said before, kept until the agent was given it.'),
      html: z.string().title('HTML').describe('The same as HTML, for a desk that takes it.').optional(),
    }),
  },
  errands: {
    type: 'conversation',
    schema: z.object({
      wanted: z.record(z.unknown()).title('Wanted').describe('What the card asks for, kept until it is done.'),
    }),
  },
} as const satisfies Record<string, StateDefinition>

const shard = {
  type: 'integration',
  schema: z.object({
    entries: z
      .record(
        z.object({
          until: z.number().title('Until').describe('When the entry ends, in epoch milliseconds.'),
          value: z.unknown().title('Value').describe('What is kept.'),
        }),
      )
      .title('Entries')
      .describe('What is kept, by kind and hashed key.'),
  }),
} as const satisfies StateDefinition
const shardLock = { type: 'integration', schema: lockSchema } as const satisfies StateDefinition

/** The states that `platform/keyed-state.ts` spreads entries over, and a lock for each. */
export const keyedStates = {
  keyed0: shard,
  keyed1: shard,
  keyed2: shard,
  keyed3: shard,
  keyed4: shard,
  keyed5: shard,
  keyed6: shard,
  keyed7: shard,
  keyed8: shard,
  keyed9: shard,
  keyed10: shard,
  keyed11: shard,
  keyed12: shard,
  keyed13: shard,
  keyed14: shard,
  keyed15: shard,
  keyedLock0: shardLock,
  keyedLock1: shardLock,
  keyedLock2: shardLock,
  keyedLock3: shardLock,
  keyedLock4: shardLock,
  keyedLock5: shardLock,
  keyedLock6: shardLock,
  keyedLock7: shardLock,
  keyedLock8: shardLock,
  keyedLock9: shardLock,
  keyedLock10: shardLock,
  keyedLock11: shardLock,
  keyedLock12: shardLock,
  keyedLock13: shardLock,
  keyedLock14: shardLock,
  keyedLock15: shardLock,
} as const satisfies Record<string, StateDefinition>

/** The states that `platform/keyed-state.ts` spreads those entries over that never end; the locks above are theirs, too. */
export const lastingStates: Readonly<Record<`lasting${number}`, typeof shard>> = Object.fromEntries(
  Array.from({ length: Object.keys(keyedStates).length / 2 }, (_, at) => [`lasting${at}`, shard]),
)

/**
 * Locks that `platform/turn.ts` spreads keys over: two things that share one by chance wait for each other, so there are
 * more of them than of what is changed in no time.
 */
export const turnStates: Readonly<Record<`turn${number}`, typeof shardLock>> = Object.fromEntries(
  Array.from({ length: 32 }, (_, at) => [`turn${at}`, shardLock]),
)
