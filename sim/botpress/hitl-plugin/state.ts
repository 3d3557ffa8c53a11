import { IntegrationCallError } from '../dispatch'
import { newId, type Payload, type Tags } from '../records'
import type { Site } from '../site'
import { setPluginTags, type World } from '../world'
import type { PluginConfiguration } from './notices'

/** What the end user saw or said. */
export type Seen = {
  /** Id of the message in the upstream conversation. */
  id: string
  /** Id of the message in the session's conversation: what the integration was handed, or created. */
  downstreamId?: string
  /** Of a notice: the event or message of the integration that it came of, or the conversation that was ended. */
  about?: string
  /** Epoch ms. */
  at: number
  /** `system` for the plugin's notices. */
  from: 'user' | 'bot' | 'agent' | 'system'
  /** Who said it: an end user, or the look-alike of an agent. */
  userId?: string
  /** The name and picture that webchat shows; absent where it shows the bot's. */
  agentName?: string
  agentPicture?: string
  type: string
  payload: Payload
}

/** One escalation that got as far as a downstream conversation. */
export type Session = {
  readonly downstreamConversationId: string
  readonly endUserId: string
  active: boolean
  /**
   * True when somebody whom the plugin does not know spoke up: nothing goes to the agent any more, who goes on to be
   * heard, and the integration was told nothing.
   */
  isAborted?: boolean
  /** True while the integration is being told that it is over. */
  isStopping: boolean
  /** As it was when the session began. */
  readonly configuration: PluginConfiguration
  humanAgentId?: string
  humanAgentName?: string
  endReason?: EndReason
}

export type EndReason =
  | 'patient-used-termination-command'
  | 'close-action-called'
  | 'agent-assignment-timeout'
  | 'agent-closed-ticket'
  | 'internal-error'

/** Something the integration created that nobody will ever see. */
export type Dropped = {
  /** Epoch ms. */
  at: number
  kind: 'message' | 'event'
  type: string
  payload: Payload
  conversationId: string
  /** `failed`: while the plugin was at it, an assignment for instance. */
  reason: 'inactive' | 'failed'
}

/** A call to the integration that failed, as the bot's owner finds it in the log. */
export type DeliveryFailure = {
  /** Epoch ms. */
  at: number
  operation: 'message_created' | 'createUser' | 'startHitl' | 'stopHitl'
  conversationId?: string
  endUserId: string
  /** Of the message in the session's conversation, where one was to be delivered. */
  messageId?: string
  /** Of what the end user had said, where it was that. */
  upstreamId?: string
  /** HTTP status; 0 when there was no answer or the call was never made. */
  status: number
  message: string
}

/** A user of the channel that the end user writes in. */
export type Person = { id: string; name?: string; pictureUrl?: string; tags: Tags }

export type EndUserState = Person & {
  conversationId: string
  transcript: Seen[]
  /** Other people who speak in the same conversation. */
  others: Person[]
  listeners: Set<(seen: Seen) => void>
  /** A tag of the conversation, which nothing takes away. */
  humanAgentId?: string
  sessions: Session[]
  timesContinued: number
}

/** How an agent looks in webchat: a copy of their Botpress user, taken when they were linked. */
export type Face = { name?: string; pictureUrl?: string }

export type PluginState = {
  world: World
  site: Site
  endUsers: Map<string, EndUserState>
  /** By downstream conversation. */
  sessions: Map<string, Session>
  /** By the conversation they were meant for. */
  dropped: Map<string, Dropped[]>
  /** By the id of the look-alike. */
  faces: Map<string, Face>
  failures: DeliveryFailure[]
  /** Ids of the messages that the integration is being handed. */
  underWay: Set<string>
  repeats: number
  assignmentsToFail: number
  settings: PluginSettings
}

/** How the plugin behaves; all of it may be changed at any time. */
export type PluginSettings = {
  /**
   * ms that each call of the plugin to Botpress takes; default 0: all it does about one message or event is one step.
   * Otherwise others come in between.
   */
  tripMs: number
  /** ms more between `startHitl` having returned and the session being active, spread over those calls; default 0. */
  activationDelayMs: number
  /** ms between a message for the integration having been created and its dispatch; default 0. */
  messageDelayMs: number
  /** Whether people are known by the alias of the integration (since 1.4) or by its name; default `alias`. */
  linksBy: 'alias' | 'name'
  /** For sessions that begin from now on; default all defaults. */
  configuration: PluginConfiguration
}

export const defaultSettings: PluginSettings = {
  tripMs: 0,
  activationDelayMs: 0,
  messageDelayMs: 0,
  linksBy: 'alias',
  configuration: {},
}

/** Adds to what the end user sees. */
export function show(state: PluginState, user: EndUserState, what: Omit<Seen, 'id' | 'at'>): Seen {
  const seen: Seen = { id: newId('msg'), at: state.world.now(), ...what }
  user.transcript.push(seen)
  for (const listener of user.listeners) listener(seen)
  return seen
}

/**
 * @param text undefined for no notice at all.
 * @param about see `Seen`.
 */
export function showNotice(state: PluginState, user: EndUserState, text: string | undefined, about?: string): void {
  if (text === undefined) return
  show(state, user, { from: 'system', type: 'text', payload: { text }, ...(about === undefined ? {} : { about }) })
}

/** Ends a session in the plugin's states and tags. */
export function setInactive({ world, site }: PluginState, session: Session, reason: EndReason): void {
  session.active = false
  session.endReason = reason
  setPluginTags(world, site, world.conversations, session.downstreamConversationId, { 'hitl#hitlEndReason': reason })
}

/** The bot's flow goes on by itself, unless it is configured to wait for the end user. */
export function continueFlow(state: PluginState, session: Session): void {
  if (session.configuration.flowOnHitlStopped !== false) endUserOf(state, session).timesContinued += 1
}

/** The end user of a session. Sessions are only made for end users that exist. */
export function endUserOf(state: PluginState, session: Session): EndUserState {
  const user = state.endUsers.get(session.endUserId)
  if (!user) throw new Error(`No end user ${session.endUserId}`)
  return user
}

export function recordFailure(
  state: PluginState,
  operation: DeliveryFailure['operation'],
  error: unknown,
  concerned: Pick<DeliveryFailure, 'endUserId' | 'conversationId' | 'messageId' | 'upstreamId'>,
): void {
  state.failures.push({
    at: state.world.now(),
    operation,
    ...concerned,
    status: error instanceof IntegrationCallError ? error.status : 0,
    message: error instanceof Error ? error.message : String(error),
  })
}
