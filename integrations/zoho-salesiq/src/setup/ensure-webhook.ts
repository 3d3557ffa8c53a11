import { DeskError } from '../../../../core/desk'
import type { Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { type WebhookState, webhookState } from '../installation/states'
import type { Caller } from '../salesiq/caller'
import { SalesIqError } from '../salesiq/errors'
import {
  createKey,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  readWebhook,
  repairWebhook,
  type Webhook,
  wantedEvents,
} from '../salesiq/webhooks'

/** What SalesIQ's webhook is to be. */
export type Wanted = { caller: Caller; url: string; appId: string }

/** What came of it; `byHand` where it cannot be made from here, with the reason. */
export type Ensured = { state: WebhookState } | { byHand: string }

/**
 * Finds the webhook of this installation by its URL, or makes it: signed, for the brand, with the events that the hand-over
 * lives by. One that differs is repaired; of several only one stays, since each would tell of everything.
 *
 * @throws {SalesIqError} on a passing fault.
 */
export async function ensureWebhook(installation: Installation, wanted: Wanted, deadline: number): Promise<Ensured> {
  const { caller, url } = wanted
  try {
    const ours = (await listWebhooks(caller, deadline)).filter((webhook) => isSameUrl(webhook.url, url))
    const [first, ...others] = ours
    for (const { id } of others) await deleteWebhook(caller, id, deadline)
    const webhook = await inShape(wanted, first ?? (await createWebhook(caller, wanted, deadline)), deadline)
    if (webhook.keys.length === 0) return { byHand: withoutKey }
    const state = await store(installation, url, webhook)
    return { state }
  } catch (error) {
    if (!(error instanceof DeskError) || error.passing) throw error
    return { byHand: `${error.message} ${byHandAdvice(error)}`.trim() }
  }
}

/** What it would deliver could not be told from what anybody else sends. */
const withoutKey =
  'SalesIQ made a webhook, but gives no key to check its signature with. Delete that webhook in SalesIQ, and make one by hand.'

/** Only a missing scope is one that goes without saying: the rest is for the bot's owner to know. */
const byHandAdvice = (error: DeskError) => (error instanceof SalesIqError && error.code === 1009 ? '' : error.advice)

/** An address is the same with a slash at its end; one with a query is a webhook that was made by hand. */
const isSameUrl = (one: string, other: string) => one.replace(/\/+$/, '') === other.replace(/\/+$/, '')

async function inShape({ caller, url, appId }: Wanted, webhook: Webhook, deadline: number): Promise<Webhook> {
  const { id } = webhook
  if (!isInShape(webhook, appId)) await repairWebhook(caller, { id, url, appId }, deadline)
  const repaired = isInShape(webhook, appId) ? webhook : ((await readWebhook(caller, id, deadline)) ?? webhook)
  if (repaired.keys.length > 0) return repaired
  await createKey(caller, id, deadline)
  return (await readWebhook(caller, id, deadline)) ?? repaired
}

function isInShape({ isEnabled, isSecured, appIds, events }: Webhook, appId: string): boolean {
  return isEnabled && isSecured && appIds.includes(appId) && wantedEvents.every((event) => events.includes(event))
}

async function store(installation: Installation, url: string, { id, keys }: Webhook): Promise<WebhookState> {
  const before = await webhookState.read(installation)
  const replayedAt = before?.id === id ? before.replayedAt : Date.now()
  const state = { id, url, keys, readAt: Date.now(), replayedAt }
  await webhookState.write(installation, state)
  note(installation.memory, { webhook: { state, readAt: Date.now() } })
  return state
}
