import { onTestFinished } from 'vitest'
import type { Stage } from '../../sim/hubspot-stage'
import { onStage, type TestStage } from './on-stage'
import {
  click,
  expectNothingSecret,
  type Fields,
  formOn,
  linkInLog,
  type Seen,
  startVisiting,
  submit,
  visit,
  waitFor,
} from './page-visitor'

export { click, formOn, linkInLog, linkOn, post, type Seen, submit, visit, waitFor } from './page-visitor'

/** What gives access to anything. */
function secretsOf({ hubspot, bot, botpress }: TestStage): unknown[] {
  const tokens = JSON.stringify(botpress.states()).match(/(?:refresh|access)-[\w-]{30,}/g) ?? []
  const used = JSON.stringify(hubspot.log.calls).match(/(?:refresh|access)-[\w-]{30,}/g) ?? []
  return [bot.configuration.clientSecret, bot.configuration.developerApiKey, botpress.token, ...tokens, ...used]
}

/** Ticks boxes of the start page and applies the choice, as its form does: with GET. */
export function tick(page: Seen, groups: string[]): Promise<Seen> {
  const { action, hidden } = formOn(page)
  const fields: Fields = [...hidden, ...groups.map((group): [string, string] => ['add', group])]
  return visit(`${action}?${new URLSearchParams(fields)}`)
}

/** A stage whose bot has the app's four values in its configuration, and no connection. */
export async function unconnected(options: Parameters<typeof onStage>[0] = {}): Promise<TestStage> {
  const { configuration, ...rest } = options
  startVisiting()
  const stage = await onStage({
    ...rest,
    configuration: { refreshToken: undefined, inboxId: undefined, additionalInboxIds: undefined, ...configuration },
  })
  onTestFinished(() => expectNothingSecret(secretsOf(stage)))
  return stage
}

/** Says yes on HubSpot's own pages; the next page is ours. */
export async function consent(stage: Pick<Stage, 'portalId'>, start: Seen, portalId = stage.portalId): Promise<Seen> {
  const hubspot = await click(start, /HubSpot/)
  return submit(hubspot, [
    ['portalId', String(portalId)],
    ['decision', 'allow'],
  ])
}

/** From the link to the last page, as a bot builder goes. */
export async function connect(stage: TestStage, inboxes: string[] = ['1001'], portalId?: number): Promise<Seen> {
  const [first = '', ...also] = inboxes
  const choice = await consent(stage, await visit(linkInLog(stage)), portalId)
  const fields: Fields = [['default', first], ...also.map((id): [string, string] => ['also', id])]
  return waitFor(await submit(choice, fields), /is connected/)
}
