import { brandOf, storeBrand } from '../installation/brand'
import type { Installation } from '../installation/installation'
import { NotConnectedError, neverConnected } from '../installation/not-connected'
import { connectedOnPage, tokenSource } from '../installation/tokens'
import { callerFor } from '../salesiq/caller'
import { isRegion } from '../salesiq/regions'
import { brandWarnings } from '../setup/brand-warnings'
import { chooseBrand } from '../setup/choose-brand'
import { ensureWebhook } from '../setup/ensure-webhook'
import { assertOpening, type SetUp } from '../setup/set-up'
import { webhookByHand } from '../setup/webhook-by-hand'
import { setWork, type Work } from './remembered'

/** A set-up under way; `deadline` is that of the request. */
type Place = { installation: Installation; webhookUrl: string; deadline: number }

/**
 * Does the next step of a set-up and writes down that it is done. No step takes longer than a browser may wait, and each
 * can be repeated: a step whose answer was lost is found done.
 *
 * @throws {RuntimeError} when somebody has to do something about it; {SalesIqError}.
 */
export async function advance(place: Place, work: Work): Promise<Work> {
  const at = steps.findIndex(({ name }) => name === work.step)
  const step = steps[at]
  if (step === undefined) return work
  const remarks = await step.run(await setUpOf(place), place.deadline)
  const after = { ...work, step: steps[at + 1]?.name ?? 'done', remarks: [...work.remarks, ...remarks] }
  await setWork(place.installation, after)
  return after
}

type Step = {
  name: string
  title: string
  /** Returns what the bot's owner should know of it. */
  run(setUp: SetUp, deadline: number): Promise<string[]>
}

/** The first is that of a set-up that has just begun. */
export const steps: readonly [Step, ...Step[]] = [
  { name: 'brand', title: 'Read the brand’s settings', run: readBrand },
  { name: 'chats', title: 'Check that chats can be opened', run: checkOpening },
  { name: 'webhook', title: 'Find or make the webhook in SalesIQ', run: seeToWebhook },
]

async function readBrand(setUp: SetUp, deadline: number): Promise<string[]> {
  const { installation } = setUp
  const { settings } = installation
  const connection = await connectedOnPage(installation)
  const choice = {
    appId: settings.appId ?? connection?.appId,
    departmentId: settings.departmentId ?? connection?.departmentId,
  }
  const { brand, state } = await chooseBrand(installation, setUp, choice, deadline)
  await storeBrand(installation, state)
  return brandWarnings(settings, brand)
}

async function checkOpening({ caller }: SetUp, deadline: number): Promise<string[]> {
  await assertOpening(caller, deadline)
  return []
}

async function seeToWebhook({ installation, caller, url }: SetUp, deadline: number): Promise<string[]> {
  const { appId } = await brandOf(installation)
  const ensured = await ensureWebhook(installation, { caller, url, appId }, deadline)
  return 'byHand' in ensured ? [webhookByHand(installation, url, ensured.byHand)] : []
}

/** With what was connected on the page, whatever other processes know by now. */
async function setUpOf({ installation, webhookUrl }: Place): Promise<SetUp> {
  const { settings } = installation
  const connection = await connectedOnPage(installation)
  if (connection === undefined) throw new NotConnectedError(neverConnected, settings)
  const region = isRegion(connection.region) ? connection.region : settings.client.region
  const screenName = settings.screenName ?? connection.screenName
  return { installation, region, url: webhookUrl, caller: callerFor(tokenSource(installation), { region, screenName }) }
}
