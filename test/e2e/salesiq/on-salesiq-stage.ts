import { expect, onTestFinished } from 'vitest'
import * as z from 'zod'
import integration from '../../../integrations/zoho-salesiq/src/index'
import type { EndUser } from '../../../sim/botpress'
import type { SalesIqSim } from '../../../sim/salesiq'
import { type SalesIqStage, type SalesIqStageOptions, setSalesIqStage } from '../../../sim/salesiq-stage'
import { recordCalls, recordUnspeakable } from '../../record'
import { recordingName } from '../../recording-name'
import { stored } from '../../stage/stored'
import { unspeakableInSalesIq } from '../../stage/unspeakable-in-salesiq'
import { type LogLine, watchLog } from '../../stage/watch-log'

/** The stage of one test, with what tests look at. */
export type TestStage = SalesIqStage & {
  /** What the integration logged. */
  logs: LogLine[]
  /** Requests the integration made since `startCounting`, as `METHOD /path`. */
  calls(): { salesiq: string[]; botpress: string[] }
  startCounting(): void
  /** Waits until nothing is under way any more: webhooks delivered, handlers done. What is scheduled may still wait. */
  settled(): Promise<void>
}

type Options = Partial<SalesIqStageOptions> & {
  /** Default true: the integration is registered before the test begins. */
  registered?: boolean
}

/**
 * Sets the stage for one test and takes it down after it. Everything goes over HTTP: the test's own steps are those of an
 * end user, a bot builder, an operator; the integration is the real one behind the SDK's handler.
 */
export async function onSalesIqStage({ registered = true, ...options }: Options = {}): Promise<TestStage> {
  const logs = watchLog()
  const stage = await setSalesIqStage({ handler: integration.handler, ...options })
  let mark = { salesiq: 0, botpress: 0 }
  const settled = async () => {
    await stage.salesiq.webhooks.settled()
    await stage.botpress.settled()
  }
  onTestFinished(async () => {
    await settled()
    const { currentTestName = '' } = expect.getState()
    recordCalls(recordingName(), currentTestName, 'salesiq', stage.salesiq.log.calls)
    recordUnspeakable(recordingName(), stage, unspeakableInSalesIq(stage))
    await stage.close()
  })
  if (registered) {
    await stage.bot.register()
    await settled()
  }
  const names = (calls: SalesIqSim['log']['calls'], from: number) =>
    calls.slice(from).map(({ method, path }) => `${method} ${path}`)
  return {
    ...stage,
    logs,
    settled,
    startCounting: () => {
      mark = { salesiq: stage.salesiq.log.calls.length, botpress: stage.botpress.log.calls.length }
    },
    calls: () => ({
      salesiq: names(stage.salesiq.log.calls, mark.salesiq),
      botpress: names(stage.botpress.log.calls, mark.botpress),
    }),
  }
}

/** An end user who has been handed over, and the chat in SalesIQ. */
export async function escalated(
  stage: TestStage,
  person: Parameters<SalesIqStage['bot']['plugin']['startConversation']>[0] = {},
  escalation: Partial<Parameters<EndUser['escalate']>[0]> = {},
): Promise<{ user: EndUser; chatId: string }> {
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee', ...person })
  await user.say('hello there')
  await user.escalate({ title: 'A broken lamp', ...escalation })
  const chat = stage.salesiq.chats(stage.screenName).at(-1)
  if (chat === undefined) throw new Error('The escalation opened no chat')
  return { user, chatId: chat.conversationId }
}

const credentials = z.object({ accessToken: z.string() })

/** The access token that the integration has now. */
export const accessToken = (stage: TestStage): string => credentials.parse(stored(stage, 'credentials')).accessToken
