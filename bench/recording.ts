import * as z from 'zod'
import { signV3 } from '../sim/hubspot/sign'
import { agents } from '../sim/hubspot-stage'
import type { Dispatch } from './load'
import { type BareCalls, bareCalls } from './sources/bare-calls'
import type { Stage, Talk } from './stage'

const record = z.record(z.string(), z.unknown())
const messageCreated = record.and(z.object({ message: record }))
const webhookReceived = z.object({
  req: z.looseObject({ body: z.string(), headers: z.record(z.string(), z.string()) }),
})
const webhook = record.and(z.object({ message: record }))

/** Requests like one that was recorded, each with a new message, of one session after the other. */
export type Traffic = {
  /** A message of the end user. */
  send(): Dispatch
  /** A reply of an agent. */
  reply(): Dispatch
  /** What the integration called for the two that were recorded. */
  calls: BareCalls
}

/** Records a message and a reply, and makes more of the same kind. The sessions may become more later. */
export async function recordTraffic(stage: Stage, talks: readonly Talk[]): Promise<Traffic> {
  const { hubspot, botpress, bot } = stage
  const [talk] = talks
  if (talk === undefined) throw new Error('There is no session to record')
  for (const { log } of [hubspot, botpress]) log.clear()
  botpress.dispatchLog.clear()
  await talk.user.say('Is anybody there?')
  hubspot.ui.reply({ threadId: talk.threadId, agent: agents.dana.userId, text: 'Yes, I am Dana.' })
  await stage.settled()
  const [sent, replied] = botpress.dispatchLog.calls
  if (sent === undefined || replied === undefined) throw new Error('Nothing was asked of the integration')
  const said = messageCreated.parse(sent.requestBody)
  const { req } = webhookReceived.parse(replied.requestBody)
  const event = webhook.parse(JSON.parse(req.body))
  const secret = z.string().parse(bot.configuration.clientSecret)
  let turn = 0
  const nextTalk = () => {
    turn += 1
    return talks[turn % talks.length] ?? talk
  }
  return {
    send: () => {
      const { conversation } = nextTalk()
      const message = { ...said.message, ...fresh(turn), conversationId: conversation.id }
      return { headers: sent.headers, body: JSON.stringify({ ...said, conversation, message }) }
    },
    reply: () => {
      const { conversation, threadId } = nextTalk()
      const body = JSON.stringify({
        ...event,
        channelIntegrationThreadIds: [conversation.tags.ref],
        message: { ...event.message, ...fresh(turn), conversationsThreadId: threadId },
      })
      const timestamp = String(Date.now())
      const signature = signV3({ secret, method: 'POST', url: bot.webhookUrl, body, timestamp })
      const headers = {
        ...req.headers,
        'x-hubspot-request-timestamp': timestamp,
        'x-hubspot-signature-v3': signature,
      }
      return { headers: replied.headers, body: JSON.stringify({ req: { ...req, body, headers } }) }
    },
    calls: recordedCalls(stage),
  }
}

const run = crypto.randomUUID().slice(0, 8)

const fresh = (turn: number) => ({ id: `${run}-${turn}`, createdAt: new Date().toISOString() })

function recordedCalls({ hubspot, botpress }: Stage): BareCalls {
  const published = hubspot.log.calls.find(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  const created = botpress.log.calls.find(({ path }) => path.endsWith('/initialize-incoming-message'))
  return bareCalls.parse({
    send: {
      url: `${hubspot.url}${published?.path}`,
      authorization: published?.headers.authorization,
      body: published?.requestBody,
    },
    reply: created?.requestBody,
  })
}
