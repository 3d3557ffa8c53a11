import * as z from 'zod'
import type { BotEvent, Message } from '../records'
import { findUser } from '../world'
import { assignAgent, faceOf, shownAs } from './agent'
import { supportedTypes, textOf } from './notices'
import { noticeDownstream } from './relay'
import {
  continueFlow,
  type Dropped,
  endUserOf,
  type PluginState,
  type Session,
  setInactive,
  show,
  showNotice,
} from './state'
import type { Steps } from './steps'

type Outcome = Pick<BotEvent, 'status' | 'failureReason'>

const aboutConversation = z.object({ conversationId: z.string() })
const assigned = z.object({ conversationId: z.string(), userId: z.string() })

/**
 * What the plugin does with a message the integration created: show it to the end user, or lose it, also when anything
 * on the way fails. Each is handled by itself: two that come together may both find that nobody is assigned.
 */
export function* receiveMessage(state: PluginState, message: Message): Steps<void> {
  const { type, conversationId } = message
  const about = { kind: 'message', type, payload: message.payload, conversationId } as const
  const session = state.sessions.get(conversationId)
  // The conversation with its tags, and whether it is active.
  yield 1
  const isUnassigned = session?.humanAgentId === undefined
  yield 1
  if (!session?.active) return drop(state, { ...about, reason: 'inactive' })
  // The author, the end user's conversation, the configuration.
  yield 3
  if (!supportedTypes.has(type)) {
    noticeDownstream(state, session, textOf(session.configuration, 'onIncompatibleMsgTypeMessage'))
    return
  }
  try {
    yield* relay(state, session, message, isUnassigned)
  } catch {
    // Botpress notes that the hook failed, and the message goes nowhere.
    drop(state, { ...about, reason: 'failed' })
  }
}

function* relay(state: PluginState, session: Session, message: Message, isUnassigned: boolean): Steps<void> {
  const author = findUser(state.world, state.site, message.userId)
  if (!author) throw new Error(`User ${message.userId} does not exist`)
  const shownId = session.configuration.useHumanAgentInfo === false ? undefined : shownAs(state, author)
  yield 1
  if (isUnassigned) yield* assignAgent(state, session, author, message.id)
  const face = shownId === undefined ? {} : faceOf(state, shownId)
  const { userId: _, ...payload } = message.payload
  show(state, endUserOf(state, session), {
    downstreamId: message.id,
    from: 'agent',
    ...(shownId === undefined ? {} : { userId: shownId }),
    ...(face.name === undefined ? {} : { agentName: face.name }),
    ...(face.pictureUrl === undefined ? {} : { agentPicture: face.pictureUrl }),
    type: message.type,
    payload,
  })
}

/**
 * What the plugin does with an event the integration created. Its own two go by the conversation in the payload; of
 * others, the one that the event itself names comes first.
 */
export function* receiveEvent(state: PluginState, event: BotEvent): Steps<Outcome> {
  const named = aboutConversation.safeParse(event.payload).data?.conversationId
  const isOwn = event.type === 'hitlAssigned' || event.type === 'hitlStopped'
  const about = isOwn ? named : (event.conversationId ?? named)
  if (about === undefined) return processed
  const session = state.sessions.get(about)
  yield 2
  if (!session?.active) {
    if (!isOwn) return processed
    drop(state, {
      kind: 'event',
      type: event.type,
      payload: event.payload,
      conversationId: about,
      reason: 'inactive',
    })
    return ignored
  }
  if (event.type === 'hitlAssigned') return yield* agentAssigned(state, session, event)
  if (event.type === 'hitlStopped') return yield* agentClosed(state, session, event)
  // Anything else about an active session is kept from the bot.
  return ignored
}

function* agentAssigned(state: PluginState, session: Session, event: BotEvent): Steps<Outcome> {
  try {
    yield 1
    const { userId } = assigned.parse(event.payload)
    const agent = findUser(state.world, state.site, userId)
    if (!agent) throw new Error(`User ${userId} does not exist`)
    yield* assignAgent(state, session, agent, event.id)
    return processed
  } catch (error) {
    return { status: 'failed', failureReason: error instanceof Error ? error.message : String(error) }
  }
}

/** The integration is not asked to stop what it stopped itself. */
function* agentClosed(state: PluginState, session: Session, event: BotEvent): Steps<Outcome> {
  yield 2
  showNotice(state, endUserOf(state, session), textOf(session.configuration, 'onHitlStoppedMessage'), event.id)
  setInactive(state, session, 'agent-closed-ticket')
  yield 1
  continueFlow(state, session)
  return processed
}

const processed = { status: 'processed', failureReason: null } as const
const ignored = { status: 'ignored', failureReason: null } as const

function drop(state: PluginState, what: Omit<Dropped, 'at'>): void {
  const list = state.dropped.get(what.conversationId) ?? []
  state.dropped.set(what.conversationId, list)
  list.push({ at: state.world.now(), ...what })
}
