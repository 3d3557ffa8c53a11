import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { checkPayload } from '../definition'
import { ApiError, parseBody } from '../errors'
import type { Payload } from '../records'
import { findUser, isIdOf, isoNow, type StateRecord, type StoredState } from '../world'
import { type ApiCall, notFound, ok, param, type Route } from './call'
import { clearState, readState, type StatePlace, writeState } from './state-store'

const payload = z.record(z.string(), z.unknown())
/** Counted in ms from the state's last use; at most 30 days, null for never. */
const expiry = z.number().int().min(1).max(2_592_000_000).nullable()

const setSchema = z.strictObject({ payload: payload.nullable(), expiry: expiry.optional() })
const getOrSetSchema = z.strictObject({ payload, expiry: expiry.optional() })
const patchSchema = z.strictObject({ payload })
const expirySchema = z.strictObject({ expiry })

const path = '/v1/chat/states/:type/:id/:name'

/** ms between the look and the write of a get-or-set in two steps. */
const gap = 10

export const stateRoutes: Route[] = [
  { method: 'GET', path, run: (call) => ok({ state: existing(call).state, meta: { cached: false } }) },
  {
    method: 'POST',
    path,
    run: (call) => {
      const place = placeOf(call)
      const input = parseBody(setSchema, call.body)
      const before = readState(call.world, call.site, place)
      const { state } = set(call, place, input.payload ?? {}, before, input.expiry, input.payload !== null)
      if (input.payload === null) clearState(call.world, call.site, place)
      return ok({ state })
    },
  },
  {
    method: 'PATCH',
    path,
    run: (call) => {
      const before = existing(call)
      const changes = parseBody(patchSchema, call.body).payload
      return ok({ state: set(call, placeOf(call), { ...before.state.payload, ...changes }, before, undefined).state })
    },
  },
  {
    method: 'POST',
    path: `${path}/get-or-set`,
    run: async (call) => {
      const place = placeOf(call)
      const input = parseBody(getOrSetSchema, call.body)
      const found = readState(call.world, call.site, place)
      if (found) return ok({ state: found.state, meta: { cached: true } })
      if (!call.world.properties.getOrSetIsAtomic) await sleep(gap)
      return ok({ state: set(call, place, input.payload, undefined, input.expiry).state, meta: { cached: false } })
    },
  },
  {
    method: 'POST',
    path: `${path}/expiry`,
    run: (call) => {
      const found = existing(call)
      found.expiry = parseBody(expirySchema, call.body).expiry
      return ok({ state: found.state })
    },
  },
]

function set(
  { world, site }: ApiCall,
  place: StatePlace,
  value: Payload,
  before: StoredState | undefined,
  newExpiry: number | null | undefined,
  check = true,
): StoredState {
  const definition = site.definition.states?.[place.name]
  if (definition && check) checkPayload(definition.schema, value, `The payload of the state "${place.name}"`)
  const at = isoNow(world)
  const stored: StoredState = {
    state: {
      id: before?.state.id ?? randomUUID(),
      createdAt: before?.state.createdAt ?? at,
      updatedAt: at,
      botId: site.botId,
      ...(place.type === 'conversation' ? { conversationId: place.id } : {}),
      ...(place.type === 'user' ? { userId: place.id } : {}),
      name: place.name,
      type: place.type,
      payload: value,
    },
    expiry: newExpiry === undefined ? (before?.expiry ?? null) : newExpiry,
    usedAt: world.now(),
  }
  writeState(world, site, place, stored)
  return stored
}

function existing(call: ApiCall): StoredState {
  const place = placeOf(call)
  const stored = readState(call.world, call.site, place)
  if (!stored) throw notFound('State', `${place.type}/${place.id}/${place.name}`)
  return stored
}

/** Which state is meant. Throws unless it is declared and what it belongs to exists. */
function placeOf(call: ApiCall): StatePlace {
  const { world, site } = call
  const [type, id, name] = [param(call, 0), param(call, 1), param(call, 2)]
  const definition = site.definition.states?.[name]
  if (!definition || definition.type !== type) {
    throw new ApiError('InvalidPayload', `State "${name}" of type "${type}" is not declared`)
  }
  const owners: Record<StateRecord['type'], boolean> = {
    integration: isIdOf(site, id),
    conversation: world.conversations.get(site.webhookId, id) !== undefined,
    user: findUser(world, site, id) !== undefined,
  }
  if (!owners[definition.type]) throw notFound(`The ${type}`, id)
  return { type: definition.type, id, name }
}
