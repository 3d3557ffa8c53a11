import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { ApiError, parseBody } from '../errors'
import { newId } from '../records'
import type { Site } from '../site'
import { isoNow, type StoredFile, type World } from '../world'
import { type ApiCall, notFound, ok, param, type Route } from './call'
import { contentUrl, uploadUrl } from './file-content'
import { page } from './listing'

const day = 86_400_000

const upsertSchema = z.strictObject({
  key: z.string().min(1),
  size: z.number().int().min(0),
  contentType: z.string().optional(),
  tags: z.record(z.string(), z.string().max(1000)).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  accessPolicies: z.array(z.enum(['public_content', 'integrations'])).optional(),
  publicContentImmediatelyAccessible: z.boolean().optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  index: z.boolean().optional(),
})

export const fileRoutes: Route[] = [
  { method: 'PUT', path: '/v1/files', run: upsert },
  {
    method: 'GET',
    path: '/v1/files',
    run: ({ world, site, query }) => {
      const owned = [...world.files.values()].filter((file) => file.owner === site.webhookId)
      const { items, meta } = page(
        owned.map((file) => shown(world, site, file)),
        query,
        world.pageSize,
      )
      return ok({ files: items, meta })
    },
  },
  { method: 'GET', path: '/v1/files/:id', run: (call) => ok({ file: shown(call.world, call.site, existing(call)) }) },
  {
    method: 'DELETE',
    path: '/v1/files/:id',
    run: (call) => {
      call.world.files.delete(existing(call).record.id)
      return ok({})
    },
  },
]

function upsert({ world, site, body }: ApiCall) {
  const input = parseBody(upsertSchema, body)
  if (input.expiresAt !== undefined) {
    const left = Date.parse(input.expiresAt) - world.now()
    if (left <= 0 || left > 90 * day) throw new ApiError('InvalidPayload', 'expiresAt must be within the next 90 days')
  }
  const at = isoNow(world)
  const place = JSON.stringify([site.webhookId, input.key])
  const before = world.files.get(world.fileIds.get(place) ?? '')
  const file: StoredFile = {
    owner: site.webhookId,
    record: {
      id: before?.record.id ?? newId('file'),
      botId: site.botId,
      key: input.key,
      contentType: input.contentType ?? 'application/octet-stream',
      tags: input.tags ?? {},
      metadata: input.metadata ?? {},
      accessPolicies: input.accessPolicies ?? [],
      createdAt: before?.record.createdAt ?? at,
      updatedAt: at,
      ...(input.expiresAt === undefined ? {} : { expiresAt: input.expiresAt }),
    },
    declaredSize: input.size,
    needsPublicTag: input.publicContentImmediatelyAccessible ?? false,
    secret: randomUUID(),
    content: undefined,
  }
  world.files.set(file.record.id, file)
  world.fileIds.set(place, file.record.id)
  return ok({ file: { ...shown(world, site, file), uploadUrl: uploadUrl(world, file) } })
}

function shown(world: World, site: Site, file: StoredFile) {
  return {
    ...file.record,
    url: contentUrl(world, file),
    size: file.content?.length ?? null,
    index: false,
    status: file.content ? 'upload_completed' : 'upload_pending',
    owner: { type: 'integration', name: site.definition.name, alias: site.alias },
  }
}

function existing(call: ApiCall): StoredFile {
  const file = call.world.files.get(param(call))
  if (file?.owner !== call.site.webhookId) throw notFound('File', param(call))
  return file
}
