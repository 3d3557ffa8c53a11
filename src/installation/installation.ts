import type { Logger } from '../../core/botpress'
import type { Place } from '../../core/installation'
import { installationKey } from '../../core/platform/installation-key'
import type { Texts } from '../../core/texts/languages'
import type { Context, HandlerProps } from '../bp'
import { type Caller, callerFor } from '../hubspot/caller'
import { type Memory, memoryOf, note } from './memory'
import { readSettings, type Settings } from './settings'
import type { Credentials } from './states'
import { remember, storedCredentials } from './stored-credentials'
import { currentCredentials, tokenSource } from './token-refresher'

/** One installation of this integration in one bot, as a handler works with it; the core's has the desk besides. */
export type Installation = Place & {
  ctx: Context
  logger: Logger
  settings: Settings
  memory: Memory
  hubspot: Caller
  fileFolder: string
  texts: Texts
}

/** @throws {NotFilledInError}, {RuntimeError} when a field of the configuration is missing or wrong. */
export function openInstallation({ ctx, client, logger }: HandlerProps): Installation {
  const key = installationKey(ctx)
  const settings = readSettings(ctx.configuration)
  const place = {
    key,
    ctx,
    client: client._inner,
    logger,
    settings,
    memory: memoryOf(key),
    desk: {},
    fileFolder: `hubspot-inbox-hitl/${ctx.webhookId}`,
    texts: settings.texts,
  }
  return { ...place, hubspot: callerFor(tokenSource(place)) }
}

/**
 * The HubSpot account (portal) this installation is connected to.
 *
 * @throws as `currentCredentials`.
 */
export async function portalIdOf(installation: Installation, deadline: number): Promise<string> {
  return ((await knownCredentials(installation)) ?? (await currentCredentials(installation, deadline))).portalId
}

/**
 * The ID of the app that speaks for this installation: as configured, else as HubSpot named it when the bot was connected.
 * Costs nothing once this process knows the connection; undefined before there is one.
 */
export async function appIdOf(installation: Installation): Promise<string | undefined> {
  return installation.settings.app.appId ?? (await knownCredentials(installation))?.appId
}

/** Account and app do not change when an access token ends, so credentials that are out of date will do. */
async function knownCredentials(installation: Installation): Promise<Credentials | undefined> {
  const known = installation.memory.credentials
  if (known) return known
  const since = Date.now()
  const stored = await storedCredentials(installation)
  if (stored === undefined) return undefined
  // It is a look at which account is connected, too.
  note(installation.memory, { heeding: { since, done: Promise.resolve() } })
  return remember(installation, stored)
}
