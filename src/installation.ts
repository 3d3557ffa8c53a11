import { RuntimeError } from '@botpress/sdk'
import type { HandlerProps } from './bp'
import { currentCredentials, tokenSource } from './credentials'
import { type Caller, callerFor } from './hubspot/caller'
import { HubSpotError } from './hubspot/errors'
import { installationKey, type Memory, memoryOf } from './memory'
import { NotConnectedError } from './not-connected'
import { readSettings, type Settings } from './settings'
import { accountsState, type ChannelState, type ConnectedAccount, channelState } from './state'
import { remember, storedCredentials } from './stored-credentials'

export { heedReconnection } from './stored-credentials'

/** One installation of this integration in one bot, as a handler works with it. */
export type Installation = HandlerProps & {
  /** Names the installation and its configuration; the first part of every cache key. */
  key: string
  settings: Settings
  memory: Memory
  hubspot: Caller
}

/** @throws {RuntimeError} when a required field of the configuration is missing. */
export function openInstallation({ ctx, client, logger }: HandlerProps): Installation {
  const key = installationKey(ctx)
  const settings = readSettings(ctx.configuration)
  const memory = memoryOf(key)
  const place = { ctx, client, logger, settings, memory }
  return { ...place, key, hubspot: callerFor(tokenSource(place)) }
}

/**
 * The HubSpot account (portal) this installation is connected to.
 *
 * @throws as `currentCredentials`.
 */
export async function portalIdOf(installation: Installation, deadline: number): Promise<string> {
  const known = installation.memory.credentials
  if (known) return known.portalId
  // The account does not change when its access token ends, so credentials that are out of date will do.
  const stored = await storedCredentials(installation)
  const credentials = stored ? remember(installation, stored) : await currentCredentials(installation, deadline)
  return credentials.portalId
}

/** Where an escalation goes that names no inbox: the configured one, else the first that is connected. */
export async function defaultInboxIdOf(installation: Installation): Promise<string> {
  const { settings } = installation
  if (settings.defaultInboxId !== undefined) return settings.defaultInboxId
  // It was chosen on the connect page, where it may have been changed in a request to another process.
  const [first] = await readAccounts(installation)
  if (first) return first.inboxId
  const why = (await storedCredentials(installation))
    ? 'no inbox is chosen.'
    : 'nobody has installed its app for this bot yet.'
  throw new NotConnectedError(why, settings)
}

async function connectedAccounts(installation: Installation): Promise<ConnectedAccount[]> {
  const { memory } = installation
  return memory.accounts ?? readAccounts(installation)
}

async function readAccounts(installation: Installation): Promise<ConnectedAccount[]> {
  const accounts = (await accountsState.read(installation))?.accounts
  installation.memory.accounts = accounts
  return accounts ?? []
}

/** The way into HubSpot for one inbox: our channel and its account there. */
export type Route = { channelId: string; account: ConnectedAccount }

/**
 * The route to an inbox.
 *
 * @throws {RuntimeError} when the inbox is not connected, listing those that are.
 */
export async function routeTo(installation: Installation, inboxId: string): Promise<Route> {
  const [channel, known] = await Promise.all([channelOf(installation), connectedAccounts(installation)])
  const to = (accounts: ConnectedAccount[]) => accounts.find((candidate) => candidate.inboxId === inboxId)
  // Another process may have connected it since.
  const account = to(known) ?? to(await readAccounts(installation))
  if (account === undefined) throw notConnected(installation, inboxId)
  return { channelId: channel.channelId, account }
}

/** @throws {RuntimeError} when the integration was never registered with HubSpot. */
export async function channelOf(installation: Installation): Promise<ChannelState> {
  const { memory } = installation
  memory.channel ??= await channelState.read(installation)
  if (memory.channel === undefined) {
    throw new NotConnectedError('the integration has no channel there yet.', installation.settings)
  }
  return memory.channel
}

function notConnected({ settings, memory }: Installation, inboxId: string): RuntimeError {
  const connected = memory.accounts ?? []
  const known = connected.map(({ inboxId: id, inboxName }) => `${id} (${inboxName})`).join(', ') || 'none'
  const remedy = settings.inboxIds.includes(inboxId)
    ? "Save the integration's configuration to connect it again."
    : 'Use one of these, or add the inbox to "Additional inbox IDs" and save the configuration.'
  return new RuntimeError(`Inbox ${inboxId.slice(0, 40)} is not connected to this bot. Connected: ${known}. ${remedy}`)
}

/**
 * Does something with the route to an inbox. When HubSpot refuses, another process may have set up the channel or the
 * account anew: the route is then read again, and if it has changed, tried once more.
 */
export function alongRoute<T>(
  installation: Installation,
  inboxId: string,
  action: (route: Route) => Promise<T>,
): Promise<T> {
  const isSame = (one: Route, other: Route) => one.channelId === other.channelId && one.account.id === other.account.id
  return heedingOthers(installation, () => routeTo(installation, inboxId), isSame, action)
}

/** Does something in our channel; what `alongRoute` heeds holds here too. */
export function inChannel<T>(installation: Installation, action: (channelId: string) => Promise<T>): Promise<T> {
  const isSame = (one: ChannelState, other: ChannelState) => one.channelId === other.channelId
  return heedingOthers(
    installation,
    () => channelOf(installation),
    isSame,
    ({ channelId }) => action(channelId),
  )
}

async function heedingOthers<Way, T>(
  { memory }: Installation,
  find: () => Promise<Way>,
  isSame: (one: Way, other: Way) => boolean,
  action: (way: Way) => Promise<T>,
): Promise<T> {
  const way = await find()
  try {
    return await action(way)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.outcome !== 'refused') throw error
    memory.channel = undefined
    memory.accounts = undefined
    const fresh = await find()
    if (isSame(way, fresh)) throw error
    return action(fresh)
  }
}
