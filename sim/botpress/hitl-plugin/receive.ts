import * as z from 'zod'
import type { BotEvent, Message } from '../records'
import { findUser } from '../world'
import { assignAgent, faceOf } from './agent'
import { notices, supportedTypes } from './notices'
import { sendDownstream } from './relay'
import { type Dropped, endUserOf, type PluginState, type Session, show, showNotice } from './state'

const aboutConversation = z.object({ conversationId: z.string() })
const assigned = z.object({ conversationId: z.string(), userId: z.string() })

/** What the plugin does with a message the integration created: show it to the end user, or lose it. */
export function receiveMessage(state: PluginState, message: Message): void {
  const { type, conversationId } = message
  const session = state.sessions.get(conversationId)
  if (!session?.active) {
    drop(state, { kind: 'message', type, payload: message.payload, conversationId })
    return
  }
  if (!supportedTypes.has(type)) {
    void sendDownstream(state, session, { type: 'text', payload: { text: notices.unsupportedFromAgent } })
    return
  }
  const author = findUser(state.world, state.site, message.userId)
  if (session.humanAgentId === undefined && author) {
    assignAgent(state, session, author, { refresh: false, about: message.id })
  }
  const face = author ? faceOf(state, author, false) : {}
  const { userId: _, ...payload } = message.payload
  show(state, endUserOf(state, session), {
    downstreamId: message.id,
    from: 'agent',
    ...(face.name === undefined ? {} : { agentName: face.name }),
    ...(face.pictureUrl === undefined ? {} : { agentPicture: face.pictureUrl }),
    type,
    payload,
  })
}

/** What the plugin does with an event the integration created. */
export function receiveEvent(state: PluginState, event: BotEvent): Pick<BotEvent, 'status' | 'failureReason'> {
  const about = aboutConversation.safeParse(event.payload).data?.conversationId ?? event.conversationId
  if (about === undefined) return processed
  const session = state.sessions.get(about)
  if (!session?.active) {
    if (event.type !== 'hitlAssigned' && event.type !== 'hitlStopped') return processed
    drop(state, { kind: 'event', type: event.type, payload: event.payload, conversationId: about })
    return ignored
  }
  if (event.type === 'hitlAssigned') return agentAssigned(state, session, event)
  if (event.type === 'hitlStopped') return agentClosed(state, session, event)
  // Anything else about an active session is kept from the bot.
  return ignored
}

function agentAssigned(state: PluginState, session: Session, event: BotEvent) {
  const userId = assigned.parse(event.payload).userId
  const agent = findUser(state.world, state.site, userId)
  if (!agent) return { status: 'failed', failureReason: `User ${userId} does not exist` } as const
  assignAgent(state, session, agent, { refresh: true, about: event.id })
  return processed
}

/** The integration is not asked to stop what it stopped itself. */
function agentClosed(state: PluginState, session: Session, event: BotEvent) {
  const user = endUserOf(state, session)
  showNotice(state, user, notices.agentClosed, event.id)
  session.active = false
  session.endReason = 'agent-closed-ticket'
  user.timesContinued += 1
  return processed
}

const processed = { status: 'processed', failureReason: null } as const
const ignored = { status: 'ignored', failureReason: null } as const

function drop(state: PluginState, what: Omit<Dropped, 'at' | 'reason'>): void {
  const list = state.dropped.get(what.conversationId) ?? []
  state.dropped.set(what.conversationId, list)
  list.push({ at: state.world.now(), ...what, reason: 'inactive' })
}
