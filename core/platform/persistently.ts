import { setTimeout as sleep } from 'node:timers/promises'
import { isApiError } from '@botpress/sdk'
import { timing } from '../timing'

/** Until when to begin anew (epoch ms), the first pause in ms (it doubles each time), and which errors end it. */
type Terms = { until: number; pause: number; isFinal: (error: unknown) => boolean }

/**
 * Tries again until there is no time left, unless it is no use; with growing pauses, since the other side may be overloaded.
 *
 * @throws what the last attempt threw.
 */
export async function persistently<T>({ until, pause, isFinal }: Terms, action: () => Promise<T>): Promise<T> {
  for (let next = pause; ; next *= 2) {
    try {
      return await action()
    } catch (error) {
      if (isFinal(error) || Date.now() + next >= until) throw error
      await sleep(next)
    }
  }
}

/**
 * Asks Botpress again as long as it says "not now": what is locked or over its quota, its client does not repeat.
 *
 * @param until epoch ms.
 * @throws what the last attempt threw.
 */
export function untilAnswered<T>(until: number, ask: () => Promise<T>): Promise<T> {
  return persistently(
    { until, pause: timing.retryPause, isFinal: (error) => answerOfBotpress(error) !== 'not now' },
    ask,
  )
}

/**
 * What Botpress' API said with an error: no, or only not now; undefined for an error that is not Botpress'. What is locked
 * (409, 423), over its rate or quota (429, 402, and 403 of that type), or refused to a token that is renewed (401) passes.
 */
export function answerOfBotpress(error: unknown): 'no' | 'not now' | undefined {
  // Errors of type Runtime are our own.
  if (!isApiError(error) || error.type === 'Runtime') return undefined
  const passes = error.code >= 500 || passing.has(error.code) || error.type === 'QuotaExceeded'
  return passes ? 'not now' : 'no'
}

const passing: ReadonlySet<number> = new Set([401, 402, 408, 409, 423, 429])
