import { expect, onTestFinished } from 'vitest'
import type { EndUser } from '../../sim/botpress'
import type { ThreadView } from '../../sim/hubspot'
import { type Stage, type StageOptions, setStage } from '../../sim/hubspot-stage'
import integration from '../../src/index'
import { recordCalls, recordUnspeakable } from '../record'
import { recordingName } from '../recording-name'
import { unspeakableInHubSpot } from '../stage/unspeakable-in-hubspot'
import { type LogLine, watchLog } from '../stage/watch-log'

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
    const { currentTestName = '' } = expect.getState()
    recordCalls(recordingName(), currentTestName, 'hubspot', stage.hubspot.log.calls)
    recordUnspeakable(recordingName(), stage, unspeakableInHubSpot(stage))
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
