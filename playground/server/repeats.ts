import { createHash } from 'node:crypto'
import type { Call } from '../../sim/http/call-log'

type Request = Pick<
  Call,
  'at' | 'side' | 'method' | 'path' | 'query' | 'headers' | 'requestBody' | 'status' | 'durationMs'
>

type Earlier = { times: number; begunAt: number; endedAt: number; path: string; isForHandler: boolean }

/** ms after which a request that is made again has nothing to do with the last one. */
const memory = 60_000

/**
 * Counts how often the same was tried before: a webhook or a dispatch by its body, a call that bears an idempotency key
 * whoever makes it, any other call as long as the same dispatch is being dealt with.
 */
export class Repeats {
  /** The longest untouched first. */
  private readonly earlier = new Map<string, Earlier>()

  /**
   * How many times the same was tried before without success, after which the counting begins anew; of a webhook, how
   * many times it was delivered before.
   *
   * @param ids what the call is about.
   */
  count(call: Request, ids: readonly string[], idempotencyKey: string | undefined): number {
    const { side, at, path, status, durationMs } = call
    const endedAt = at + durationMs
    this.forgetBefore(endedAt - memory)
    const isDispatch = side === 'webhook' || side === 'integration'
    if (isDispatch) this.forgetOfHandler(at, ids)
    const isForHandler = !isDispatch && idempotencyKey === undefined
    const key = keyOf(call, isForHandler)
    const times = this.earlier.get(key)?.times ?? 0
    this.earlier.delete(key)
    if (side === 'webhook' || callsForAnother(status)) {
      this.earlier.set(key, { times: times + 1, begunAt: at, endedAt, path, isForHandler })
    }
    return times
  }

  private forgetBefore(time: number): void {
    for (const [key, { endedAt }] of this.earlier) {
      if (endedAt >= time) return
      this.earlier.delete(key)
    }
  }

  /** What a handler tried in vain is over with it. Calls to the desk do not say whose they are: what they are about does. */
  private forgetOfHandler(begunAt: number, ids: readonly string[]): void {
    for (const [key, it] of this.earlier) {
      if (it.isForHandler && it.begunAt >= begunAt && ids.some((id) => it.path.includes(id))) this.earlier.delete(key)
    }
  }
}

/** No answer, or one that a caller answers by trying again. That something is not there is an answer like any other. */
const callsForAnother = (status: number) => status === 0 || status >= 500 || [401, 408, 423, 429].includes(status)

/** What numbers the tries of one webhook: HubSpot's, SalesIQ's. */
const counters = new Set(['attemptNumber', 'attempt'])

/** Tries of one webhook differ in their number alone; Botpress' API is told by a header in whose name it is called. */
function keyOf({ side, method, path, query, headers, requestBody }: Request, isForHandler: boolean): string {
  const body = JSON.stringify(requestBody, (name, value: unknown) => (counters.has(name) ? undefined : value))
  const handler = isForHandler ? (headers.traceparent?.split('-')[1] ?? '') : ''
  const hash = createHash('sha256')
  for (const part of [side, method, path, query, handler, body ?? '']) hash.update(part).update('\0')
  return hash.digest('base64')
}
