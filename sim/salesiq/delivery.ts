import type { Call, CallLog } from '../http/call-log'
import type { EventBody, EventName } from './event-model'
import type { WebhookRecord } from './model'
import type { Settings } from './settings'
import { sign } from './sign'

/** One event on its way to one webhook. */
export type Delivery = {
  webhook: WebhookRecord
  event: EventName
  entityId: string
  referenceId: string
  appId: string
  body: EventBody
  /** ms that Zoho itself takes before the first try; default 0. */
  waitMs?: number
}

export type SendContext = {
  settings: Settings
  /** Our clock in epoch ms, which the log goes by. */
  clock: () => number
  log: CallLog
  signal: AbortSignal
}

/** One of the tries to deliver an event. */
export type Try = {
  /** 1 for the first. */
  number: number
  /** What Zoho would not do of itself. */
  meddling?: Call['meddling']
}

/** Sends an event once, signed where the webhook has a key, and logs it; returns the answer's status, 0 for none. */
export async function sendOnce(context: SendContext, delivery: Delivery, { number, meddling }: Try): Promise<number> {
  const { webhook, body: event } = delivery
  const payload = event.attempt === undefined ? event : { ...event, attempt: number }
  const body = JSON.stringify(payload)
  const [oldest] = webhook.secured ? webhook.keys : []
  const headers = {
    'content-type': 'application/json;charset=UTF-8',
    ...(oldest === undefined ? {} : { 'x-siqsignature': sign(body, oldest.privatePem) }),
  }
  return exchange(context, { method: 'POST', url: webhook.url, headers, body, payload, meddling })
}

/** The question whether anybody is there, which precedes a webhook that is made by API. */
export const shakeHands = (context: SendContext, url: string): Promise<number> =>
  exchange(context, { method: 'HEAD', url, headers: {} })

type Outgoing = {
  method: 'HEAD' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  payload?: unknown
  meddling?: Call['meddling'] | undefined
}

async function exchange(context: SendContext, outgoing: Outgoing): Promise<number> {
  const { method, headers, payload, meddling } = outgoing
  const at = context.clock()
  const { status, text, responseHeaders } = await send(context, outgoing)
  const { pathname, search } = new URL(outgoing.url)
  context.log.add({
    at,
    side: 'webhook',
    method,
    path: pathname,
    query: search.slice(1),
    headers,
    requestBody: payload,
    status,
    responseHeaders,
    responseBody: text,
    durationMs: context.clock() - at,
    faulted: false,
    ...(meddling === undefined ? {} : { meddling }),
  })
  return status
}

/** Status 0 stands for no answer: refused, broken off or too late. */
async function send(
  { signal: closing, settings }: SendContext,
  { method, url, headers, body }: Outgoing,
): Promise<{ status: number; text: string; responseHeaders: Record<string, string> }> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(settings.webhookTimeoutMs)])
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    })
    const responseHeaders = Object.fromEntries(response.headers)
    return { status: response.status, text: await response.text(), responseHeaders }
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error), responseHeaders: {} }
  }
}
