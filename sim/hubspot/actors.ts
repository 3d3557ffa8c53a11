import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { notFound } from './errors'
import type { Portal } from './model'
import { type ApiRequest, bearer } from './routes'
import { iso, type World } from './world'

const base = '/conversations/conversations/2026-09/actors'
const read = ['conversations.read']

type Actor = { id: string; type: string; name?: string; email?: string; avatar?: string }

export const actorRoutes = [
  bearer('GET', `${base}/{actorId}`, read, get),
  bearer('POST', `${base}/batch/read`, read, batchRead),
]

function get({ world, param }: ApiRequest, { portal }: Caller): SimResponse {
  const actor = findActor(world, portal, param('actorId'))
  if (actor === undefined) throw notFound(`No actor with id ${param('actorId')} was found`)
  return { status: 200, body: actor }
}

function batchRead({ world, json }: ApiRequest, { portal }: Caller): SimResponse {
  const { inputs } = json(z.strictObject({ inputs: z.array(z.string()) }))
  const found = inputs.map((id) => ({ id, actor: findActor(world, portal, id) }))
  const missing = found.filter(({ actor }) => actor === undefined).map(({ id }) => id)
  const body = {
    status: 'COMPLETE',
    startedAt: iso(world.now()),
    completedAt: iso(world.now()),
    results: found.flatMap(({ actor }) => actor ?? []),
  }
  if (missing.length === 0) return { status: 200, body }
  const error = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: 'Some actors were not found',
    context: { ids: missing },
    errors: [],
    links: {},
  }
  return { status: 207, body: { ...body, numErrors: 1, errors: [error] } }
}

/** The actor behind an id such as `A-12`; undefined when the portal has none. */
export function findActor(world: World, portal: Portal, id: string): Actor | undefined {
  const [prefix, rest] = [id.slice(0, 2), id.slice(2)]
  if (prefix === 'A-') return agent(portal, id, rest)
  if (prefix === 'V-') return visitor(portal, id, rest)
  if (prefix === 'E-') return { id, type: 'EMAIL', email: rest }
  if (prefix === 'L-') return { id, type: 'LLM', name: 'Customer Agent' }
  if (prefix === 'S-') return { id, type: 'SYSTEM' }
  const app = prefix === 'I-' ? world.apps.get(Number(rest)) : undefined
  return app && { id, type: 'INTEGRATOR', name: app.name }
}

function agent(portal: Portal, id: string, userId: string): Actor | undefined {
  const found = portal.agents.get(userId)
  if (found === undefined) return undefined
  const { userId: _userId, ...person } = found
  return { id, type: 'AGENT', ...person }
}

function visitor(portal: Portal, id: string, visitorId: string): Actor | undefined {
  const contact = portal.contacts.get(visitorId)
  if (contact === undefined) {
    const stranger = portal.visitors.get(visitorId)
    return stranger && { id, type: 'VISITOR', ...stranger }
  }
  const { firstname, lastname, email } = contact.properties
  const name = [firstname, lastname].filter(Boolean).join(' ')
  return { id, type: 'VISITOR', ...(name === '' ? {} : { name }), ...(email === undefined ? {} : { email }) }
}
