import pMap from 'p-map'
import { sendWebhook } from './strangers'
import type { Place } from './theatre'

/**
 * Delivers every webhook of the run once more, after everything is over, and finds what that changed: it is to be
 * nothing.
 */
export async function redeliverAll(place: Place): Promise<{ violations: string[]; redelivered: number }> {
  const path = new URL(place.bot.webhookUrl).pathname
  const bodies = new Set(
    place.hubspot.webhookLog.calls
      .filter((call) => call.path === path && call.status >= 200 && call.status < 300)
      .map(({ requestBody }) => JSON.stringify(requestBody)),
  )
  const before = snapshot(place)
  const refused = await pMap([...bodies], (body) => untilTaken(place, JSON.parse(body)), { concurrency: 6 })
  await place.settled()
  const after = snapshot(place)
  const violations = Object.keys(before).flatMap((what) =>
    before[what] === after[what] ? [] : [`Redelivery changed the ${what} from ${before[what]} to ${after[what]}`],
  )
  const given = refused.filter((taken) => !taken).length
  if (given > 0) violations.push(`${given} redelivered webhooks were not taken`)
  return { violations, redelivered: bodies.size }
}

async function untilTaken(place: Place, content: unknown): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const status = await sendWebhook(place, content)
    if (status >= 200 && status < 300) return true
  }
  return false
}

/** Everything that anybody could see, counted. */
function snapshot({ hubspot, botpress, bot, portalId }: Place): Record<string, number> {
  const conversations = botpress.conversations(bot)
  const threads = hubspot.threads(portalId)
  return {
    'Botpress conversations': conversations.length,
    'Botpress users': botpress.users(bot).length,
    'Botpress messages': sum(conversations, ({ id }) => botpress.messages(id).length),
    'Botpress events': botpress.events(bot).length,
    'lines that end users see': sum(bot.plugin.endUsers, ({ transcript }) => transcript.length),
    'HubSpot threads': threads.length,
    'HubSpot contacts': hubspot.contacts(portalId).length,
    'entries in HubSpot threads': sum(threads, ({ id }) => hubspot.messages(id).length),
  }
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0)
}
