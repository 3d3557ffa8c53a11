import { type Check, failed, passed, unread } from '../../../core/doctor/check'
import { listed } from '../../../core/doctor/listed'
import type { Channel } from '../../hubspot/custom-channels'
import { differingCapabilities } from '../../setup/capabilities'
import { type Facts, ourChannel } from '../read-facts'

const saveAgain = "Save the integration's configuration in Botpress: it makes and repairs its channel by itself."

/** The channel for the webhook URL, what it can do, and its neighbours on the same app. */
export function checkChannel({ channels, configured: { webhookUrl: ours } }: Facts): Check[] {
  const there = { id: 'channel', title: "There is one channel for the bot's webhook URL" }
  const able = { id: 'capabilities', title: 'The channel can do what the integration handles' }
  const alone = { id: 'other-installations', title: 'No other bot uses the app' }
  if (!channels?.ok) return [there, able, alone].map((check) => unread(check, channels))
  const channel = ourChannel(channels.value, ours)
  const twins = channels.value.filter(({ webhookUrl }) => webhookUrl === ours && webhookUrl !== '')
  return [
    channel === undefined ? failed({ ...there, fix: saveAgain }) : checkTwins(there, channel, twins),
    channel === undefined ? unread(able, undefined) : checkCapabilities(able, channel),
    checkOthers(
      alone,
      channels.value.filter(({ webhookUrl }) => webhookUrl && webhookUrl !== ours),
    ),
  ]
}

function checkTwins(check: Pick<Check, 'id' | 'title'>, channel: Channel, twins: Channel[]): Check {
  const detail = `channel ${channel.id}, "${channel.name}"`
  if (twins.length === 1) return passed({ ...check, detail })
  return failed({
    ...check,
    detail: `${detail}, and ${twins.length - 1} more`,
    fix: saveAgain,
    breaksEscalation: false,
  })
}

function checkCapabilities(check: Pick<Check, 'id' | 'title'>, channel: Channel): Check {
  const text = (value: unknown) => JSON.stringify(value) ?? 'nothing'
  const different = differingCapabilities(channel)
  if (different.length === 0) return passed(check)
  const detail = different.map(({ name, ours, theirs }) => `${name}: ${text(theirs)}, ours ${text(ours)}`)
  return failed({ ...check, detail: detail.join('; '), fix: saveAgain, breaksEscalation: false })
}

function checkOthers(check: Pick<Check, 'id' | 'title'>, others: Channel[]): Check {
  if (others.length === 0) return passed(check)
  return failed({
    ...check,
    detail: `channels for other webhook URLs: ${listed(others)}`,
    fix: 'Give each bot a HubSpot app of its own: an app has one webhook target. If they are left over from a removed bot, delete them.',
    breaksEscalation: false,
  })
}
