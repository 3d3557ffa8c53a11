import { setTimeout as sleep } from 'node:timers/promises'
import { assertSuccess, IntegrationCallError } from '../dispatch'
import { asSeen } from '../plugin-tags'
import { type Conversation, type Message, newId, type Payload } from '../records'
import { isoNow, putMessage } from '../world'
import { type PluginState, recordFailure, type Seen, type Session } from './state'

type Outgoing = {
  type: string
  payload: Payload
  /** The downstream user in whose name it is sent; the plugin's own notices have none. */
  userId?: string
  /** What the end user said; it is given the id of the message that it becomes. */
  upstream?: Seen
}

/**
 * Puts a message of the bot into the downstream conversation and hands it to the integration. The payload carries the
 * message's type and, for what the end user said, their downstream user id, as the plugin's does. Resolves when it was
 * delivered or has failed; a failure is recorded, for that is all that Botpress does about one.
 */
export function sendDownstream(state: PluginState, session: Session, outgoing: Outgoing): Promise<void> {
  const { downstreamConversationId: conversationId, endUserId } = session
  const upstreamId = outgoing.upstream?.id
  const concerned = { conversationId, endUserId, ...(upstreamId === undefined ? {} : { upstreamId }) }
  try {
    const { conversation, message } = createMessage(state, conversationId, outgoing)
    if (outgoing.upstream) outgoing.upstream.downstreamId = message.id
    state.underWay.add(message.id)
    const delivered = deliver(state, conversation, message)
      .catch((error: unknown) =>
        recordFailure(state, 'message_created', error, { ...concerned, messageId: message.id }),
      )
      .finally(() => state.underWay.delete(message.id))
    return state.world.dispatcher.track(delivered)
  } catch (error) {
    recordFailure(state, 'message_created', error, concerned)
    return Promise.resolve()
  }
}

/** The plugin itself speaks to the agent's side, in nobody's name, unless there is nothing to say. */
export function noticeDownstream(state: PluginState, session: Session, text: string | undefined): void {
  // Not awaited: it travels on its own, and records its own failure.
  if (text !== undefined) void sendDownstream(state, session, { type: 'text', payload: { text } })
}

function createMessage(state: PluginState, conversationId: string, outgoing: Outgoing) {
  const { world, site } = state
  const conversation = world.conversations.get(site.webhookId, conversationId)
  if (!conversation) throw new Error(`Conversation ${conversationId} does not exist`)
  const { type, userId, upstream } = outgoing
  const said = userId === undefined ? outgoing.payload : { ...outgoing.payload, userId }
  const schema = site.definition.channels?.[conversation.channel]?.messages[type]?.schema
  const result = schema?.safeParse(said)
  if (result?.success !== true) {
    throw new Error(`The ${type} message does not fit the channel: ${result?.error.message ?? 'undeclared type'}`)
  }
  const at = isoNow(world)
  const message: Message = {
    id: newId('msg'),
    createdAt: at,
    updatedAt: at,
    type,
    payload: { type, ...said },
    direction: 'outgoing',
    userId: site.botUser.id,
    conversationId,
    // Older plugins leave no trace on messages.
    tags: upstream === undefined || state.settings.linksBy === 'name' ? {} : { 'hitl#upstream': upstream.id },
  }
  putMessage(world, site, message)
  return { conversation, message }
}

async function deliver(state: PluginState, conversation: Conversation, message: Message): Promise<void> {
  const { world, site } = state
  if (state.settings.messageDelayMs > 0) await sleep(state.settings.messageDelayMs)
  const body = asSeen(world, {
    conversation,
    user: site.botUser,
    type: message.type,
    payload: message.payload,
    message,
  })
  let failure: unknown
  for (let time = 0; time <= state.repeats; time += 1) {
    try {
      assertSuccess(await world.dispatcher.send(site, 'message_created', body))
    } catch (error) {
      if (!(error instanceof IntegrationCallError)) throw error
      failure = error
    }
  }
  if (failure !== undefined) throw failure
}
