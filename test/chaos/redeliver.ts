import { setTimeout as sleep } from 'node:timers/promises'
import pMap from 'p-map'
import type { ThreadMessage } from '../../sim/hubspot'
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
  const before = new Set(everything(place))
  const arrived = new Set(messagesThat(place, 'SENT'))
  const refused = await pMap([...bodies], (body) => untilTaken(place, JSON.parse(body)), { concurrency: 6 })
  await place.settled()
  const violations = everything(place).flatMap((item) =>
    before.has(item) ? [] : [`Delivering everything once more made: ${item}`],
  )
  for (const id of messagesThat(place, 'FAILED')) {
    if (arrived.has(id)) violations.push(`Delivering everything once more made FAILED of SENT: ${id}`)
  }
  const given = refused.filter((taken) => !taken).length
  if (given > 0) violations.push(`${given} redelivered webhooks were not taken`)
  return { violations, redelivered: bodies.size }
}

/** IDs of the messages that agents read to be so. */
function messagesThat({ hubspot, portalId }: Place, statusType: 'SENT' | 'FAILED'): string[] {
  return hubspot
    .threads(portalId)
    .flatMap(({ id }) => hubspot.messages(id))
    .flatMap((entry) => (entry.type === 'MESSAGE' && entry.status.statusType === statusType ? [entry.id] : []))
}

/** What is about a thread that the bot never took up is only settled when it is sure that it never will. */
async function untilTaken(place: Place, content: unknown): Promise<boolean> {
  for (let attempt = 0; attempt < 80; attempt += 1) {
    const status = await sendWebhook(place, content)
    if (status >= 200 && status < 300) return true
    await sleep(500)
  }
  return false
}

/** Everything that anybody could see, a line for each thing. */
function everything({ hubspot, botpress, bot, portalId }: Place): string[] {
  const conversations = botpress.conversations(bot)
  const threads = hubspot.threads(portalId)
  return [
    ...conversations.map(({ id }) => `Botpress conversation ${id}`),
    ...botpress.users(bot).map(({ id }) => `Botpress user ${id}`),
    ...botpress.events(bot).map(({ id, type, payload }) => `Botpress event ${show({ id, type, payload })}`),
    ...bot.plugin.endUsers.flatMap(({ transcript }) => transcript.map((seen) => `line of webchat ${show(seen)}`)),
    ...threads.map(({ id }) => `HubSpot thread ${id}`),
    ...hubspot.contacts(portalId).map(({ id }) => `HubSpot contact ${id}`),
    ...threads.flatMap(({ id }) =>
      hubspot.messages(id).map((entry) => `entry in a HubSpot thread ${showEntry(entry)}`),
    ),
  ]
}

const show = (thing: unknown) => JSON.stringify(thing)

/** Without its status, which redelivery may correct, though only for the better. */
function showEntry(entry: ThreadMessage): string {
  const { id, type, conversationsThreadId, createdAt } = entry
  return show({ id, type, conversationsThreadId, createdAt, text: 'text' in entry ? entry.text : undefined })
}
