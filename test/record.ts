import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Call } from '../sim/http/call-log'
import type { Place } from './stage/botpress'

/**
 * What tests leave behind in `test-output/` for the contract tests, in a folder for each desk.
 *
 * @param name of the test file; a text that was said in it can only leak into the log of the same name.
 * @param desk as its stand-in signs the calls that it logs.
 */
export function recordCalls(name: string, test: string, desk: string, calls: readonly Call[]): void {
  append(
    `calls/${desk}/${name}.jsonl`,
    calls.map((call) => ({ ...call, test })),
  )
}

/**
 * Keeps what must not be in any log: what end users and agents said in the chat, and what else the desk knows of.
 *
 * @param more secrets, texts, addresses and numbers at the desk.
 */
export function recordUnspeakable(name: string, { botpress, bot }: Place, more: readonly unknown[]): void {
  const said = bot.plugin.endUsers.flatMap((user) =>
    user.transcript.map(({ from, payload }) => (from === 'system' || !('text' in payload) ? '' : String(payload.text))),
  )
  const tokens = botpress.states().flatMap(({ payload }) => [payload?.accessToken, payload?.refreshToken])
  const unspeakable = [botpress.token, ...said, ...tokens, ...more].filter(
    (text): text is string => typeof text === 'string' && text.trim().length >= 5,
  )
  append(`unspeakable/${name}.jsonl`, unspeakable)
}

function append(file: string, entries: unknown[]): void {
  const path = `test-output/${file}`
  mkdirSync(dirname(path), { recursive: true })
  appendFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
}
