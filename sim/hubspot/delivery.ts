import type { Call, CallLog } from '../http/call-log'
import type { AppEvent, ChannelEvent } from './event-model'
import type { Settings } from './settings'
import { signV1, signV3 } from './sign'

/** One webhook request to be: an object to a channel's URL, or an array of events to an app's target. */
export type Delivery = {
  /** ms that HubSpot itself takes before the first try; default 0. */
  waitMs?: number
} & (
  | { kind: 'channel'; url: string; secret: string; event: ChannelEvent }
  | { kind: 'app'; url: string; secret: string; events: AppEvent[] }
)

export type SendContext = {
  settings: Settings
  /** HubSpot's clock in epoch ms. */
  now: () => number
  /** Ours, which the log goes by. */
  clock: () => number
  log: CallLog
  signal: AbortSignal
}

/** One of the tries to deliver a webhook. */
export type Try = {
  /** 0 for the first. */
  number: number
  /** What HubSpot would not do of itself. */
  meddling?: Call['meddling']
}

/** Sends a webhook once, freshly signed, and logs it; true when the answer was 2xx in time. */
export async function sendOnce(context: SendContext, delivery: Delivery, { number, meddling }: Try): Promise<boolean> {
  const url = new URL(delivery.url).href
  const body = bodyOf(delivery, number)
  const headers = signedHeaders(delivery, url, body, String(context.now()))
  const at = context.clock()
  const { status, text, responseHeaders } = await post(context, url, headers, body)
  const { pathname, search } = new URL(url)
  context.log.add({
    at,
    side: 'webhook',
    method: 'POST',
    path: pathname,
    query: search.slice(1),
    headers,
    requestBody: payload(delivery, number),
    status,
    responseHeaders,
    responseBody: text,
    durationMs: context.clock() - at,
    faulted: false,
    ...(meddling === undefined ? {} : { meddling }),
  })
  return status >= 200 && status < 300
}

/** Ids of threads are numbers here, also those that a JavaScript number cannot hold. */
function bodyOf(delivery: Delivery, attempt: number): string {
  const body = JSON.stringify(payload(delivery, attempt))
  return delivery.kind === 'app' ? body.replaceAll(/"objectId":"(\d+)"/g, '"objectId":$1') : body
}

function payload(delivery: Delivery, attempt: number): unknown {
  if (delivery.kind === 'channel') return delivery.event
  return delivery.events.map((event) => ({ ...event, attemptNumber: attempt }))
}

function signedHeaders(delivery: Delivery, url: string, body: string, timestamp: string): Record<string, string> {
  const { secret } = delivery
  return {
    'content-type': 'application/json',
    'x-hubspot-request-timestamp': timestamp,
    'x-hubspot-signature-v3': signV3({ secret, method: 'POST', url, body, timestamp }),
    ...(delivery.kind === 'app'
      ? { 'x-hubspot-signature': signV1(secret, body), 'x-hubspot-signature-version': 'v1' }
      : {}),
  }
}

/** Status 0 stands for no answer: refused, broken off or too late. */
async function post(
  context: SendContext,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string; responseHeaders: Record<string, string> }> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(context.settings.webhookTimeoutMs)])
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const responseHeaders = Object.fromEntries(response.headers)
    return { status: response.status, text: await response.text(), responseHeaders }
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error), responseHeaders: {} }
  }
}
