import { setTimeout as sleep } from 'node:timers/promises'
import pMap from 'p-map'
import type { Chat, Entry, EventName } from '../../../sim/salesiq'
import { sign } from '../../../sim/salesiq/sign'
import type { Kind, News } from '../news'
import type { Reply } from '../seat'
import type { SalesIqPlace } from './place'

const kinds: Record<Kind, readonly EventName[]> = {
  replies: ['conversation.operator.replied'],
  changes: [
    'conversation.attender.updated',
    'conversation.transfer.accepted',
    'conversation.missed',
    'conversation.completed',
    'conversation.reopened',
  ],
}

/** SalesIQ's webhooks. One tells of one thing, so there is nothing to join. */
export function newsOf(place: SalesIqPlace, writtenAs: (reply: Reply) => readonly Entry[]): News {
  const { salesiq, bot } = place
  const { webhooks } = salesiq
  const path = new URL(bot.webhookUrl).pathname
  const deliveries = () => salesiq.webhookLog.calls.filter((call) => call.path === path && call.method === 'POST')
  return {
    hold: () => webhooks.hold(),
    release: ({ joined: _, ...options } = {}) => webhooks.release(options),
    duplicate: (count) => webhooks.duplicate(count),
    delay: (kind, ms) => webhooks.delay(ms, kinds[kind]),
    lose: (kind, count) => webhooks.lose(count, kinds[kind]),
    silence: () => {
      webhooks.lose(Number.POSITIVE_INFINITY, kinds.changes)
      return () => webhooks.lose(0, kinds.changes)
    },
    calm: async () => {
      webhooks.duplicate(1)
      webhooks.lose(0)
      webhooks.delay(0)
      await webhooks.release()
    },
    settled: () => webhooks.settled(),
    deliver: async (reply) => {
      const chat = salesiq.chat(reply.threadId)
      const statuses: number[] = []
      for (const entry of writtenAs(reply)) statuses.push(await post(place, JSON.stringify(eventOf(chat, entry))))
      return statuses.find((status) => !isTaken(status)) ?? 200
    },
    repeatAll: async () => {
      const taken = deliveries().filter(({ status }) => isTaken(status))
      const bodies = [...new Set(taken.map(({ requestBody }) => JSON.stringify(requestBody)))]
      const results = await pMap(bodies, (body) => untilTaken(place, body), { concurrency: 6 })
      return { sent: bodies.length, refused: results.filter((result) => !result).length }
    },
    answers: () => deliveries().map(({ status }) => status),
  }
}

/** The webhook that tells of a message, made by hand. */
function eventOf(
  { conversationId, id: visitorConversationId, appId, visitor }: Chat,
  { msgid, text, file, sender, by }: Entry,
) {
  const { id, name, contentType: content_type = '', content } = file ?? {}
  const attachment = file && { id, name, content_type, size: String(content?.length) }
  return {
    entity_type: 'conversation',
    event: 'conversation.operator.replied',
    entity_id: conversationId,
    attempt: 1,
    version: 1,
    app_id: appId,
    event_time: msgid,
    entity: {
      id: conversationId,
      visitor_conversation_id: visitorConversationId,
      message: { msgid, text, meta: {}, sender: { ...sender, type: by }, attachment },
      visitor: { id: visitor.id, name: visitor.name },
    },
  }
}

/** Posts an event as SalesIQ does, signed with the oldest key; resolves with the status of the answer. */
export async function post({ salesiq, screenName, bot }: SalesIqPlace, body: string): Promise<number> {
  const webhook = salesiq.webhooksOf(screenName).find(({ url }) => url === bot.webhookUrl)
  const signature = sign(body, webhook?.keys[0]?.privatePem ?? '')
  const headers = { 'content-type': 'application/json;charset=UTF-8', 'x-siqsignature': signature }
  const answer = await fetch(bot.webhookUrl, { method: 'POST', headers, body })
  await answer.text()
  return answer.status
}

/** What is about a chat that the bot never took up is only settled when it is sure that it never will. */
async function untilTaken(place: SalesIqPlace, body: string): Promise<boolean> {
  for (let attempt = 0; attempt < 80; attempt += 1) {
    // No answer is one more reason to send it again.
    if (isTaken(await post(place, body).catch(() => 0))) return true
    await sleep(500)
  }
  return false
}

const isTaken = (status: number) => status >= 200 && status < 300
