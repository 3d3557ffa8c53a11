import { newId, type Tags } from '../records'
import { type Escalation, escalate } from './escalate'
import { closeCommand, notices, supportedTypes } from './notices'
import { sendDownstream } from './relay'
import { type Dropped, type EndUserState, type PluginState, type Seen, type Session, show, showNotice } from './state'
import { endByUser, stopByBot, timeOutAssignment } from './stop'

/** A text, or a message of any type. */
export type Said = string | { type: string; payload: Record<string, unknown> }

/** An end user in webchat, with everything they saw and said. */
export type EndUser = {
  /** Id of the upstream user. */
  readonly id: string
  /** Id of the upstream conversation. */
  readonly conversationId: string
  readonly name: string | undefined
  /** In order, from the beginning of the conversation. */
  readonly transcript: readonly Readonly<Seen>[]
  /** The latest escalation; undefined before the first. */
  readonly session: Readonly<Session> | undefined
  readonly sessions: readonly Readonly<Session>[]
  /** What the integration created for this user's sessions while they were not active. */
  readonly dropped: readonly Dropped[]
  /** How often the bot's flow went on after a session. */
  readonly timesContinued: number
  /**
   * Says something: to the bot, or to the agent while a session is active (`/end` ends it). Resolves when the
   * integration has dealt with it; failures are in the plugin's `deliveryFailures`.
   */
  say(said: Said): Promise<void>
  /** The bot says something. */
  botSays(said: Said): void
  /** The bot reaches the "Escalate to Human" card. Throws what the integration's createUser or startHitl threw. */
  escalate(card: Escalation): Promise<void>
  /** The bot ends the session. Throws what the integration's stopHitl threw. */
  stopByBot(): Promise<void>
  /** The time for an agent to be assigned is over. */
  timeOutAssignment(): Promise<void>
  /** Calls `listener` with each further line of the transcript; returns the function that stops it. */
  subscribe(listener: (seen: Seen) => void): () => void
}

export type EndUserOptions = { name?: string; email?: string; tags?: Tags; pictureUrl?: string }

export function startConversation(state: PluginState, options: EndUserOptions): EndUser {
  const { name, email, tags, pictureUrl } = options
  const user: EndUserState = {
    id: newId('user'),
    conversationId: newId('conv'),
    ...(name === undefined ? {} : { name }),
    ...(pictureUrl === undefined ? {} : { pictureUrl }),
    tags: { ...tags, ...(email === undefined ? {} : { email }) },
    transcript: [],
    listeners: new Set(),
    sessions: [],
    timesContinued: 0,
  }
  state.endUsers.set(user.id, user)
  return {
    id: user.id,
    conversationId: user.conversationId,
    name,
    transcript: user.transcript,
    sessions: user.sessions,
    get session() {
      return user.sessions.at(-1)
    },
    get dropped() {
      return user.sessions.flatMap((session) => state.dropped.get(session.downstreamConversationId) ?? [])
    },
    get timesContinued() {
      return user.timesContinued
    },
    say: (said) => state.world.dispatcher.track(say(state, user, message(said))),
    botSays: (said) => {
      show(state, user, { from: 'bot', ...message(said) })
    },
    escalate: (card) => state.world.dispatcher.track(escalate(state, user, card)),
    stopByBot: () => state.world.dispatcher.track(stopByBot(state, user.sessions.at(-1))),
    timeOutAssignment: () => state.world.dispatcher.track(timeOutAssignment(state, user.sessions.at(-1))),
    subscribe: (listener) => {
      user.listeners.add(listener)
      return () => user.listeners.delete(listener)
    },
  }
}

function message(said: Said) {
  return typeof said === 'string' ? { type: 'text', payload: { text: said } } : said
}

async function say(state: PluginState, user: EndUserState, said: Exclude<Said, string>): Promise<void> {
  const { type, payload } = said
  const seen = show(state, user, { from: 'user', type, payload })
  const session = user.sessions.at(-1)
  if (!session?.active) return
  if (!supportedTypes.has(type)) {
    showNotice(state, user, notices.unsupportedFromUser)
    return
  }
  const { text } = payload
  if (typeof text === 'string' && text.trim().toLowerCase() === closeCommand) {
    await endByUser(state, session)
    return
  }
  const userId = user.tags.downstream
  await sendDownstream(state, session, {
    type,
    payload,
    ...(userId === undefined ? {} : { userId }),
    upstream: seen,
  })
}
