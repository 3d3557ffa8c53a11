import { afterEach, beforeEach, expect } from 'vitest'
import * as z from 'zod'
import { Faults } from '../../sim/http/faults'
import { type SimRequest, startServer } from '../../sim/http/server'
import { type SalesIqSim, type SalesIqSimOptions, startSalesIqSim } from '../../sim/salesiq'

// Whoever imports this gets a fresh SalesIQ, with one client let into one portal, for each of its tests.

export const screenName = 'example'
export const clientId = '1005.CLIENT'
export const clientSecret = 'secret-of-the-client'
export const redirectUri = 'https://bot.example/hook'
export const appId = '70000000002238'
export const departmentId = '70000000002024'
export const dana = { id: '70000000002002', name: 'Dana Fields', email: 'dana@example.com' }
export const robin = { id: '70000000002003', name: 'Robin Hale', email: 'robin@example.com' }
export const scopes = [
  'SalesIQ.Conversations.ALL',
  'SalesIQ.Apps.READ',
  'SalesIQ.departments.READ',
  'SalesIQ.operators.READ',
  'SalesIQ.webhooks.READ',
  'SalesIQ.webhooks.CREATE',
  'SalesIQ.webhooks.UPDATE',
  'SalesIQ.webhooks.DELETE',
]

export const visitorApi = `/api/visitor/v1/${screenName}`
export const api = `/api/v2/${screenName}`

export let sim: SalesIqSim
export let token: string
const closers: (() => Promise<unknown>)[] = []

export async function start(options: SalesIqSimOptions = {}): Promise<void> {
  sim = await startSalesIqSim({ redeliveryDelaysMs: [5, 5, 5], ...options })
  closers.push(sim.close)
  sim.addClient({ clientId, clientSecret, redirectUrls: [redirectUri] })
  sim.addPortal({
    screenName,
    orgId: '70001',
    brands: [
      { id: appId, name: 'Shop', departments: [{ id: departmentId, name: 'Support' }] },
      { id: '70000000002239', name: 'Outlet', departments: [{ id: '70000000002025', name: 'Sales' }] },
    ],
    operators: [dana, robin],
  })
  const { refreshToken } = sim.grant({ clientId, screenName, scopes })
  token = await accessToken({ refresh_token: refreshToken })
}

beforeEach(() => start())
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

export function tokenCall(fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    ...fields,
  })
  return fetch(`${sim.url}/oauth/v2/token`, { method: 'POST', body })
}

export async function accessToken(fields: Record<string, string>): Promise<string> {
  return z.object({ access_token: z.string() }).parse(await (await tokenCall(fields)).json()).access_token
}

export function call(method: string, path: string, body?: unknown, bearer = token): Promise<Response> {
  const isForm = body instanceof FormData
  return fetch(sim.url + path, {
    method,
    headers: {
      authorization: `Zoho-oauthtoken ${bearer}`,
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
}

/** The `data` of a success. */
export async function data<T>(schema: z.ZodType<T>, response: Promise<Response>): Promise<T> {
  const answer = await response
  const body: unknown = await answer.json()
  expect({ status: answer.status, body }).toMatchObject({ status: 200, body: { data: expect.anything() } })
  return z.object({ data: schema }).parse(body).data
}

/** Status and error of a refusal. */
export async function refusal(response: Promise<Response>): Promise<Record<string, unknown>> {
  const answer = await response
  const { error } = z.object({ error: z.looseObject({ message: z.string() }) }).parse(await answer.json())
  const { message: _message, ...rest } = error
  return { status: answer.status, ...rest }
}

export const opening = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  app_id: appId,
  department_id: departmentId,
  question: 'I need a person',
  customer_info: { session: 'conv_01' },
  visitor: { user_id: 'user_01', name: 'Kim Lee', email: 'Kim@Example.com' },
  ...more,
})

const opened = z.looseObject({
  id: z.string(),
  conversation_id: z.string(),
  visitor: z.looseObject({ id: z.string() }),
})

export const openChat = (more: Record<string, unknown> = {}): Promise<z.infer<typeof opened>> =>
  data(opened, call('POST', `${visitorApi}/conversations`, opening(more)))

export const webhookBody = z.looseObject({
  id: z.string(),
  public_keys: z.array(z.looseObject({ id: z.string(), key: z.string() })),
})

export const makeWebhook = (
  url: string,
  events: string[],
  more: Record<string, unknown> = {},
): Promise<z.infer<typeof webhookBody>> =>
  data(
    webhookBody,
    call('POST', `${api}/webhooks`, {
      type: 'data',
      url,
      app_ids: [appId],
      secured: true,
      version: 1,
      events,
      ...more,
    }),
  )

export type Receiver = { url: string; received: SimRequest[]; faults: Faults; events(): Record<string, unknown>[] }

/** A webhook receiver that answers POST with the given statuses in turn, then with 200. */
export async function receiver(statuses: number[] = []): Promise<Receiver> {
  const received: SimRequest[] = []
  const faults = new Faults()
  const server = await startServer({
    side: 'receiver',
    faults,
    handle: async (request) => {
      if (request.method === 'HEAD') return { status: 200 }
      received.push(request)
      return { status: statuses.shift() ?? 200 }
    },
  })
  closers.push(server.close)
  return {
    url: `${server.url}/hook?key=a%2Fb`,
    received,
    faults,
    events: () => received.map(({ body }) => z.looseObject({}).parse(JSON.parse(body.toString()))),
  }
}
