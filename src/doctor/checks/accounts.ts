import { type Check, failed, passed, unread } from '../../../core/doctor/check'
import type { ChannelAccount } from '../../hubspot/custom-channels'
import type { Facts } from '../read-facts'

/** The channel's account in each inbox: there, authorised, switched on. */
export function checkAccounts({ accounts, inboxes, configured }: Facts): Check[] {
  const any = { id: 'accounts', title: 'The channel is connected to inboxes' }
  if (!accounts?.ok) return [unread(any, accounts)]
  const live = accounts.value.filter(({ archived }) => !archived)
  const inboxIds = [...new Set([...configured.inboxIds, ...live.map(({ inboxId }) => inboxId)])]
  const names = new Map(inboxes?.ok ? inboxes.value.map(({ id, name }) => [id, name]) : [])
  if (inboxIds.length === 0) {
    return [failed({ ...any, fix: 'Choose inboxes on the connect page, or fill in "Inbox or help desk ID".' })]
  }
  return inboxIds.map((inboxId) =>
    checkAccount(
      inboxId,
      live.find((account) => account.inboxId === inboxId),
      names.get(inboxId) ?? '',
    ),
  )
}

function checkAccount(inboxId: string, account: ChannelAccount | undefined, name: string): Check {
  const check = {
    id: `account:${inboxId}`,
    title: `The channel is connected to inbox ${inboxId}, authorised and active`,
  }
  if (account === undefined) {
    return failed({ ...check, detail: 'no channel account', fix: "Save the integration's configuration in Botpress." })
  }
  const detail = [name.slice(0, 80), `channel account ${account.id}`].filter((part) => part !== '').join(', ')
  if (!account.authorized) {
    const fix = "Save the integration's configuration in Botpress: it authorises the account again."
    return failed({ ...check, detail: `${detail}, not authorised`, fix })
  }
  if (!account.active) {
    const fix = 'Switch it on in HubSpot: Settings > Inbox & Help Desk > the inbox > Channels.'
    return failed({ ...check, detail: `${detail}, not active`, fix })
  }
  return passed({ ...check, detail })
}
