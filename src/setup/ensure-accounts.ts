import type { Inbox } from '../hubspot/conversations'
import {
  type ChannelAccount,
  type ChannelAccountChanges,
  createChannelAccount,
  listChannelAccounts,
  updateChannelAccount,
} from '../hubspot/custom-channels'
import { byId } from '../hubspot/id'
import type { Installation } from '../installation/installation'
import type { ConnectedAccount } from '../installation/states'
import type { SetUp } from './ensure-channel'

/**
 * Connects the channel to each inbox with one channel account, using those that exist. One that has another name is
 * renamed; one that was switched off is authorised again; one that only HubSpot's settings can switch on is warned about.
 */
export async function ensureAccounts(setUp: SetUp, channelId: string, inboxes: Inbox[]): Promise<ConnectedAccount[]> {
  const existing = await list(setUp, channelId)
  const connected: ConnectedAccount[] = []
  for (const inbox of inboxes) {
    const account = await ensureAccount(setUp, channelId, inbox, existing)
    if (!account.active) warnInactive(setUp.installation, inbox)
    connected.push({
      id: account.id,
      inboxId: inbox.id,
      inboxName: inbox.name,
      authorized: account.authorized,
      active: account.active,
      changedAt: Date.now(),
      address: account.deliveryIdentifier?.value ?? addressOf(setUp, inbox.id),
    })
  }
  return connected
}

async function list({ installation, deadline }: SetUp, channelId: string): Promise<ChannelAccount[]> {
  const accounts = await listChannelAccounts(installation.hubspot, channelId, deadline())
  return accounts.filter((account) => !account.archived).sort(byId)
}

async function ensureAccount(
  setUp: SetUp,
  channelId: string,
  inbox: Inbox,
  existing: ChannelAccount[],
): Promise<ChannelAccount> {
  const { installation, deadline } = setUp
  const account = existing.find((candidate) => candidate.inboxId === inbox.id)
  if (account) return bringUpToDate(setUp, channelId, account)
  return createChannelAccount(
    installation.hubspot,
    channelId,
    {
      inboxId: inbox.id,
      name: installation.settings.channelName,
      deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: addressOf(setUp, inbox.id) },
    },
    deadline(),
  )
}

async function bringUpToDate(
  { installation, deadline }: SetUp,
  channelId: string,
  account: ChannelAccount,
): Promise<ChannelAccount> {
  const { channelName } = installation.settings
  const changes: ChannelAccountChanges = {}
  if (account.name !== channelName) changes.name = channelName
  if (!account.authorized) changes.authorized = true
  if (Object.keys(changes).length === 0) return account
  return updateChannelAccount(installation.hubspot, channelId, account.id, changes, deadline())
}

/** The account's own address, the recipient of what end users write. The same for the same inbox, for good. */
function addressOf({ installation }: SetUp, inboxId: string): string {
  return `botpress-${installation.ctx.webhookId}-${inboxId}`
}

function warnInactive(installation: Installation, inbox: Inbox): void {
  installation.logger
    .forBot()
    .warn(
      'The channel is connected to "%s" (%s) but not switched on there. Switch it on in HubSpot: Settings > Inbox & Help Desk > the inbox > Channels.',
      inbox.name,
      inbox.id,
    )
}
