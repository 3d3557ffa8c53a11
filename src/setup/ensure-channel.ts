import { setTimeout as sleep } from 'node:timers/promises'
import { RuntimeError } from '@botpress/sdk'
import {
  type Channel,
  type ChannelSettings,
  createChannel,
  deleteChannel,
  listChannels,
  updateChannel,
} from '../hubspot/custom-channels'
import { HubSpotError } from '../hubspot/errors'
import { byId } from '../hubspot/id'
import type { Installation } from '../installation/installation'
import { channelState } from '../installation/states'
import { timing } from '../timing'
import { capabilities, differingCapabilities } from './capabilities'
import { developerKeyOf } from './developer-key'
import { asDeveloper } from './developer-refusal'

/** A set-up under way. */
export type SetUp = {
  installation: Installation
  webhookUrl: string
  /** Epoch ms until which the call that is about to be made may take. */
  deadline: () => number
}

/**
 * Finds this installation's custom channel by its webhook URL, or creates it, and brings it up to date.
 *
 * Whoever creates a channel lists again once it is visible: of several with our URL, which two registrations at the same
 * time can make, the one with the lowest ID stays.
 *
 * @returns the channel's ID.
 */
export async function ensureChannel(setUp: SetUp): Promise<string> {
  const { installation, webhookUrl } = setUp
  const channels = await list(setUp)
  const before = await stored(installation, channels)
  warnAboutOthers(
    installation,
    channels.filter((channel) => channel.id !== before?.id),
    webhookUrl,
  )
  const found = lowest(withUrl(channels, webhookUrl)) ?? before
  const channel = found ?? (await createAndWait(setUp, channels.length))
  await bringUpToDate(setUp, channel)
  await removeDuplicates(setUp, found ? channels : await list(setUp), channel)
  return channel.id
}

/**
 * The first half of `ensureChannel` by itself: finds the channel, if it is visible, and brings it up to date.
 *
 * @returns the channel's ID, or how many channels the app has when ours is not among them.
 */
export async function findChannel(setUp: SetUp): Promise<{ channelId: string } | { others: number }> {
  const channels = await list(setUp)
  const channel = lowest(withUrl(channels, setUp.webhookUrl)) ?? (await stored(setUp.installation, channels))
  if (channel === undefined) return { others: channels.length }
  await bringUpToDate(setUp, channel)
  await removeDuplicates(setUp, channels, channel)
  return { channelId: channel.id }
}

const wantedOf = ({ installation, webhookUrl }: SetUp): ChannelSettings => ({
  name: installation.settings.channelName,
  webhookUrl,
  capabilities,
})

async function list({ installation, deadline }: SetUp): Promise<Channel[]> {
  return asDeveloper(listChannels(await developerKeyOf(installation), deadline()))
}

const withUrl = (channels: Channel[], webhookUrl: string) =>
  channels.filter((channel) => channel.webhookUrl === webhookUrl)

const lowest = (channels: Channel[]): Channel | undefined => channels.toSorted(byId)[0]

/** The channel of an earlier registration, should this installation's URL have changed since. */
async function stored(installation: Installation, channels: Channel[]): Promise<Channel | undefined> {
  const state = await channelState.read(installation)
  return channels.find((channel) => channel.id === state?.channelId && channel.webhookUrl === state.webhookUrl)
}

/**
 * Asks for the channel. HubSpot shows it only after a while, to `findChannel` too.
 *
 * @param existing how many channels the app has already.
 */
export async function requestChannel(setUp: SetUp, existing: number): Promise<Channel> {
  const key = await developerKeyOf(setUp.installation)
  const creation = asDeveloper(createChannel(key, wantedOf(setUp), setUp.deadline()))
  return creation.catch((refusal: unknown) => {
    throw mayBeTooMany(refusal, existing)
  })
}

async function createAndWait(setUp: SetUp, existing: number): Promise<Channel> {
  const created = await requestChannel(setUp, existing)
  for (const pause of [0, ...timing.channelVisiblePauses]) {
    await sleep(pause)
    const ours = withUrl(await list(setUp), setUp.webhookUrl)
    if (ours.some((channel) => channel.id === created.id)) return lowest(ours) ?? created
  }
  throw new RuntimeError(
    "HubSpot has created the channel but does not show it yet. Wait some minutes and save the integration's configuration again: it will be found then.",
  )
}

async function bringUpToDate(setUp: SetUp, channel: Channel): Promise<void> {
  const wanted = wantedOf(setUp)
  const changes: Partial<ChannelSettings> = {}
  if (channel.name !== wanted.name) changes.name = wanted.name
  if (channel.webhookUrl !== wanted.webhookUrl) changes.webhookUrl = wanted.webhookUrl
  if (differingCapabilities(channel).length > 0) changes.capabilities = wanted.capabilities
  if (Object.keys(changes).length > 0) {
    const key = await developerKeyOf(setUp.installation)
    await asDeveloper(updateChannel(key, channel.id, changes, setUp.deadline()))
  }
}

async function removeDuplicates(setUp: SetUp, channels: Channel[], kept: Channel): Promise<void> {
  for (const channel of withUrl(channels, setUp.webhookUrl)) {
    if (channel.id !== kept.id) await removeChannel(setUp.installation, channel.id, setUp.deadline())
  }
}

/** Deletes a channel; one that is gone already is fine. */
export async function removeChannel(
  installation: Installation,
  channelId: string,
  deadline = Date.now() + timing.messageBudget,
): Promise<void> {
  const key = await developerKeyOf(installation)
  try {
    await deleteChannel(key, channelId, deadline)
  } catch (error) {
    if (error instanceof HubSpotError && error.status === 404) return
    await asDeveloper(Promise.reject(error))
  }
}

/** An app has one webhook target, so a second installation on it would go without news of assignments and closings. */
function warnAboutOthers(installation: Installation, channels: Channel[], webhookUrl: string): void {
  const others = channels.filter((channel) => channel.webhookUrl && channel.webhookUrl !== webhookUrl)
  if (others.length === 0) return
  installation.logger
    .forBot()
    .warn(
      'This HubSpot app also has channels for other webhook URLs (%d). An app has only one webhook target, so each bot needs a HubSpot app of its own. If they are left over from a removed bot, delete them.',
      others.length,
    )
}

/** HubSpot allows an app a small number of channels; which one it does not say. */
function mayBeTooMany(refusal: unknown, existing: number): unknown {
  if (!(refusal instanceof HubSpotError) || refusal.passing || existing === 0) return refusal
  return new RuntimeError(
    `${refusal.message} The app has ${existing} channels already, which may be as many as HubSpot allows: delete those left over from removed bots.`,
  )
}
