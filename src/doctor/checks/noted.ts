import { type Check, failed, passed, unread } from '../../../core/doctor/check'
import { type Facts, ourChannel } from '../read-facts'

const saveAgain = "Save the integration's configuration in Botpress: it notes what HubSpot has."

/** That the bot goes by the channel and the channel accounts that HubSpot has; only where what it noted can be seen. */
export function checkNoted({ noted, channels, accounts, configured }: Facts): Check[] {
  if (noted === undefined) return []
  const check = { id: 'noted', title: 'The bot goes by the channel and the inboxes as HubSpot has them' }
  if (!noted.ok) return [unread(check, noted)]
  if (!channels?.ok || !accounts?.ok) return [unread(check, undefined)]
  const channel = ourChannel(channels.value, configured.webhookUrl)
  if (noted.value.channelId !== channel?.id) {
    const detail = `it goes by channel ${noted.value.channelId ?? 'none'}, and HubSpot has ${channel?.id ?? 'none'}`
    return [failed({ ...check, detail, fix: saveAgain })]
  }
  const live = new Set(accounts.value.flatMap(({ id, archived }) => (archived ? [] : [id])))
  const gone = noted.value.accounts.filter(({ id }) => !live.has(id))
  const isNoted = (id: string) => noted.value.accounts.some((account) => account.id === id)
  const unknown = [...live].filter((id) => !isNoted(id))
  if (gone.length === 0 && unknown.length === 0) return [passed(check)]
  const detail = [
    ...gone.map(({ id, inboxId }) => `channel account ${id} in inbox ${inboxId} is gone from HubSpot`),
    ...unknown.map((id) => `channel account ${id} is not known to the bot`),
  ]
  return [
    failed({ ...check, detail: detail.slice(0, 10).join('; '), fix: saveAgain, breaksEscalation: gone.length > 0 }),
  ]
}
