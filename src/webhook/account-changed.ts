import type { Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { accountsState, type ConnectedAccount } from '../installation/states'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'
import type { AccountEvent, AccountFacts } from './payloads'

/**
 * Keeps the stored accounts true, and tells the bot's owner when one stops working. An account that is not ours is none
 * of our business; one connected by hand is taken up by the next registration.
 */
export async function accountChanged(installation: Installation, event: AccountEvent): Promise<void> {
  const accounts = (await accountsState.read(installation))?.accounts ?? []
  if (!accounts.some(({ id }) => id === event.accountId)) return
  await withSetupLock(installation, { patience: timing.lockPatience, lease: timing.lockLease }, () =>
    change(installation, event),
  )
}

async function change(installation: Installation, event: AccountEvent): Promise<void> {
  const stored = (await accountsState.read(installation))?.accounts ?? []
  const before = stored.find(({ id }) => id === event.accountId)
  const at = event.at ?? Date.now()
  if (before === undefined || at < before.changedAt || saysNothing(event)) return
  const after = event.change === 'purged' ? undefined : withFacts(before, event.facts, at)
  const accounts = stored.flatMap((account) => (account.id === before.id ? (after ?? []) : account))
  // Said first: should the answer to the write be lost, the event is found done when it is delivered again.
  if (after?.authorized !== before.authorized || after.active !== before.active) warn(installation, before, after)
  await accountsState.writeOnce(installation, { accounts })
  note(installation.memory, { accounts })
}

/** HubSpot's names for these fields are not confirmed; an event without any we know changes nothing. */
function saysNothing({ change, facts }: AccountEvent): boolean {
  return change !== 'purged' && facts.authorized === undefined && facts.active === undefined
}

function withFacts(account: ConnectedAccount, { authorized, active }: AccountFacts, at: number): ConnectedAccount {
  return { ...account, authorized: authorized ?? account.authorized, active: active ?? account.active, changedAt: at }
}

function warn(installation: Installation, before: ConnectedAccount, after: ConnectedAccount | undefined): void {
  const log = installation.logger.forBot()
  const inbox = `"${before.inboxName}" (${before.inboxId})`
  if (after === undefined) {
    log.error(
      "The channel was removed from %s in HubSpot: conversations no longer get there. Save the integration's configuration to connect it again.",
      inbox,
    )
  } else if (!after.active) {
    log.error(
      'The channel was switched off in %s: conversations no longer get there. Switch it on in HubSpot (Settings > Inbox & Help Desk > the inbox > Channels).',
      inbox,
    )
  } else if (!after.authorized) {
    log.error(
      "The channel lost its authorisation in %s: conversations no longer get there. Save the integration's configuration to authorise it again.",
      inbox,
    )
  }
}
