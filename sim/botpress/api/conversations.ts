import * as z from 'zod'
import { checkTagNames } from '../definition'
import { ApiError, parseBody } from '../errors'
import { canFilterBy } from '../plugin-tags'
import { type Conversation, newId, type Tags } from '../records'
import type { Site } from '../site'
import { findByTags, mergeTags, tagFilter, tagsSchema } from '../tags'
import { isoNow, type World } from '../world'
import { type ApiCall, created, notFound, ok, param, type Route } from './call'
import { page, refuseFilters } from './listing'
import { dropStates } from './state-store'

const createSchema = z.strictObject({
  channel: z.string().max(200),
  tags: tagsSchema,
  integrationName: z.string().optional(),
})
const getOrCreateSchema = createSchema.extend({ discriminateByTags: z.array(z.string()).optional() })
const updateSchema = z.strictObject({ tags: tagsSchema.optional() })

export const conversationRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1/chat/conversations',
    run: ({ world, site, body }) =>
      created({ conversation: createConversation(world, site, parseBody(createSchema, body)) }),
  },
  {
    method: 'POST',
    path: '/v1/chat/conversations/get-or-create',
    run: ({ world, site, body }) => {
      const found = getOrCreateConversation(world, site, parseBody(getOrCreateSchema, body))
      return (found.made ? created : ok)({ conversation: found.conversation })
    },
  },
  {
    method: 'GET',
    path: '/v1/chat/conversations',
    run: ({ world, site, query }) => {
      refuseFilters(query, 'participantIds', 'integrationName')
      const [channel, tags] = [query.get('channel'), tagFilter(query)]
      const records = world.conversations
        .withTags(site.webhookId, tags)
        .filter((record) => (channel === null || record.channel === channel) && canFilterBy(world, tags))
      const { items, meta } = page(records, query, world.pageSize)
      return ok({ conversations: items, meta })
    },
  },
  { method: 'GET', path: '/v1/chat/conversations/:id', run: (call) => ok({ conversation: existing(call) }) },
  {
    method: 'PUT',
    path: '/v1/chat/conversations/:id',
    run: (call) => {
      const before = existing(call)
      const { tags = {} } = parseBody(updateSchema, call.body)
      checkTagNames(tags, call.site.definition.channels?.[before.channel]?.conversation?.tags, 'the conversation')
      const conversation = { ...before, tags: mergeTags(before.tags, tags), updatedAt: isoNow(call.world) }
      call.world.conversations.put(call.site.webhookId, conversation)
      return ok({ conversation })
    },
  },
  {
    method: 'DELETE',
    path: '/v1/chat/conversations/:id',
    run: (call) => {
      const { id } = existing(call)
      call.world.conversations.delete(call.site.webhookId, id)
      for (const messageId of call.world.messageIds.get(id) ?? [])
        call.world.messages.delete(call.site.webhookId, messageId)
      call.world.messageIds.delete(id)
      dropStates(call.world, call.site, 'conversation', id)
      return ok({})
    },
  },
]

/** The conversation that the tags find in this channel, else a new one. */
export function getOrCreateConversation(
  world: World,
  site: Site,
  input: { channel: string; tags: Tags; discriminateByTags?: string[] | undefined },
): { conversation: Conversation; made: boolean } {
  const found = findByTags(world.conversations, site.webhookId, input, (record) => record.channel === input.channel)
  if (found) return { conversation: found, made: false }
  return { conversation: createConversation(world, site, input), made: true }
}

function createConversation(world: World, site: Site, input: { channel: string; tags: Tags }): Conversation {
  const channel = site.definition.channels?.[input.channel]
  if (!channel) throw new ApiError('InvalidPayload', `Channel "${input.channel}" is not declared`)
  checkTagNames(input.tags, channel.conversation?.tags, 'the conversation')
  const at = isoNow(world)
  const conversation: Conversation = {
    id: newId('conv'),
    createdAt: at,
    updatedAt: at,
    channel: input.channel,
    // Since 1.4 the plugin tells by it which conversations are the integration's, and compares it with the alias.
    integration: site.alias,
    tags: mergeTags({}, input.tags),
  }
  world.conversations.put(site.webhookId, conversation)
  return conversation
}

function existing(call: ApiCall): Conversation {
  const conversation = call.world.conversations.get(call.site.webhookId, param(call))
  if (!conversation) throw notFound('Conversation', param(call))
  return conversation
}
