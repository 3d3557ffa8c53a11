import * as z from 'zod'
import { ApiError, parseBody } from '../errors'
import { tagsSchema } from '../tags'
import { findUser } from '../world'
import { type ApiCall, ok, type Route } from './call'
import { getOrCreateConversation } from './conversations'
import { getOrCreateMessage } from './messages'
import { getOrCreateUser } from './users'

const found = { tags: tagsSchema, discriminateByTags: z.array(z.string()) }
const inputSchema = z.strictObject({
  userId: z.string().optional(),
  user: z
    .strictObject({ ...found, name: z.string().max(200).optional(), pictureUrl: z.string().optional() })
    .optional(),
  conversationId: z.string().optional(),
  conversation: z.strictObject({ ...found, channel: z.string() }).optional(),
  message: z
    .strictObject({
      ...found,
      payload: z.record(z.string(), z.unknown()),
      type: z.string(),
      origin: z.literal('synthetic').optional(),
    })
    .optional(),
})

/** `initializeIncomingMessage`: user, conversation and message found or made in one call. */
export const incomingMessageRoutes: Route[] = [
  { method: 'POST', path: '/v1/chat/initialize-incoming-message', run: initialize },
]

function initialize({ world, site, body }: ApiCall) {
  const input = parseBody(inputSchema, body)
  const user = input.user ? getOrCreateUser(world, site, input.user).user : findUser(world, site, input.userId ?? '')
  const conversation = input.conversation
    ? getOrCreateConversation(world, site, input.conversation).conversation
    : world.conversations.get(site.webhookId, input.conversationId ?? '')
  if (!user) throw new ApiError('ReferenceNotFound', `User ${input.userId} does not exist`)
  if (!conversation) throw new ApiError('ReferenceNotFound', `Conversation ${input.conversationId} does not exist`)
  if (!input.message) return ok({ user, conversation })
  const place = { userId: user.id, conversationId: conversation.id }
  const { message } = getOrCreateMessage(world, site, { ...input.message, ...place })
  return ok({ user, conversation, message })
}
