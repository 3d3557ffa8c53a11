import * as z from 'zod'
import type { Dispatch } from './load'
import { type BareCalls, bareCalls } from './sources/bare-calls'
import type { Stage, Talk } from './stage'

const record = z.record(z.string(), z.unknown())
const messageCreated = record.and(z.object({ message: record }))
const webhookReceived = z.object({
  req: z.looseObject({ body: z.string(), headers: z.record(z.string(), z.string()) }),
})

/** Requests like one that was recorded, each with a new message, of one session after the other. */
export type Traffic = {
  /** A message of the end user. */
  send(): Dispatch
  /** A reply of an agent. */
  reply(): Dispatch
  /** What the integration called for the two that were recorded. */
  calls: BareCalls
}

const replyText = 'Yes, I am Dana.'

/** Records a message and a reply, and makes more of the same kind. The sessions may become more later. */
export async function recordTraffic(stage: Stage, talks: readonly Talk[]): Promise<Traffic> {
  const { desk, botpress } = stage
  const [talk] = talks
  if (talk === undefined) throw new Error('There is no session to record')
  for (const { log } of [desk, botpress]) log.clear()
  botpress.dispatchLog.clear()
  await talk.user.say('Is anybody there?')
  desk.reply(talk.threadId, replyText, [])
  await stage.settled()
  // Some desks tell apart from it that somebody took the thread by replying.
  const [sent, ...webhooks] = botpress.dispatchLog.calls
  const replied = webhooks.find(({ requestBody }) => JSON.stringify(requestBody).includes(replyText))
  if (sent === undefined || replied === undefined) throw new Error('Nothing was asked of the integration')
  const said = messageCreated.parse(sent.requestBody)
  const { req } = webhookReceived.parse(replied.requestBody)
  const another = desk.repliesLike(req.body)
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
      const { body, headers } = another(nextTalk(), fresh(turn))
      return {
        headers: replied.headers,
        body: JSON.stringify({ req: { ...req, body, headers: { ...req.headers, ...headers } } }),
      }
    },
    calls: recordedCalls(stage, talk),
  }
}

const run = crypto.randomUUID().slice(0, 8)

const fresh = (turn: number) => ({ id: `${run}-${turn}`, createdAt: new Date().toISOString() })

function recordedCalls({ desk, botpress }: Stage, { threadId }: Talk): BareCalls {
  const sent = desk.log.calls.find(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  const created = botpress.log.calls.find(({ path }) => path.endsWith('/initialize-incoming-message'))
  return bareCalls.parse({
    send: {
      url: `${desk.url}${sent?.path.replace(threadId, '{threadId}')}`,
      authorization: sent?.headers.authorization,
      body: sent?.requestBody,
      ...desk.sentWith,
    },
    reply: created?.requestBody,
  })
}
