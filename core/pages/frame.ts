import { randomBytes } from 'node:crypto'
import type { HandlerProps } from '../botpress'
import type { StatePlace } from '../platform/state'
import { timing } from '../timing'
import { ensurePageKey, readPageKey } from './page-key'
import type { Signer } from './tickets'
import { linkFor, type Visit } from './visit'

/** What every visit has, whatever is asked for and whatever is configured. */
export type Frame = Omit<Visit<never>, 'request'>

/**
 * A request to the pages of an installation, from now on.
 *
 * @param label of the product's tickets.
 * @param budget ms until the browser has its answer.
 */
export async function frameOf(
  { ctx, client, logger }: HandlerProps,
  { label, budget }: { label: string; budget: number },
): Promise<Frame> {
  const began = Date.now()
  // Without a key nothing was ever signed, so nothing is valid.
  const key = (await readPageKey({ ctx, client: client._inner })) ?? randomBytes(32).toString('base64url')
  const signer: Signer = { label, key, webhookId: ctx.webhookId }
  return { signer, logger, deadline: began + timing.webhookDeskBudget, answerBy: began + budget }
}

/**
 * The link that opens the connect page, good for one hour. To be called under the set-up lock.
 *
 * @param clientSecret undefined while none is filled in.
 */
export async function connectLink(
  place: StatePlace & { ctx: { webhookId: string } },
  { label, webhookUrl, clientSecret }: { label: string; webhookUrl: string; clientSecret: string | undefined },
): Promise<string> {
  const key = await ensurePageKey(place, clientSecret)
  return linkFor({ label, key, webhookId: place.ctx.webhookId }, webhookUrl)
}
