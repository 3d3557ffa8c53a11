import { appendFileSync, mkdirSync } from 'node:fs'
import type { Call } from '../sim/http/call-log'
import type { Stage } from '../sim/hubspot-stage'

/**
 * What tests leave behind in `test-output/` for the contract tests.
 *
 * @param name of the test file; a text that was said in it can only leak into the log of the same name.
 */
export function recordCalls(name: string, test: string, calls: readonly Call[]): void {
  append(
    `hubspot-calls/${name}.jsonl`,
    calls.map((call) => ({ ...call, test })),
  )
}

/** Keeps what must not be in any log. */
export function recordUnspeakable(name: string, place: Pick<Stage, 'bot' | 'hubspot' | 'botpress' | 'portalId'>): void {
  append(`unspeakable/${name}.jsonl`, unspeakable(place))
}

function append(file: string, entries: unknown[]): void {
  for (const folder of ['hubspot-calls', 'unspeakable']) mkdirSync(`test-output/${folder}`, { recursive: true })
  appendFileSync(`test-output/${file}`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
}

/** Everything that took part in the test and must not reach a log: secrets, tokens, texts, addresses, numbers. */
function unspeakable({ bot, hubspot, botpress, portalId }: Parameters<typeof recordUnspeakable>[1]): string[] {
  const { clientSecret, developerApiKey, refreshToken } = bot.configuration
  const texts = hubspot
    .threads(portalId)
    .flatMap(({ id }) => hubspot.messages(id).map((message) => ('text' in message ? message.text : '')))
  const said = bot.plugin.endUsers.flatMap((user) =>
    user.transcript.map(({ from, payload }) => (from === 'system' || !('text' in payload) ? '' : String(payload.text))),
  )
  const contacts = hubspot.contacts(portalId).flatMap(({ properties }) => [properties.email, properties.phone])
  const tokens = botpress.states().flatMap(({ payload }) => [payload?.accessToken, payload?.refreshToken])
  return [
    botpress.token,
    clientSecret,
    developerApiKey,
    refreshToken,
    ...texts,
    ...said,
    ...contacts,
    ...tokens,
  ].filter((text): text is string => typeof text === 'string' && text.trim().length >= 5)
}
