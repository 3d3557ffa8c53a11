import * as z from 'zod'
import { checkPayload } from '../definition'
import { ApiError, parseBody } from '../errors'
import { drawnFrom } from '../properties'
import { type BotEvent, newId } from '../records'
import type { Site } from '../site'
import { isoNow, type World } from '../world'
import { created, notFound, ok, param, type Route } from './call'
import { page, refuseFilters } from './listing'
import { dueTime, scheduleSchema } from './schedule'

const createSchema = z.strictObject({
  type: z.string().max(200),
  payload: z.record(z.string(), z.unknown()),
  schedule: scheduleSchema.optional(),
  conversationId: z.string().optional(),
  userId: z.string().optional(),
  messageId: z.string().optional(),
})

export const eventRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1/chat/events',
    run: ({ world, site, body }) => created({ event: shown(createEvent(world, site, parseBody(createSchema, body))) }),
  },
  {
    method: 'GET',
    path: '/v1/chat/events',
    run: ({ world, site, query }) => {
      const { integrationsListEvents, listsScheduledEvents } = world.properties
      if (!integrationsListEvents) throw new ApiError('Forbidden', 'An integration may not list events')
      refuseFilters(query, 'workflowId')
      const wanted = (['type', 'conversationId', 'userId', 'messageId', 'status'] as const).flatMap((field) => {
        const value = query.get(field)
        return value === null ? [] : [{ field, value }]
      })
      const records = world.events
        .all(site.webhookId)
        .filter((event) => listsScheduledEvents || event.status !== 'scheduled')
        .filter((event) => wanted.every(({ field, value }) => event[field] === value))
      const { items, meta } = page(records, query, world.pageSize)
      return ok({ events: items.map(shown), meta })
    },
  },
  {
    method: 'GET',
    path: '/v1/chat/events/:id',
    run: (call) => {
      const event = call.world.events.get(call.site.webhookId, param(call))
      if (!event) throw notFound('Event', param(call))
      return ok({ event: shown(event) })
    },
  },
]

function createEvent(world: World, site: Site, input: z.infer<typeof createSchema>): BotEvent {
  const definition = site.definition.events?.[input.type]
  if (!definition) throw new ApiError('InvalidPayload', `Event "${input.type}" is not declared`)
  checkPayload(definition.schema, input.payload, `The payload of the ${input.type} event`)
  const dueAt = dueTime(world, input.schedule)
  const at = isoNow(world)
  const event: BotEvent = {
    id: newId('evt'),
    createdAt: at,
    updatedAt: at,
    type: input.type,
    payload: input.payload,
    tags: {},
    ...(input.conversationId === undefined ? {} : { conversationId: input.conversationId }),
    ...(input.userId === undefined ? {} : { userId: input.userId }),
    ...(input.messageId === undefined ? {} : { messageId: input.messageId }),
    status: dueAt === undefined ? 'pending' : 'scheduled',
    failureReason: null,
  }
  world.events.put(site.webhookId, event)
  const note = (outcome: Pick<BotEvent, 'status' | 'failureReason'>) =>
    world.events.put(site.webhookId, { ...event, ...outcome, updatedAt: isoNow(world) })
  const run = () => {
    const outcome = site.receiveEvent(event)
    if (outcome instanceof Promise) void world.dispatcher.track(outcome.then(note))
    else note(outcome)
  }
  const late = drawnFrom(world.properties.eventDelayMs)
  if (dueAt === undefined && late === 0) run()
  else
    world.scheduler.add({
      dueAt: (dueAt ?? world.now()) + late,
      kind: 'event',
      id: event.id,
      type: event.type,
      ...concerned(event),
      run,
    })
  return event
}

/** The conversation an event is about: named beside the payload or in it. */
function concerned(event: BotEvent): { conversationId?: string } {
  const conversationId = event.conversationId ?? event.payload.conversationId
  return typeof conversationId === 'string' ? { conversationId } : {}
}

function shown({ tags: _tags, updatedAt: _updatedAt, ...event }: BotEvent) {
  return event
}
