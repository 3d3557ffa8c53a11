import { signV3 } from '../../sim/hubspot/sign'
import type { Stage } from '../../sim/hubspot-stage'

export type Knock = {
  /** Sent as it is when it is text, else as JSON. */
  body?: unknown
  method?: string
  /** Path and query after the webhook URL. */
  suffix?: string
  /** The URL that is signed; default: the one that is called. */
  signedUrl?: string
  secret?: string
  /** Epoch ms, as HubSpot writes it; default now. */
  timestamp?: string
  /** Headers that differ; undefined leaves one out. */
  headers?: Record<string, string | undefined>
}

export type Answer = { status: number; text: string; headers: Headers }

/** A request at the installation's front door, made by hand and signed as HubSpot signs. */
export async function knock({ bot }: Pick<Stage, 'bot'>, options: Knock = {}): Promise<Answer> {
  const { method = 'POST', suffix = '', timestamp = String(Date.now()) } = options
  const url = bot.webhookUrl + suffix
  const body = textOf(options.body)
  const secret = options.secret ?? String(bot.configuration.clientSecret)
  const signature = signV3({ secret, method, url: options.signedUrl ?? url, body, timestamp })
  const given: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-hubspot-request-timestamp': timestamp,
    'x-hubspot-signature-v3': signature,
    ...options.headers,
  }
  const headers = Object.entries(given).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  )
  const answer = await fetch(url, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

function textOf(body: unknown): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}

/** An event of HubSpot's app webhooks: by default, a thread of the stage's portal was closed just now. */
export function appEvent(
  { portalId, appId }: Pick<Stage, 'portalId' | 'appId'>,
  threadId: string,
  differences: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    eventId: 100,
    subscriptionId: 1003,
    portalId,
    appId,
    occurredAt: Date.now(),
    subscriptionType: 'conversation.propertyChange',
    attemptNumber: 0,
    objectId: Number(threadId),
    changeSource: 'USER',
    propertyName: 'status',
    propertyValue: 'CLOSED',
    ...differences,
  }
}

/** Those calls that change something. */
export function writes(calls: { hubspot: string[]; botpress: string[] }): string[] {
  return [...calls.hubspot, ...calls.botpress].filter((call) => !call.startsWith('GET '))
}
