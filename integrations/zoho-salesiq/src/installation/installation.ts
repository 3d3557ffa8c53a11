import { type Desk, LeftAccountError } from '../../../../core/desk'
import { installationKey } from '../../../../core/platform/installation-key'
import type { Session } from '../../../../core/session/session'
import type { Texts } from '../../../../core/texts/languages'
import type { HandlerProps } from '../bp'
import { type Caller, callerFor } from '../salesiq/caller'
import { type Brand, brandOf, heedBrand } from './brand'
import { memoryOf } from './memory'
import type { Place } from './place'
import { readSettings } from './settings'
import { tokenSource } from './tokens'

/** One installation of this integration in one bot, as a handler works with it; the core's has the desk besides. */
export type Installation = Place & { fileFolder: string; texts: Texts; desk: Pick<Desk, 'ended'> }

/** @throws {RuntimeError} when a required field of the configuration is missing or wrong. */
export function openInstallation({ ctx, client, logger }: HandlerProps): Installation {
  const key = installationKey(ctx)
  const settings = readSettings(ctx.configuration)
  return {
    key,
    ctx,
    client: client._inner,
    logger,
    settings,
    memory: memoryOf(key),
    // No earlier version called anything otherwise.
    desk: {},
    fileFolder: `zoho-salesiq-hitl/${ctx.webhookId}`,
    texts: settings.texts,
  }
}

/** A brand, and the way to it. */
export type Portal = Brand & { caller: Caller }

const portalOf = (installation: Installation, brand: Brand): Portal => ({
  ...brand,
  caller: callerFor(tokenSource(installation), brand),
})

/**
 * The brand that new chats are opened for. Another process may have connected another one a moment ago.
 *
 * @throws {NotConnectedError}
 */
export const connectedPortal = async (installation: Installation): Promise<Portal> =>
  portalOf(installation, await heedBrand(installation))

/**
 * The brand that a session is in, for all that has to do with it.
 *
 * @throws {LeftAccountError} when the bot was connected with another brand since. {NotConnectedError}
 */
export async function servingPortal(
  installation: Installation,
  { account }: Pick<Session, 'account'>,
): Promise<Portal> {
  const known = await brandOf(installation)
  if (known.appId === account) return portalOf(installation, known)
  // Another process may have connected another one since, which the session is in.
  const now = await brandOf(installation, 0)
  if (now.appId === account) return portalOf(installation, now)
  throw new LeftAccountError('SalesIQ', account, now.appId)
}
