import { afterEach, beforeEach, expect } from 'vitest'
import * as z from 'zod'
import { Faults } from '../../sim/http/faults'
import { type SimRequest, startServer } from '../../sim/http/server'
import { type HubSpotSim, type HubSpotSimOptions, startHubSpotSim } from '../../sim/hubspot'

// Whoever imports this gets a fresh HubSpot, with one app installed in one portal, for each of its tests.

export const portalId = 77
export const appId = 4711
export const clientSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy'
export const scopes = [
  'oauth',
  'conversations.read',
  'conversations.write',
  'conversations.custom_channels.read',
  'conversations.custom_channels.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'files.read',
  'files.write',
]
export const capabilities = {
  deliveryIdentifierTypes: ['HS_EMAIL_ADDRESS', 'HS_PHONE_NUMBER', 'CHANNEL_SPECIFIC_OPAQUE_ID'],
  threadingModel: 'INTEGRATION_THREAD_ID',
  outgoingAttachmentTypes: ['FILE'],
}
export const developerQuery = `hapikey=dev-key&appId=${appId}`
export const channels = '/conversations/custom-channels/2026-09'
export const conversations = '/conversations/conversations/2026-09'

export const withId = z.looseObject({ id: z.string() })
export const withResults = z.looseObject({ results: z.array(withId), paging: z.unknown().optional() })
export const errorBody = z.looseObject({
  category: z.string(),
  subCategory: z.string().optional(),
  message: z.string(),
})
export const publishedBody = withId.extend({ conversationsThreadId: z.string(), createdBy: z.string() })

export let sim: HubSpotSim
export let token: string
const closers: (() => Promise<unknown>)[] = []

export async function start(options: HubSpotSimOptions = {}): Promise<void> {
  sim = await startHubSpotSim({ redeliveryDelaysMs: [5], ...options })
  closers.push(sim.close)
  sim.addApp({ appId, clientId: 'client', clientSecret, developerApiKey: 'dev-key' })
  sim.addPortal({
    portalId,
    inboxes: [
      { id: '11', name: 'Support', type: 'INBOX' },
      { id: '12', name: 'Desk', type: 'HELP_DESK' },
      { id: '13', name: 'Sales', type: 'INBOX' },
    ],
    agents: [{ userId: '501', name: 'Dana', email: 'dana@example.com' }],
  })
  const { refreshToken } = sim.install({ appId, portalId, scopes })
  token = await accessToken({ refresh_token: refreshToken })
}

beforeEach(() => start())
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

export async function tokenCall(fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'client',
    client_secret: clientSecret,
    ...fields,
  })
  return fetch(`${sim.url}/oauth/2026-09/token`, { method: 'POST', body })
}

export async function accessToken(fields: Record<string, string>): Promise<string> {
  const body = z.object({ access_token: z.string() }).parse(await (await tokenCall(fields)).json())
  return body.access_token
}

export function call(method: string, path: string, body?: unknown, bearer = token): Promise<Response> {
  return fetch(sim.url + path, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

export async function json<T>(schema: z.ZodType<T>, response: Promise<Response>, status = 200): Promise<T> {
  const answer = await response
  const body: unknown = await answer.json()
  expect({ status: answer.status, body }).toMatchObject({ status })
  return schema.parse(body)
}

export async function connect(webhookUrl?: string, inboxId = '11'): Promise<{ channelId: string; accountId: string }> {
  const channel = { name: 'Botpress', capabilities, ...(webhookUrl === undefined ? {} : { webhookUrl }) }
  const { id: channelId } = await json(withId, call('POST', `${channels}?${developerQuery}`, channel), 201)
  const account = { inboxId, name: 'Bot', authorized: true }
  const created = call('POST', `${channels}/${channelId}/channel-accounts`, account)
  return { channelId, accountId: (await json(withId, created, 201)).id }
}

export function incoming(accountId: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    channelAccountId: accountId,
    messageDirection: 'INCOMING',
    text: 'Hello',
    timestamp: '2026-11-21T08:00:00.000Z',
    senders: [{ deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'guest-1' }, name: 'Robin' }],
    recipients: [],
    attachments: [],
    integrationThreadId: 'thread-1',
    ...more,
  }
}

export function publish(channelId: string, body: unknown, bearer = token): Promise<Response> {
  return call('POST', `${channels}/${channelId}/messages`, body, bearer)
}

/** A webhook receiver that answers with the given statuses in turn, then with 200. */
export async function receiver(
  statuses: number[] = [],
): Promise<{ url: string; received: SimRequest[]; faults: Faults }> {
  const received: SimRequest[] = []
  const faults = new Faults()
  const server = await startServer({
    side: 'receiver',
    faults,
    handle: async (request) => {
      received.push(request)
      return { status: statuses.shift() ?? 200 }
    },
  })
  closers.push(server.close)
  return { url: `${server.url}/hook?key=a%2Fb`, received, faults }
}
