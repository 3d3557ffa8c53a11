import { IntegrationCallError } from '../dispatch'
import { newId, type Payload, type Tags } from '../records'
import type { Site, World } from '../world'

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
  /** True while the integration is being told that it is over. */
  isStopping: boolean
  humanAgentId?: string
  humanAgentName?: string
  endReason?:
    | 'patient-used-termination-command'
    | 'close-action-called'
    | 'agent-assignment-timeout'
    | 'agent-closed-ticket'
}

/** Something the integration created that nobody will ever see. */
export type Dropped = {
  /** Epoch ms. */
  at: number
  kind: 'message' | 'event'
  type: string
  payload: Payload
  conversationId: string
  reason: 'inactive'
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

export type EndUserState = {
  id: string
  conversationId: string
  name?: string
  pictureUrl?: string
  tags: Tags
  transcript: Seen[]
  listeners: Set<(seen: Seen) => void>
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
  /** By the agent's Botpress user. */
  faces: Map<string, Face>
  failures: DeliveryFailure[]
  /** Ids of the messages that the integration is being handed. */
  underWay: Set<string>
  repeats: number
  activationDelayMs: number
  messageDelayMs: number
}

/** Adds to what the end user sees. */
export function show(state: PluginState, user: EndUserState, what: Omit<Seen, 'id' | 'at'>): Seen {
  const seen: Seen = { id: newId('msg'), at: state.world.now(), ...what }
  user.transcript.push(seen)
  for (const listener of user.listeners) listener(seen)
  return seen
}

/** @param about see `Seen`. */
export function showNotice(state: PluginState, user: EndUserState, text: string, about?: string): void {
  show(state, user, { from: 'system', type: 'text', payload: { text }, ...(about === undefined ? {} : { about }) })
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
