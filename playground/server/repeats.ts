import { createHash } from 'node:crypto'
import type { Call } from '../../sim/http/call-log'

type Request = Pick<Call, 'side' | 'method' | 'path' | 'query' | 'requestBody' | 'status'>

/** Counts how often a request failed before. */
export class Repeats {
  private readonly failures = new Map<string, number>()

  /** How many times the same was tried before without success; success ends the counting. */
  count(call: Request): number {
    const key = keyOf(call)
    const before = this.failures.get(key) ?? 0
    if (callsForAnother(call.status)) this.failures.set(key, before + 1)
    else this.failures.delete(key)
    return before
  }
}

/** No answer, or one that a caller answers by trying again. That something is not there is an answer like any other. */
const callsForAnother = (status: number) => status === 0 || status >= 500 || [401, 408, 423, 429].includes(status)

/** Tries of one webhook differ in their number alone. */
function keyOf({ side, method, path, query, requestBody }: Request): string {
  const body = JSON.stringify(requestBody, (name, value: unknown) => (name === 'attemptNumber' ? undefined : value))
  const hash = createHash('sha256')
  for (const part of [side, method, path, query, body ?? '']) hash.update(part).update('\0')
  return hash.digest('base64')
}
