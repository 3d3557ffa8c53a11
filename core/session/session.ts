import type { Tags } from '../botpress'

/** A session: one Botpress conversation, one thread with an agent at a desk. All times are epoch ms. */
export type Session = {
  conversationId: string
  /** Whether it is a self-test: it has a thread, and nobody on the bot's side (see `self-test/`). */
  isTest: boolean
  createdAt: number
  /** When anything about the conversation changed last. */
  updatedAt: number
  /** Our own name for it, a UUID. */
  ref: string
  /** The desk's name for the thread; undefined until it was opened. */
  threadId: string | undefined
  /** The account at the desk that it is in. */
  account: string
  /** The Botpress user that stands for the end user. */
  userId: string
  /** Undefined until the thread was opened. */
  openedAt: number | undefined
  /** When opening the thread failed in a way that leaves it unclear whether it exists. */
  failedAt: number | undefined
  /** Who is in charge, and since when by the desk's clock; `agent` is the desk's ID, undefined when nobody is. */
  assignment: { agent: string | undefined; at: number }
  /** The agent the end user was told of last. */
  announced: Announced | undefined
  end: End | undefined
  plugin: PluginTraces
  /** When it was first noted that the hitl plugin has taken the session up. */
  takenUpAt: number | undefined
  /** Whether agents were told that the session is over although the thread was opened again. */
  reopenNoted: boolean
  /** Whether it is still to be found out what happened to the thread while it was being opened. */
  owesCatchUp: boolean
  /** Whether the agent is still to be given the history, which is in the conversation's state `history`. */
  owesHistory: boolean
  /** Names of what the card asks for that is still to be done; see `Desk.errands`. */
  owesErrands: readonly string[]
  /** Whether the desk still has something to do now that the session has ended: see `Desk.ended`. */
  owesAfterEnd: boolean
  /** A reply that takes its time, behind which later ones wait. */
  replying: Replying | undefined
  /** Random ID of the process that wrote to the session last. */
  servedBy: string | undefined
  /** All tags of the conversation, for what the desk keeps there of its own. */
  tags: Tags
}

/**
 * What the hitl plugin's own tags on the conversation tell. No document promises that an integration sees them: where they
 * are hidden, nothing here is ever true.
 */
export type PluginTraces = {
  /** It has bound the conversation to the end user's, and listens within a moment. */
  isTakenUp: boolean
  /** It has told the end user of an agent, once at least. */
  hasAgent: boolean
  /** It has stopped to listen. */
  hasStopped: boolean
  /** Whether that was because the end user left. */
  isLeft: boolean
}

/** `writtenAt` is the desk's time, `until` ours (epoch ms); `parts` is how many messages the reply makes. */
export type Replying = { messageId: string; writtenAt: number; until: number; parts: number }

/**
 * `agent` is the desk's ID, `userId` the Botpress user that stands for them, once their name is on it, `name` that name, as
 * far as it is known. `supposedAt` (epoch ms) is there when we told nobody and only suppose it since then: the hitl plugin announces the author of the first reply by
 * itself, and this agent was writing it.
 */
export type Announced = {
  agent: string
  userId: string | undefined
  name?: string | undefined
  supposedAt: number | undefined
}

/**
 * How a session ended. At the desk: by an agent, because nobody came (`missed`) or wrote for long (`idle`), or since the
 * thread is gone (`deleted`); on the bot's side: by the end user or the bot.
 */
export const endReasons = ['agent', 'user', 'bot', 'missed', 'idle', 'deleted'] as const
export type EndReason = (typeof endReasons)[number]

/**
 * The end of a session, in epoch ms: when it happened (by the desk's clock where it ended there, so that it compares with
 * the times of replies), and from when on the hitl plugin hears no more. Those differ when it ended at the desk, since the
 * plugin has to be told.
 */
export type End = { at: number; stoppedAt: number; reason: EndReason }

/** Whether the bot's side ended it, so that the plugin knew and its time is ours. */
export const isOfBot = ({ reason }: End): boolean => reason === 'bot' || reason === 'user'

/** What may change about a session. */
export type SessionChanges = Partial<{
  threadId: string
  openedAt: number
  failedAt: number
  assignment: Session['assignment']
  announced: Announced
  end: End
  reopenNoted: boolean
  owesCatchUp: boolean
  owesHistory: boolean
  owesErrands: readonly string[]
  owesAfterEnd: boolean
  replying: Replying
  /** The desk's own tags. */
  own: Tags
}>

/** What a session starts with. */
export type NewSession = Pick<Session, 'ref' | 'account' | 'userId'> & {
  /** The desk's own tags. */
  own: Tags
  /** Fingerprint of the escalation: a repeated request with the same one gets the same session. */
  escalationKey: string
}

/** A thread by our name for it, or by the desk's. */
export type ThreadName = { name: 'ref' | 'threadId'; id: string }
