import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { callAction } from '../actions'
import type { Payload } from '../records'
import { setPluginTags } from '../world'
import { linkUser } from './link-user'
import { notices } from './notices'
import { type EndUserState, type PluginState, recordFailure, type Session, showNotice } from './state'

/** The fields of the Studio's "Escalate to Human" card. */
export type Escalation = {
  title: string
  description?: string
  /** An e-mail address, or a phone number where the integration takes one. */
  userEmail?: string
  /** "Extra configuration": the fields of the integration's entity. */
  hitlSession?: Record<string, unknown>
  /** How many of the latest messages are handed over; default: one page of the API. */
  messageHistoryLimit?: number
}

const startHitlOutput = z.object({ conversationId: z.string() })

/**
 * The plugin's startHitl. The end user is told first; the session becomes active only when the integration has
 * returned, its conversation was found, and both conversations are tagged. Does nothing while a session is active.
 * Throws what `createUser` or `startHitl` threw; the end user is told nothing of that.
 *
 * Not modelled: the guard against the Studio replaying the card for a message that already started a session.
 */
export async function escalate(state: PluginState, user: EndUserState, card: Escalation): Promise<void> {
  if (user.sessions.at(-1)?.active) return
  showNotice(state, user, notices.handoff)
  const userId = await linkUser(state, user, card.userEmail)
  const session = await startHitl(state, user, userId, card)
  if (state.activationDelayMs > 0) await sleep(state.activationDelayMs)
  const { downstreamConversationId } = session
  setPluginTags(state.world, state.site, state.world.conversations, downstreamConversationId, {
    'hitl#upstream': user.conversationId,
  })
  session.active = true
}

async function startHitl(state: PluginState, user: EndUserState, userId: string, card: Escalation): Promise<Session> {
  const { world, site } = state
  const { title, description, hitlSession } = card
  const input = {
    title,
    ...(description === undefined ? {} : { description }),
    ...(hitlSession === undefined ? {} : { hitlSession }),
    userId,
    messageHistory: history(user, userId, card.messageHistoryLimit ?? world.pageSize),
  }
  try {
    // Whether Botpress refuses a message type in the history that the interface does not name is not known, so the
    // items are handed on unchecked: the integration has to cope.
    const output = await callAction(world, site, 'startHitl', input, { ...input, messageHistory: [] })
    const { conversationId } = startHitlOutput.parse(output)
    if (!world.conversations.get(site.webhookId, conversationId)) {
      throw new Error(`startHitl returned the conversation ${conversationId}, which does not exist`)
    }
    const session: Session = {
      downstreamConversationId: conversationId,
      endUserId: user.id,
      active: false,
      isStopping: false,
    }
    state.sessions.set(conversationId, session)
    user.sessions.push(session)
    return session
  } catch (error) {
    recordFailure(state, 'startHitl', error, { endUserId: user.id })
    throw error
  }
}

/** The latest messages, oldest first. Whatever the end user did not say is the bot's, agents of earlier sessions too. */
function history(user: EndUserState, userId: string, limit: number) {
  return (limit > 0 ? user.transcript.slice(-limit) : []).map((seen) => {
    // What the plugin itself posts carries its type in the payload as well.
    const payload: Payload =
      seen.from === 'user' || seen.from === 'bot' ? seen.payload : { type: seen.type, ...seen.payload }
    const source = seen.from === 'user' ? { type: 'user', userId } : { type: 'bot' }
    return { source, type: seen.type, payload }
  })
}
