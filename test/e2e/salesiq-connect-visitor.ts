import { expect, onTestFinished } from 'vitest'
import integration from '../../integrations/zoho-salesiq/src/index'
import type { SimServer } from '../../sim/http/server'
import type { Chat } from '../../sim/salesiq'
import { keyPair } from '../../sim/salesiq/sign'
import { type SalesIqStage, type SalesIqStageOptions, setSalesIqStage } from '../../sim/salesiq-stage'
import { recordCalls, recordUnspeakable } from '../record'
import { recordingName } from '../recording-name'
import { hostAnew } from '../stage/another-process'
import { type LogLine, watchLog } from '../stage/watch-log'
import { click, expectNothingSecret, linkInLog, type Seen, startVisiting, submit, visit, waitFor } from './page-visitor'

/** The stage of one test of SalesIQ's connect page. */
export type PageStage = SalesIqStage & { logs: LogLine[]; settled(): Promise<void> }

/** A stage whose bot has client and region in its configuration, and no connection. */
export async function unconnected(
  options: Partial<SalesIqStageOptions> & { registered?: boolean } = {},
): Promise<PageStage> {
  const { registered = true, configuration, ...rest } = options
  startVisiting()
  // Making the keys that webhooks are signed with holds up the whole process: they are to be there before anybody waits.
  for (const number of [0, 1]) keyPair(number)
  const logs = watchLog()
  const nothing = { refreshToken: undefined, screenName: undefined, appId: undefined, departmentId: undefined }
  const stage = await setSalesIqStage({
    handler: integration.handler,
    ...rest,
    configuration: { ...nothing, ...configuration },
  })
  const settled = async () => {
    await stage.salesiq.webhooks.settled()
    await stage.botpress.settled()
  }
  onTestFinished(async () => {
    await settled()
    expectNothingSecret(secretsOf(stage))
    const { currentTestName = '' } = expect.getState()
    recordCalls(recordingName(), currentTestName, 'salesiq', stage.salesiq.log.calls)
    recordUnspeakable(recordingName(), stage, secretsOf(stage))
    await stage.close()
  })
  if (registered) {
    await stage.bot.register()
    await settled()
  }
  return { ...stage, logs, settled }
}

/** What gives access to anything: the client's secret, and every code and token there was. */
function secretsOf({ salesiq, bot, botpress }: SalesIqStage): unknown[] {
  const held = JSON.stringify([botpress.states(), salesiq.log.calls]).match(/100[05]\.[0-9a-f]{32}\.[0-9a-f]{32}/g)
  return [bot.configuration.clientSecret, botpress.token, ...(held ?? [])]
}

/** Says yes on Zoho's own page; the next page is ours. */
export async function consent(stage: SalesIqStage, start: Seen, screenName = stage.screenName): Promise<Seen> {
  const zoho = await click(start, /in Zoho|to Zoho/)
  return submit(zoho, [
    ['screenName', screenName],
    ['decision', 'accept'],
  ])
}

/** Names the portal on our page, where it is asked for. */
export const namePortal = (page: Seen, screenName: string): Promise<Seen> => submit(page, [['screenName', screenName]])

/** From the link to the page with the brands. */
export async function toBrands(stage: PageStage, screenName = stage.screenName): Promise<Seen> {
  return namePortal(await consent(stage, await visit(linkInLog(stage)), screenName), screenName)
}

/** Chooses a department of a brand, by default the stage's. */
export const choose = (
  { appId, departmentId }: Pick<SalesIqStage, 'appId' | 'departmentId'>,
  page: Seen,
): Promise<Seen> => submit(page, [['place', `${appId}/${departmentId}`]])

/** From the link to the last page, as a bot builder goes. */
export async function connect(stage: PageStage): Promise<Seen> {
  return waitFor(await choose(stage, await toBrands(stage)), /is connected/)
}

/** One more process of the integration; from now on the two are called in turn. */
export async function addProcess(stage: PageStage): Promise<SimServer> {
  const load = async () => (await import('../../integrations/zoho-salesiq/src/index')).default.handler
  const host = await hostAnew(stage, load)
  stage.bot.integrationUrls = [...stage.bot.integrationUrls, host.url]
  return host
}

/** An end user who has been handed over, and the chat in SalesIQ. */
export async function escalated(stage: PageStage, screenName = stage.screenName) {
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
  await user.say('hello there')
  await user.escalate({ title: 'A broken lamp' })
  const chat: Chat | undefined = stage.salesiq.chats(screenName).at(-1)
  if (chat === undefined) throw new Error('The escalation opened no chat')
  return { user, chat }
}

/** What an escalation is refused with; empty when it is not. */
export const refusal = (stage: PageStage): Promise<string> =>
  escalated(stage).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
