import * as z from 'zod'
import { checkTagNames } from '../definition'
import { ApiError, parseBody } from '../errors'
import { canFilterBy } from '../plugin-tags'
import { newId, type Tags, type User } from '../records'
import type { Site } from '../site'
import { findByTags, mergeTags, tagFilter, tagsSchema } from '../tags'
import { findUser, isoNow, type World } from '../world'
import { type ApiCall, created, notFound, ok, param, type Route } from './call'
import { page, refuseFilters } from './listing'
import { dropStates } from './state-store'

// Limits as in Botpress' API: 200 characters for a name, 40,000 for a picture's URL (which may be a data: URL).
const name = z.string().max(200)
const pictureUrl = z.string().max(40_000)

const createSchema = z.strictObject({
  tags: tagsSchema,
  integrationName: z.string().optional(),
  name: name.optional(),
  pictureUrl: pictureUrl.optional(),
})
const getOrCreateSchema = createSchema.extend({ discriminateByTags: z.array(z.string()).optional() })
const updateSchema = z.strictObject({
  tags: tagsSchema.optional(),
  name: name.nullable().optional(),
  pictureUrl: pictureUrl.nullable().optional(),
})

export const userRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1/chat/users',
    run: ({ world, site, body }) => created({ user: createUser(world, site, parseBody(createSchema, body)) }),
  },
  {
    method: 'POST',
    path: '/v1/chat/users/get-or-create',
    run: ({ world, site, body }) => {
      const found = getOrCreateUser(world, site, parseBody(getOrCreateSchema, body))
      return (found.made ? created : ok)({ user: found.user })
    },
  },
  {
    method: 'GET',
    path: '/v1/chat/users',
    run: ({ world, site, query }) => {
      refuseFilters(query, 'conversationId')
      const tags = tagFilter(query)
      const records = canFilterBy(world, tags) ? world.users.withTags(site.webhookId, tags) : []
      const { items, meta } = page(records, query, world.pageSize)
      return ok({ users: items, meta })
    },
  },
  { method: 'GET', path: '/v1/chat/users/:id', run: (call) => ok({ user: existing(call) }) },
  { method: 'PUT', path: '/v1/chat/users/:id', run: (call) => ok({ user: update(call) }) },
  {
    method: 'DELETE',
    path: '/v1/chat/users/:id',
    run: (call) => {
      if (!call.world.users.delete(call.site.webhookId, param(call))) throw notFound('User', param(call))
      dropStates(call.world, call.site, 'user', param(call))
      return ok({})
    },
  },
]

type NewUser = { tags: Tags; name?: string | undefined; pictureUrl?: string | undefined }

/** The user that the tags find, as it is, else a new one. */
export function getOrCreateUser(
  world: World,
  site: Site,
  input: NewUser & { discriminateByTags?: string[] | undefined },
): { user: User; made: boolean } {
  const found = findByTags(world.users, site.webhookId, input)
  if (found) return { user: found, made: false }
  return { user: createUser(world, site, input), made: true }
}

function createUser(world: World, site: Site, input: NewUser): User {
  checkTagNames(input.tags, site.definition.user?.tags, 'the user')
  const at = isoNow(world)
  const user: User = {
    id: newId('user'),
    createdAt: at,
    updatedAt: at,
    tags: mergeTags({}, input.tags),
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.pictureUrl === undefined ? {} : { pictureUrl: input.pictureUrl }),
  }
  world.users.put(site.webhookId, user)
  return user
}

function update(call: ApiCall): User {
  const before = existing(call)
  if (before === call.site.botUser) throw new ApiError('Forbidden', "An integration may not change the bot's user")
  const changes = parseBody(updateSchema, call.body)
  checkTagNames(changes.tags ?? {}, call.site.definition.user?.tags, 'the user')
  const user: User = {
    ...before,
    ...(typeof changes.name === 'string' ? { name: changes.name } : {}),
    ...(typeof changes.pictureUrl === 'string' ? { pictureUrl: changes.pictureUrl } : {}),
    tags: mergeTags(before.tags, changes.tags ?? {}),
    updatedAt: isoNow(call.world),
  }
  if (changes.name === null) delete user.name
  if (changes.pictureUrl === null) delete user.pictureUrl
  call.world.users.put(call.site.webhookId, user)
  return user
}

function existing(call: ApiCall): User {
  const user = findUser(call.world, call.site, param(call))
  if (!user) throw notFound('User', param(call))
  return user
}
