import { randomBytes } from 'node:crypto'
import * as http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallLog } from '../http/call-log'
import { type Answer, post } from './post'
import type { Site } from './site'

export type IntegrationOperation =
  | 'register'
  | 'unregister'
  | 'webhook_received'
  | 'action_triggered'
  | 'message_created'

/** The integration answered a dispatch with something else than success; the message is what the bot's owner reads. */
export class IntegrationCallError extends Error {
  constructor(
    message: string,
    /** 0 when no process of the integration answered. */
    readonly status: number,
    readonly body: unknown,
  ) {
    super(message)
    this.name = 'IntegrationCallError'
  }
}

/** ms between two rounds of calls that no process answered. */
const pause = 250

/** Calls integrations, as Botpress Cloud does, and knows which calls are still under way. */
export class Dispatcher {
  private readonly agent = new http.Agent({ keepAlive: true })
  private readonly underWay = new Set<Promise<unknown>>()
  private isClosed = false

  constructor(
    private readonly log: CallLog,
    private readonly now: () => number,
    /** ms. */
    private readonly patience: number,
  ) {}

  /**
   * Calls one process of the integration, in turn; where the connection fails, the next. Resolves with any answer.
   * Throws IntegrationCallError with status 0 when none answers, within the dispatcher's patience.
   */
  send(site: Site, operation: IntegrationOperation, body: unknown): Promise<Answer> {
    return this.track(this.untilReached(site, operation, body))
  }

  /** Makes `settled` wait for this as well. */
  track<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work)
    const done = () => this.underWay.delete(work)
    work.then(done, done)
    return work
  }

  /** Resolves when nothing is under way, including what was begun meanwhile. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay)
  }

  close(): void {
    this.isClosed = true
    this.agent.destroy()
  }

  /** Whoever sends a webhook repeats it by itself. */
  private async untilReached(site: Site, operation: IntegrationOperation, body: unknown): Promise<Answer> {
    const giveUpAt = this.now() + (operation === 'webhook_received' ? 0 : this.patience)
    for (;;) {
      try {
        return await this.tryEach(site, operation, body)
      } catch (error) {
        if (this.isClosed || this.now() >= giveUpAt) throw error
        await sleep(pause)
      }
    }
  }

  private async tryEach(site: Site, operation: IntegrationOperation, body: unknown): Promise<Answer> {
    const headers = dispatchHeaders(site, operation)
    const first = site.turn
    site.turn += 1
    let reason = 'no URL is known'
    for (let attempt = 0; attempt < site.integrationUrls.length; attempt += 1) {
      const url = site.integrationUrls[(first + attempt) % site.integrationUrls.length]
      if (url === undefined) continue
      const at = this.now()
      try {
        const answer = await post(this.agent, url, headers, JSON.stringify(body))
        this.record(at, headers, body, { ...answer, body: parsed(answer.body) })
        return answer
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error)
        this.record(at, headers, body, { status: 0, headers: {}, body: reason })
      }
    }
    throw new IntegrationCallError(`The integration could not be reached: ${reason}`, 0, undefined)
  }

  private record(
    at: number,
    headers: Record<string, string>,
    requestBody: unknown,
    answer: { status: number; headers: Record<string, string>; body: unknown },
  ) {
    this.log.add({
      at,
      side: 'integration',
      method: 'POST',
      path: `/${headers['x-bp-operation']}`,
      query: '',
      headers,
      requestBody,
      status: answer.status,
      responseHeaders: answer.headers,
      responseBody: answer.body,
      durationMs: this.now() - at,
      faulted: false,
    })
  }
}

/** Throws IntegrationCallError, with the message of the error body, unless the answer is a success. */
export function assertSuccess(answer: Answer): void {
  if (answer.status >= 200 && answer.status < 300) return
  const body = parsed(answer.body)
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined
  throw new IntegrationCallError(
    typeof message === 'string' ? message : `The integration answered ${answer.status}: ${answer.body}`,
    answer.status,
    body,
  )
}

function dispatchHeaders(site: Site, operation: IntegrationOperation): Record<string, string> {
  return {
    'x-bot-id': site.botId,
    'x-bot-user-id': site.botUser.id,
    'x-integration-id': site.integrationId,
    'x-integration-alias': site.alias,
    'x-webhook-id': site.webhookId,
    'x-bp-operation': operation,
    'x-bp-configuration': Buffer.from(JSON.stringify(site.configuration ?? {})).toString('base64'),
    // The SDK hands this on to its client, so the API calls of one dispatch can be told by it.
    traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
  }
}

/** What a body says when it is JSON, else the text itself; undefined when empty. */
export function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
