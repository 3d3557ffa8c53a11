import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { callAction } from '../actions'
import type { Payload } from '../records'
import { setPluginTags } from '../world'
import { linkUser } from './link-user'
import { type PluginConfiguration, textOf } from './notices'
import { type EndUserState, type PluginState, recordFailure, type Session, showNotice } from './state'

/** The fields of the Studio's "Escalate to Human" card, in newer ones "Start HITL". */
export type Escalation = {
  title: string
  description?: string
  /** An e-mail address, or a phone number where the integration takes one. */
  userEmail?: string
  /** "Extra configuration": the fields of the integration's entity. */
  hitlSession?: Record<string, unknown>
  /** What of the plugin's configuration is to be otherwise in this session. */
  configurationOverrides?: PluginConfiguration
  /** How many of the latest messages are handed over; default: one page of the API. */
  messageHistoryLimit?: number
}

const startHitlOutput = z.object({ conversationId: z.string() })

/**
 * The plugin's startHitl. The end user is told first; the session becomes active only when the integration has returned
 * and five more calls to Botpress were made, one after the other: for the conversation, a state, the tags that bind both
 * conversations, another tag, the state that makes them active. So the tag `hitl#upstream` is there before anything is
 * heard. Does nothing while a session is active.
 * Throws what `createUser` or `startHitl` threw; the end user is told nothing of that.
 *
 * Not modelled: the guard against the Studio replaying the card for a message that already started a session.
 */
export async function escalate(state: PluginState, user: EndUserState, card: Escalation): Promise<void> {
  const last = user.sessions.at(-1)
  if (last?.active && !last.isAborted) return
  const configuration = { ...state.settings.configuration, ...card.configurationOverrides }
  showNotice(state, user, textOf(configuration, 'onHitlHandoffMessage'))
  const userId = await linkUser(state, user, card.userEmail)
  const { conversationId: downstreamConversationId } = await startHitl(state, user, userId, card)
  const hasSpoken = user.transcript.some(({ from }) => from === 'user')
  const tripMs = state.settings.tripMs + state.settings.activationDelayMs / (hasSpoken ? 5 : 4)
  const trips = async (count: number) => {
    if (tripMs > 0) await sleep(count * tripMs)
  }
  await trips(1)
  if (!state.world.conversations.get(state.site.webhookId, downstreamConversationId)) {
    throw noConversation(state, user, downstreamConversationId)
  }
  const session: Session = {
    downstreamConversationId,
    configuration,
    endUserId: user.id,
    active: false,
    isStopping: false,
  }
  state.sessions.set(downstreamConversationId, session)
  user.sessions.push(session)
  await trips(2)
  setPluginTags(state.world, state.site, state.world.conversations, downstreamConversationId, {
    'hitl#upstream': user.conversationId,
  })
  // Which message of the end user it began with; nothing is noted where there is none.
  if (hasSpoken) await trips(1)
  await trips(1)
  session.active = true
}

function noConversation(state: PluginState, user: EndUserState, conversationId: string): Error {
  const error = new Error(`startHitl returned the conversation ${conversationId}, which does not exist`)
  recordFailure(state, 'startHitl', error, { endUserId: user.id })
  return error
}

async function startHitl(
  state: PluginState,
  user: EndUserState,
  userId: string,
  card: Escalation,
): Promise<z.infer<typeof startHitlOutput>> {
  const { world, site } = state
  const { title, description, hitlSession } = card
  const input = {
    title,
    ...(description === undefined ? {} : { description }),
    ...(hitlSession === undefined ? {} : { hitlSession }),
    userId,
    messageHistory: await history(state, user, card.messageHistoryLimit ?? world.pageSize),
  }
  try {
    // Whether Botpress refuses a message type in the history that the interface does not name is not known, so the
    // items are handed on unchecked: the integration has to cope.
    const output = await callAction(world, site, 'startHitl', input, { ...input, messageHistory: [] })
    return startHitlOutput.parse(output)
  } catch (error) {
    recordFailure(state, 'startHitl', error, { endUserId: user.id })
    throw error
  }
}

/**
 * The latest messages, oldest first. Whatever no end user said is the bot's, agents of earlier sessions too, whose
 * payloads still name their look-alikes. The authors are linked side by side: for one who is not linked yet, the
 * integration is asked once for each message.
 */
async function history(state: PluginState, user: EndUserState, limit: number) {
  const latest = limit > 0 ? user.transcript.slice(-limit) : []
  return Promise.all(
    latest.map(async ({ from, userId, type, payload }) => {
      if (from === 'bot') return { source: { type: 'bot' }, type, payload }
      // What the plugin itself posts carries its type in the payload as well.
      const posted: Payload = { type, ...payload, ...(userId === undefined ? {} : { userId }) }
      if (from !== 'user') return { source: { type: 'bot' }, type, payload: posted }
      const author = user.others.find(({ id }) => id === userId) ?? user
      return { source: { type: 'user', userId: await linkUser(state, author) }, type, payload }
    }),
  )
}
