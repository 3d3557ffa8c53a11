import * as z from 'zod/mini'
import type { Caller } from './caller'
import { callHubSpot, callHubSpotForEffect } from './client'
import { id } from './id'
import { allPages, page } from './paging'
import { paths } from './versions'

/**
 * HubSpot's Custom Channels API. Channels belong to the app and are managed with the developer account's key; accounts
 * and messages belong to a HubSpot account and need its access token.
 */

/** What speaks for the app: the developer account's API key, and which of its apps. */
export type DeveloperKey = { developerApiKey: string; appId: string }

export type Capabilities = Record<string, string | number | boolean | string[]>

const channel = z.lazy(() =>
  z.object({
    id,
    name: z._default(z.string(), ''),
    webhookUrl: z.nullish(z.string()),
    capabilities: z._default(z.record(z.string(), z.unknown()), {}),
  }),
)
export type Channel = z.infer<typeof channel>

/** What we want a channel to be. */
export type ChannelSettings = { name: string; webhookUrl: string; capabilities: Capabilities }

const asDeveloper = ({ developerApiKey, appId }: { developerApiKey: string; appId: string | undefined }) => ({
  hapikey: developerApiKey,
  ...(appId === undefined ? {} : { appId }),
})

/** @param key without an app's ID it lists nothing, and only shows whether HubSpot knows the key. */
export function listChannels(
  key: Pick<DeveloperKey, 'developerApiKey'> & { appId: DeveloperKey['appId'] | undefined },
  deadline: number,
): Promise<Channel[]> {
  return allPages((query) =>
    callHubSpot(
      {
        what: "list the app's custom channels",
        method: 'GET',
        path: paths.channels,
        query: { ...asDeveloper(key), limit: 100, ...query },
        deadline,
      },
      page(channel),
    ),
  )
}

export function createChannel(key: DeveloperKey, settings: ChannelSettings, deadline: number): Promise<Channel> {
  return callHubSpot(
    {
      what: 'create the custom channel',
      method: 'POST',
      path: paths.channels,
      query: asDeveloper(key),
      body: settings,
      deadline,
    },
    channel,
  )
}

export function updateChannel(
  key: DeveloperKey,
  channelId: string,
  changes: Partial<ChannelSettings>,
  deadline: number,
): Promise<void> {
  return callHubSpotForEffect({
    what: 'update the custom channel',
    method: 'PATCH',
    path: paths.channel(channelId),
    query: asDeveloper(key),
    body: changes,
    deadline,
  })
}

export function deleteChannel(key: DeveloperKey, channelId: string, deadline: number): Promise<void> {
  return callHubSpotForEffect({
    what: 'delete the custom channel',
    method: 'DELETE',
    path: paths.channel(channelId),
    query: asDeveloper(key),
    deadline,
  })
}

/** `HS_EMAIL_ADDRESS` and `HS_PHONE_NUMBER` (E.164) make HubSpot match a contact; an opaque ID is only ours. */
export const deliveryIdentifierTypes = ['CHANNEL_SPECIFIC_OPAQUE_ID', 'HS_EMAIL_ADDRESS', 'HS_PHONE_NUMBER'] as const
export type DeliveryIdentifier = { type: (typeof deliveryIdentifierTypes)[number]; value: string }

const account = z.lazy(() =>
  z.object({
    id,
    inboxId: id,
    name: z._default(z.string(), ''),
    active: z._default(z.boolean(), true),
    authorized: z._default(z.boolean(), true),
    archived: z._default(z.boolean(), false),
    deliveryIdentifier: z.nullish(z.object({ type: z.string(), value: z.string() })),
  }),
)
export type ChannelAccount = z.infer<typeof account>

export function listChannelAccounts(caller: Caller, channelId: string, deadline: number): Promise<ChannelAccount[]> {
  return allPages((query) =>
    caller.call(
      {
        what: "list the channel's accounts",
        method: 'GET',
        path: paths.channelAccounts(channelId),
        query: { limit: 100, ...query },
        deadline,
      },
      page(account),
    ),
  )
}

export function createChannelAccount(
  caller: Caller,
  channelId: string,
  body: { inboxId: string; name: string; deliveryIdentifier: DeliveryIdentifier },
  deadline: number,
): Promise<ChannelAccount> {
  return caller.call(
    {
      what: `connect the channel to inbox ${body.inboxId}`,
      method: 'POST',
      path: paths.channelAccounts(channelId),
      body: { ...body, authorized: true },
      deadline,
    },
    account,
  )
}

/** All that HubSpot lets us change of an account. */
export type ChannelAccountChanges = { name?: string; authorized?: boolean }

export function updateChannelAccount(
  caller: Caller,
  channelId: string,
  accountId: string,
  changes: ChannelAccountChanges,
  deadline: number,
): Promise<ChannelAccount> {
  return caller.call(
    {
      what: 'update the channel account',
      method: 'PATCH',
      path: paths.channelAccount(channelId, accountId),
      body: changes,
      deadline,
    },
    account,
  )
}
