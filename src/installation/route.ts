import { RuntimeError } from '@botpress/sdk'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from './installation'
import { note } from './memory'
import { NotConnectedError } from './not-connected'
import { accountsState, type ChannelState, type ConnectedAccount, channelState } from './states'
import { storedCredentials } from './stored-credentials'

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
  note(installation.memory, { accounts })
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
  const { memory, settings } = installation
  const channel = memory.channel ?? (await channelState.read(installation))
  if (channel === undefined) throw new NotConnectedError('the integration has no channel there yet.', settings)
  note(memory, { channel })
  return channel
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

/** Reads what leads to HubSpot, in a process that has just started; what fails is read again where it is needed. */
export async function readRoute(installation: Installation): Promise<void> {
  await Promise.allSettled([channelOf(installation), connectedAccounts(installation)])
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
    if (!(error instanceof HubSpotError) || error.passing) throw error
    note(memory, { channel: undefined, accounts: undefined })
    const fresh = await find()
    if (isSame(way, fresh)) throw error
    return action(fresh)
  }
}
