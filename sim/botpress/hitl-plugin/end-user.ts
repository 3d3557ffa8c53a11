import { newId, type Tags } from '../records'
import { type Escalation, escalate } from './escalate'
import { isCloseCommand, notices, supportedTypes } from './notices'
import { sendDownstream } from './relay'
import {
  type Dropped,
  type EndUserState,
  type Person,
  type PluginState,
  type Seen,
  type Session,
  show,
  showNotice,
} from './state'
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
  /**
   * Somebody else speaks up in the same conversation, as in a group, or the same person signed in anew: with the same
   * options it is the same one.
   */
  otherSays(other: EndUserOptions, said: Said): Promise<void>
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
  const user: EndUserState = {
    ...personFrom(options),
    conversationId: newId('conv'),
    others: [],
    transcript: [],
    listeners: new Set(),
    sessions: [],
    timesContinued: 0,
  }
  state.endUsers.set(user.id, user)
  return {
    id: user.id,
    conversationId: user.conversationId,
    name: options.name,
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
    say: (said) => state.world.dispatcher.track(say(state, user, user, message(said))),
    otherSays: (other, said) => state.world.dispatcher.track(say(state, user, otherIn(user, other), message(said))),
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

function personFrom({ name, email, tags, pictureUrl }: EndUserOptions): Person {
  return {
    id: newId('user'),
    ...(name === undefined ? {} : { name }),
    ...(pictureUrl === undefined ? {} : { pictureUrl }),
    tags: { ...tags, ...(email === undefined ? {} : { email }) },
  }
}

function otherIn(user: EndUserState, options: EndUserOptions): Person {
  const known = user.others.find(({ name, tags }) => name === options.name && tags.email === options.email)
  if (known) return known
  const other = personFrom(options)
  user.others.push(other)
  return other
}

async function say(
  state: PluginState,
  user: EndUserState,
  speaker: Person,
  said: Exclude<Said, string>,
): Promise<void> {
  const { type, payload } = said
  const seen = show(state, user, { from: 'user', userId: speaker.id, type, payload })
  const session = user.sessions.at(-1)
  if (!session?.active || session.isAborted) return
  if (!supportedTypes.has(type)) {
    showNotice(state, user, notices.unsupportedFromUser)
    return
  }
  const userId = speaker.tags.downstream
  if (userId === undefined) {
    session.isAborted = true
    showNotice(state, user, notices.notConnected)
    return
  }
  if (isCloseCommand(session.configuration, payload.text)) {
    await endByUser(state, session)
    return
  }
  await sendDownstream(state, session, { type, payload, userId, upstream: seen })
}
