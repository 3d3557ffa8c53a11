import { RuntimeError } from '@botpress/sdk'
import { storeBrand } from '../installation/brand'
import type { Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { type BrandState, brandState, webhookState } from '../installation/states'
import type { Caller } from '../salesiq/caller'
import { SalesIqError } from '../salesiq/errors'
import { mayOpenChats } from '../salesiq/open-chat'
import type { Region } from '../salesiq/regions'
import { brandWarnings } from './brand-warnings'
import { type Choice, chooseBrand } from './choose-brand'
import { type Ensured, ensureWebhook } from './ensure-webhook'

/** Where and with what; `url` is the installation's public one. */
export type SetUp = { installation: Installation; caller: Caller; region: Region; url: string }

/** What was set up, and what the bot's owner should know of it. */
export type Done = { brand: BrandState; webhook: Ensured; warnings: string[] }

/**
 * Checks that chats can be opened, settles on brand and department, and sees to the webhook. Each part can be done again:
 * what is there is found.
 *
 * @throws {RuntimeError} that names the field of the configuration and the fix. {SalesIqError}
 */
export async function setUp(place: SetUp, choice: Choice, deadline: number): Promise<Done> {
  const { installation, caller, url } = place
  const { brand, state } = await chooseBrand(installation, place, choice, deadline)
  await assertOpening(caller, deadline)
  await forgetOthersWebhook(installation, state)
  await storeBrand(installation, state)
  const webhook = await ensureWebhook(installation, { caller, url, appId: brand.id }, deadline)
  return { brand: state, webhook, warnings: brandWarnings(installation.settings, brand) }
}

/** The webhook of a portal that was left signs nothing that counts any more. */
async function forgetOthersWebhook(installation: Installation, { region, screenName }: BrandState): Promise<void> {
  const before = await brandState.read(installation)
  if (before === undefined || (before.region === region && before.screenName === screenName)) return
  await webhookState.write(installation, null)
  note(installation.memory, { webhook: undefined })
}

/** @throws {RuntimeError} when the client is of the wrong kind, or may not work with chats. */
export async function assertOpening(caller: Caller, deadline: number): Promise<void> {
  try {
    await mayOpenChats(caller, deadline)
  } catch (error) {
    if (!(error instanceof SalesIqError) || error.code !== 1009) throw error
    throw new RuntimeError(
      `Zoho does not let this client open chats: it is not a client of type ORG, or the scope SalesIQ.Conversations.ALL is missing. Make an organization client as hub.md says (its ID begins with 1005), put its ID and secret into the configuration, and connect again. ${error.message}`,
    )
  }
}
