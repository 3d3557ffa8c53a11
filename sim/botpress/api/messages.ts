import * as z from 'zod'
import { checkPayload, checkTagNames } from '../definition'
import { ApiError, parseBody } from '../errors'
import { canFilterBy } from '../plugin-tags'
import { drawnFrom } from '../properties'
import { type Conversation, type Message, newId, type Payload, type Tags } from '../records'
import type { Site } from '../site'
import { findByTags, mergeTags, tagFilter, tagsSchema } from '../tags'
import { findUser, isFindable, isoNow, messagesOf, putMessage, type World } from '../world'
import { type ApiCall, created, notFound, ok, param, type Route } from './call'
import { page } from './listing'
import { dueTime, scheduleSchema } from './schedule'

const payloadSchema = z.record(z.string(), z.unknown())
const createSchema = z.strictObject({
  payload: payloadSchema,
  userId: z.string(),
  conversationId: z.string(),
  type: z.string().max(200),
  tags: tagsSchema,
  schedule: scheduleSchema.optional(),
  origin: z.literal('synthetic').optional(),
})
const getOrCreateSchema = createSchema.extend({ discriminateByTags: z.array(z.string()).optional() })
const updateSchema = z.strictObject({ tags: tagsSchema, payload: payloadSchema.optional() })

type NewMessage = z.infer<typeof createSchema>

export const messageRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1/chat/messages',
    run: ({ world, site, body }) => created({ message: createMessage(world, site, parseBody(createSchema, body)) }),
  },
  {
    method: 'POST',
    path: '/v1/chat/messages/get-or-create',
    run: ({ world, site, body }) => {
      const found = getOrCreateMessage(world, site, parseBody(getOrCreateSchema, body))
      return (found.made ? created : ok)({ message: found.message })
    },
  },
  {
    method: 'GET',
    path: '/v1/chat/messages',
    run: ({ world, site, query }) => {
      const conversationId = query.get('conversationId')
      const tags = tagFilter(query)
      const records = (
        conversationId === null
          ? world.messages.withTags(site.webhookId, tags)
          : messagesOf(world, site, conversationId).filter((message) => carries(message, tags))
      ).filter((message) => isFindable(world, message) && canFilterBy(world, tags))
      const { items, meta } = page(records, query, world.pageSize)
      return ok({ messages: items, meta })
    },
  },
  { method: 'GET', path: '/v1/chat/messages/:id', run: (call) => ok({ message: existing(call) }) },
  { method: 'PUT', path: '/v1/chat/messages/:id', run: (call) => ok({ message: update(call) }) },
  {
    method: 'DELETE',
    path: '/v1/chat/messages/:id',
    run: (call) => {
      const { id, conversationId } = existing(call)
      call.world.messages.delete(call.site.webhookId, id)
      const ids = call.world.messageIds.get(conversationId) ?? []
      call.world.messageIds.set(
        conversationId,
        ids.filter((other) => other !== id),
      )
      return ok({})
    },
  },
]

/** The message of this conversation that the tags find, as it is, else a new one. */
export function getOrCreateMessage(
  world: World,
  site: Site,
  input: NewMessage & { discriminateByTags?: string[] | undefined },
): { message: Message; made: boolean } {
  const found = findByTags(
    world.messages,
    site.webhookId,
    input,
    (message) => message.conversationId === input.conversationId && isFindable(world, message),
  )
  if (found) return { message: found, made: false }
  return { message: createMessage(world, site, input), made: true }
}

function createMessage(world: World, site: Site, input: NewMessage): Message {
  const { conversationId, userId, type, payload } = input
  const conversation = world.conversations.get(site.webhookId, conversationId)
  if (!conversation) throw new ApiError('ReferenceNotFound', `Conversation ${conversationId} does not exist`)
  if (!findUser(world, site, userId)) throw new ApiError('ReferenceNotFound', `User ${userId} does not exist`)
  checkMessage(site, conversation, type, payload, input.tags)
  const dueAt = dueTime(world, input.schedule)
  const at = isoNow(world)
  const message: Message = {
    id: newId('msg'),
    createdAt: at,
    updatedAt: at,
    type,
    payload,
    direction: 'incoming',
    userId,
    conversationId,
    tags: mergeTags({}, input.tags),
    ...(input.origin === undefined ? {} : { origin: input.origin }),
  }
  putMessage(world, site, message)
  if (dueAt === undefined) {
    receive(world, site, message)
  } else {
    world.waiting.add(message.id)
    const run = () => {
      world.waiting.delete(message.id)
      const then = world.messages.get(site.webhookId, message.id)
      if (then) receive(world, site, then)
    }
    const takesEffectAt = dueAt + drawnFrom(world.properties.scheduledMessageDelayMs)
    world.scheduler.add({ dueAt: takesEffectAt, kind: 'message', id: message.id, type, conversationId, run })
  }
  return message
}

/** The plugin may take its time. */
function receive(world: World, site: Site, message: Message): void {
  const received = site.receiveMessage(message)
  if (received) void world.dispatcher.track(received)
}

/** Throws `InvalidPayload` unless the channel declares the type and the tags, and the payload fits the type's schema. */
function checkMessage(site: Site, conversation: Conversation, type: string, payload: Payload, tags: Tags): void {
  const channel = site.definition.channels?.[conversation.channel]
  const definition = channel?.messages[type]
  if (!definition) {
    throw new ApiError('InvalidPayload', `Message type "${type}" is not declared in channel "${conversation.channel}"`)
  }
  checkPayload(definition.schema, payload, `The payload of the ${type} message`)
  checkTagNames(tags, channel?.message?.tags, 'the message')
}

function update(call: ApiCall): Message {
  const { world, site } = call
  const before = existing(call)
  const { tags, payload = before.payload } = parseBody(updateSchema, call.body)
  const conversation = world.conversations.get(site.webhookId, before.conversationId)
  if (!conversation) throw notFound('Conversation', before.conversationId)
  if (payload === before.payload) {
    checkTagNames(tags, site.definition.channels?.[conversation.channel]?.message?.tags, 'the message')
  } else {
    checkMessage(site, conversation, before.type, payload, tags)
  }
  const message = { ...before, payload, tags: mergeTags(before.tags, tags), updatedAt: isoNow(world) }
  world.messages.put(site.webhookId, message)
  return message
}

function existing(call: ApiCall): Message {
  const message = call.world.messages.get(call.site.webhookId, param(call))
  if (!message || !isFindable(call.world, message)) throw notFound('Message', param(call))
  return message
}

function carries(message: Message, tags: Tags): boolean {
  return Object.entries(tags).every(([name, value]) => message.tags[name] === value)
}
