import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import type { Call } from '../../sim/http/call-log'
import type { Played } from './run'
import type { Place } from './theatre'

const longest = 400

/** Everything that was said over HTTP about the session of a violation, in order: what one needs to find the cause. */
export function traceOf({ sim, botpress }: Place, { sessions }: Played, violation: string): string {
  const key = /P\d+[ab]/.exec(violation)?.[0]
  const session = sessions.find(({ plan }) => plan.key === key)
  if (session === undefined) return violation
  const { conversationId, threadId, replies, plan, user } = session
  const ids = [conversationId, threadId, ...replies.map(({ messageId }) => messageId)].filter((id) => id !== '')
  const calls = [sim.log, sim.newsLog, botpress.log, botpress.dispatchLog]
    .flatMap((log) => log.calls)
    .filter((call) => call.path !== '/webhook_received')
    .map((call) => ({ at: call.at, line: lineOf(call) }))
    .filter(({ line }) => ids.some((id) => line.whole.includes(id)))
  const lines = user.transcript.map(({ at, from, payload }) => ({
    at,
    line: { shown: `end user: ${from} ${JSON.stringify(payload).slice(0, longest)}`, whole: '' },
  }))
  const all = [...calls, ...lines].sort((a, b) => a.at - b.at)
  const written = all.map(({ at, line }) => `  ${new Date(at).toISOString().slice(14, 23)} ${line.shown}`)
  return [violation, `  ${JSON.stringify({ plan, conversationId, threadId })}`, ...written, ''].join('\n')
}

function lineOf(call: Call): { shown: string; whole: string } {
  const request = JSON.stringify(call.requestBody) ?? ''
  const answer = JSON.stringify(call.responseBody) ?? ''
  const head = `${call.side} ${call.method} ${call.path}${call.query === '' ? '' : `?${call.query}`}`
  const outcome = `-> ${call.status}${call.faulted ? ' (fault)' : ''} in ${call.durationMs} ms`
  return {
    shown: `${head} ${outcome} ${request.slice(0, longest)} => ${answer.slice(0, longest)}`,
    whole: `${head} ${request} ${answer}`,
  }
}

/** Keeps every call of a run that came to no end, in `test-output/chaos/calls.txt`. */
export function writeCalls({ sim, botpress }: Place, reason: unknown): void {
  const calls = [sim.log, sim.newsLog, botpress.log, botpress.dispatchLog]
    .flatMap((log) => log.calls)
    .sort((a, b) => a.at - b.at)
    .map((call) => `${new Date(call.at).toISOString().slice(14, 23)} ${lineOf(call).shown}`)
  mkdirSync('test-output/chaos', { recursive: true })
  writeFileSync('test-output/chaos/calls.txt', `${String(reason)}\n${calls.join('\n')}\n`)
}

/** Keeps the traces of a run's violations in `test-output/chaos/violations.txt`. */
export function writeTraces(place: Place, played: Played, violations: readonly string[]): void {
  if (violations.length === 0) return
  mkdirSync('test-output/chaos', { recursive: true })
  const traces = violations.slice(0, 20).map((violation) => traceOf(place, played, violation))
  appendFileSync('test-output/chaos/violations.txt', `${traces.join('\n')}\n`)
}
