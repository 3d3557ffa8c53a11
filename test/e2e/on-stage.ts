import { appendFileSync, mkdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { EndUser } from '../../sim/botpress'
import type { ThreadView } from '../../sim/hubspot'
import { type Stage, type StageOptions, setStage } from '../../sim/stage'
import integration from '../../src/index'
import { type LogLine, watchLog } from './watch-log'

/** The stage of one test, with what tests look at. */
export type TestStage = Stage & {
  /** What the integration logged. */
  logs: LogLine[]
  /** Requests the integration made since `startCounting`, as `METHOD /path`. */
  calls(): { hubspot: string[]; botpress: string[] }
  startCounting(): void
  /** Waits until nothing is under way any more: webhooks delivered, handlers done. What is scheduled may still wait. */
  settled(): Promise<void>
}

type Options = Partial<StageOptions> & {
  /** Default true: the integration is registered before the test begins. */
  registered?: boolean
}

/**
 * Sets the stage for one test and takes it down after it. Everything goes over HTTP: the test's own steps are those of an
 * end user, a bot builder, an agent; the integration is the real one behind the SDK's handler.
 */
export async function onStage({ registered = true, ...options }: Options = {}): Promise<TestStage> {
  const logs = watchLog()
  const stage = await setStage({ handler: integration.handler, ...options })
  let mark = { hubspot: 0, botpress: 0 }
  const settled = async () => {
    await stage.hubspot.webhooks.settled()
    await stage.botpress.settled()
  }
  onTestFinished(async () => {
    await settled()
    record(stage)
    await stage.close()
  })
  if (registered) {
    await stage.bot.register()
    await settled()
  }
  const names = (calls: Stage['hubspot']['log']['calls'], from: number) =>
    calls.slice(from).map(({ method, path }) => `${method} ${path}`)
  return {
    ...stage,
    logs,
    settled,
    startCounting: () => {
      mark = { hubspot: stage.hubspot.log.calls.length, botpress: stage.botpress.log.calls.length }
    },
    calls: () => ({
      hubspot: names(stage.hubspot.log.calls, mark.hubspot),
      botpress: names(stage.botpress.log.calls, mark.botpress),
    }),
  }
}

/** An end user who has been handed over, and the thread in HubSpot. */
export async function escalated(
  stage: TestStage,
  person: Parameters<Stage['bot']['plugin']['startConversation']>[0] = {},
  escalation: Partial<Parameters<EndUser['escalate']>[0]> = {},
): Promise<{ user: EndUser; thread: ThreadView }> {
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee', ...person })
  await user.say('hello there')
  await user.escalate({ title: 'A broken lamp', ...escalation })
  const thread = stage.hubspot.threads(stage.portalId).at(-1)
  if (thread === undefined) throw new Error('The escalation opened no thread')
  return { user, thread }
}

/** Waits for a condition; fails when it does not come true within `patience` ms. */
export async function until(condition: () => boolean, patience = 10_000): Promise<void> {
  await expect.poll(condition, { timeout: patience, interval: 10 }).toBe(true)
}

/** What the end user saw that others said, as `from: text`. */
export function seen(user: EndUser): string[] {
  return user.transcript
    .filter(({ from }) => from !== 'user')
    .map(({ from, payload }) => `${from}: ${'text' in payload ? payload.text : JSON.stringify(payload)}`)
}

/** Keeps what the integration asked of HubSpot, for the contract tests, and what must not be in any log. */
function record(stage: Stage): void {
  const { testPath = 'unknown', currentTestName = '' } = expect.getState()
  const name = basename(testPath, '.test.ts')
  mkdirSync('test-output/hubspot-calls', { recursive: true })
  const lines = stage.hubspot.log.calls.map((call) => JSON.stringify({ ...call, test: currentTestName }))
  appendFileSync(`test-output/hubspot-calls/${name}.jsonl`, lines.map((line) => `${line}\n`).join(''))
  mkdirSync('test-output/unspeakable', { recursive: true })
  appendFileSync(
    `test-output/unspeakable/${name}.jsonl`,
    unspeakable(stage)
      .map((text) => `${JSON.stringify(text)}\n`)
      .join(''),
  )
}

/** Everything that took part in the test and must not reach a log: secrets, tokens, texts, addresses, numbers. */
function unspeakable({ bot, hubspot, botpress, portalId }: Stage): string[] {
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
