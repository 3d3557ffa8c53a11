import { setTimeout as sleep } from 'node:timers/promises'
import pMap from 'p-map'
import type { ChannelMessage } from '../../../sim/hubspot'
import { channelEvent } from '../../e2e/channel-event'
import { knock } from '../../e2e/knock'
import type { Kind, News } from '../news'
import type { HubSpotPlace } from './place'

const kinds: Record<Kind, 'channel' | 'app'> = { replies: 'channel', changes: 'app' }

/** HubSpot's webhooks: replies come by the channel's, changes of threads by the app's. */
export function newsOf(place: HubSpotPlace, replies: ReadonlyMap<string, ChannelMessage>): News {
  const { hubspot, bot, appId } = place
  const { webhooks } = hubspot
  return {
    hold: () => webhooks.hold(),
    release: ({ joined = false, ...options } = {}) => webhooks.release({ ...options, batchAppEvents: joined }),
    duplicate: (count) => webhooks.duplicate(count),
    delay: (kind, ms) => webhooks.delay(kinds[kind], ms),
    lose: (kind, count) => webhooks.lose(kinds[kind], count),
    silence: () => {
      hubspot.setWebhookTarget(appId, undefined)
      return () => hubspot.setWebhookTarget(appId, bot.webhookUrl)
    },
    calm: async () => {
      webhooks.duplicate(1)
      for (const kind of ['channel', 'app'] as const) {
        webhooks.lose(kind, 0)
        webhooks.delay(kind, 0)
      }
      await webhooks.release()
    },
    settled: () => webhooks.settled(),
    deliver: async ({ id, threadId }) => {
      const body = channelEvent(place, hubspot.thread(threadId).integrationThreadIds, { ...replies.get(id) })
      return (await knock(place, { body })).status
    },
    repeatAll: () => repeatAll(place),
    answers: () => hubspot.webhookLog.calls.map(({ status }) => status),
  }
}

async function repeatAll(place: HubSpotPlace): Promise<{ sent: number; refused: number }> {
  const path = new URL(place.bot.webhookUrl).pathname
  const taken = place.hubspot.webhookLog.calls.filter((call) => call.path === path && isTaken(call.status))
  const bodies = [...new Set(taken.map(({ requestBody }) => JSON.stringify(requestBody)))]
  const results = await pMap(bodies, (body) => untilTaken(place, body), { concurrency: 6 })
  return { sent: bodies.length, refused: results.filter((result) => !result).length }
}

/** What is about a thread that the bot never took up is only settled when it is sure that it never will. */
async function untilTaken(place: HubSpotPlace, body: string): Promise<boolean> {
  for (let attempt = 0; attempt < 80; attempt += 1) {
    if (isTaken(await statusOf(place, body))) return true
    await sleep(500)
  }
  return false
}

/** 0 when there was no answer, which is one more reason to send it again. */
async function statusOf(place: HubSpotPlace, body: string): Promise<number> {
  try {
    return (await knock(place, { body })).status
  } catch {
    return 0
  }
}

const isTaken = (status: number) => status >= 200 && status < 300
