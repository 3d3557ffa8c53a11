import { DeskError } from '../../../../core/desk'
import { reasonOf } from '../../../../core/platform/reason'
import { brandOf } from '../installation/brand'
import type { Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { type WebhookState, webhookState } from '../installation/states'
import { tokenSource } from '../installation/tokens'
import { hasSecret } from '../installation/webhook-secret'
import { callerFor } from '../salesiq/caller'
import { readWebhook } from '../salesiq/webhooks'
import { timing } from '../timing'
import { isSigned, isSignedWith } from './signature'

/** A request as Botpress hands it over. */
type WebhookRequest = { query: string; headers: Record<string, string | undefined>; body?: string | undefined }

/**
 * Whether a webhook comes from SalesIQ: signed with a key of our webhook, or, while there is no such webhook, with the
 * secret in its URL. Without either nothing is accepted.
 *
 * @throws what Botpress answers when the keys are needed and cannot be read: then it is not known.
 */
export async function isFromSalesIq(
  installation: Installation,
  request: WebhookRequest,
  deadline: number,
): Promise<boolean> {
  const signed = { headers: request.headers, body: request.body ?? '' }
  const known = await storedWebhook(installation, Number.POSITIVE_INFINITY)
  if (hasKeys(known) && isSignedWith(signed, known.keys)) return true
  // Another process may have stored others since; how often that is looked up, a stranger must not decide.
  const stored = await storedWebhook(installation, timing.storedKeysPause)
  if (!hasKeys(stored)) return hasSecret(request.query, ownerOf(installation))
  if (!isSigned(request.headers)) return false
  if (stored !== known && isSignedWith(signed, stored.keys)) return true
  const fresh = await keysAnew(installation, stored, deadline)
  return fresh !== undefined && isSignedWith(signed, fresh)
}

const hasKeys = (state: WebhookState | undefined): state is WebhookState => state !== undefined && state.keys.length > 0

const ownerOf = ({ ctx, settings }: Installation) => ({
  clientSecret: settings.client.clientSecret,
  webhookId: ctx.webhookId,
})

/** @param trust ms that it may have been read before. */
async function storedWebhook(installation: Installation, trust: number): Promise<WebhookState | undefined> {
  const { memory } = installation
  const { webhook } = memory
  if (webhook !== undefined && Date.now() - webhook.readAt < trust) return webhook.state
  const state = await webhookState.read(installation)
  note(memory, { webhook: { state, readAt: Date.now() } })
  return state
}

/**
 * The keys as SalesIQ has them now: they may have been changed there. Asked for once a minute at most, since a flood of
 * forged requests must not make SalesIQ lock our address; noted only where SalesIQ answers.
 */
async function keysAnew(
  installation: Installation,
  stored: WebhookState,
  deadline: number,
): Promise<string[] | undefined> {
  const { memory, logger } = installation
  const askedAt = Math.max(memory.keysAskedAt ?? 0, stored.readAt)
  if (stored.id === '' || Date.now() - askedAt < timing.keysPause) return undefined
  note(memory, { keysAskedAt: Date.now() })
  try {
    const brand = await brandOf(installation)
    const caller = callerFor(tokenSource(installation), brand)
    const webhook = await readWebhook(caller, stored.id, Math.min(deadline, Date.now() + timing.webhookDeskBudget))
    if (webhook === undefined || webhook.keys.length === 0) return undefined
    const state = { ...stored, keys: webhook.keys, readAt: Date.now() }
    // A registration may have made another webhook meanwhile.
    const current = await webhookState.read(installation)
    if (current?.id !== stored.id) return undefined
    await webhookState.write(installation, { ...state, replayedAt: current.replayedAt })
    note(memory, { webhook: { state, readAt: Date.now() } })
    return webhook.keys
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    logger.warn('The keys of the webhook could not be read again. %s', reasonOf(error))
    return undefined
  }
}
