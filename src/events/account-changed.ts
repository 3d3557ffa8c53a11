import type { Installation } from '../installation'
import { accountsState, type ConnectedAccount } from '../state'
import type { AccountFacts } from '../webhook/payloads'

/** A change of one of our channel accounts, made in HubSpot's settings. */
export type AccountChange = { change: 'created' | 'updated' | 'purged'; accountId: string; account: AccountFacts }

/**
 * Keeps the stored accounts true, and tells the bot's owner when one stops working. An account that is not ours is none
 * of our business; one connected by hand is taken up by the next registration.
 */
export async function accountChanged(installation: Installation, event: AccountChange): Promise<void> {
  const stored = (await accountsState.read(installation))?.accounts ?? []
  const before = stored.find(({ id }) => id === event.accountId)
  if (before === undefined) return
  const after = event.change === 'purged' ? undefined : withFacts(before, event.account)
  const accounts = stored.flatMap((account) => (account.id === before.id ? (after ?? []) : account))
  if (JSON.stringify(accounts) === JSON.stringify(stored)) return
  await accountsState.write(installation, { accounts })
  installation.memory.accounts = accounts
  warn(installation, before, after)
}

function withFacts(account: ConnectedAccount, { authorized, active }: AccountFacts): ConnectedAccount {
  return { ...account, authorized: authorized ?? account.authorized, active: active ?? account.active }
}

function warn(installation: Installation, before: ConnectedAccount, after: ConnectedAccount | undefined): void {
  const log = installation.logger.forBot()
  const inbox = `"${before.inboxName}" (${before.inboxId})`
  if (after === undefined) {
    log.error(
      "The channel was removed from %s in HubSpot: conversations no longer get there. Save the integration's configuration to connect it again.",
      inbox,
    )
  } else if (!after.authorized || !after.active) {
    log.error(
      'The channel was switched off in %s: conversations no longer get there. Switch it on in HubSpot (Settings > Inbox & Help Desk > the inbox > Channels), or save the configuration again.',
      inbox,
    )
  }
}
