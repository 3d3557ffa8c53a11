import { sign } from '../../../sim/salesiq/sign'
import type { SalesIqStage } from '../../../sim/salesiq-stage'

export type Knock = {
  /** Sent as it is when it is text, else as JSON. */
  body?: unknown
  method?: string
  /** Query after the webhook URL, without the question mark. */
  query?: string
  /** The number of the key that signs, among those of the stand-in; default 0, undefined for no signature. */
  key?: number | undefined
  signature?: string
}

/** A request at the installation's front door, made by hand; signed as SalesIQ signs, with the key of the webhook. */
export async function knock(
  { bot, salesiq, screenName }: Pick<SalesIqStage, 'bot' | 'salesiq' | 'screenName'>,
  options: Knock = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const { method = 'POST', query, body: given } = options
  const body = given === undefined ? '' : typeof given === 'string' ? given : JSON.stringify(given)
  const isSigned = !('key' in options) || options.key !== undefined
  const pem = salesiq.webhooksOf(screenName)[0]?.keys[options.key ?? 0]?.privatePem
  const signature = options.signature ?? (isSigned && pem !== undefined ? sign(body, pem) : undefined)
  const url = query === undefined ? bot.webhookUrl : `${bot.webhookUrl}?${query}`
  const headers = {
    'content-type': 'application/json',
    ...(signature === undefined ? {} : { 'x-siqsignature': signature }),
  }
  const answer = await fetch(url, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

/** An agent's reply as SalesIQ tells of it. */
export function replyEvent(
  { appId }: Pick<SalesIqStage, 'appId'>,
  chatId: string,
  differences: { message?: Record<string, unknown>; entity?: Record<string, unknown> } & Record<string, unknown> = {},
): Record<string, unknown> {
  const { message, entity, ...rest } = differences
  const now = Date.now()
  return {
    handler: 'execution',
    webhook: { id: '70000000002314' },
    org_id: '70001',
    entity_type: 'conversation',
    event: 'conversation.operator.replied',
    entity_id: chatId,
    attempt: 1,
    version: 1,
    app_id: appId,
    event_time: String(now),
    entity: {
      id: chatId,
      visitor_conversation_id: 'f'.repeat(64),
      message: {
        msgid: String(now),
        text: 'Hello from SalesIQ.',
        meta: {},
        sender: { id: '70000000000501', name: 'Dana Fields', type: 'operator' },
        ...message,
      },
      visitor: { id: '70000000002318', type: 'contact', channel: 'website', name: 'Kim Lee' },
      ...entity,
    },
    ...rest,
  }
}
