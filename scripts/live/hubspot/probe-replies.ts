import * as z from 'zod'
import { setMessageStatus } from '../../../src/hubspot/channel-messages'
import { paths } from '../../../src/hubspot/versions'
import { hasValidSignature } from '../../../src/webhook/signature'
import type { Finding as AnyFinding } from '../findings'
import type { RawWebhook } from '../theatre'
import { soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import type { Thread } from './probe-publishing'
import type { LiveSettings } from './settings'
import type { HubSpotTheatre } from './theatre'

type Finding = AnyFinding<AssumptionId>

/** What comes back from HubSpot when an agent answers. */

const attachment = z.looseObject({ type: z.string(), fileId: z.unknown().optional(), url: z.unknown().optional() })
const outgoing = z.object({
  type: z.literal('OUTGOING_CHANNEL_MESSAGE_CREATED'),
  message: z.object({ id: z.string(), text: z.string().nullish(), attachments: z.array(attachment).nullish() }),
})
export type Reply = z.infer<typeof outgoing>['message']

/** The reply that a webhook is about, if it is about one. */
export function replyIn({ body }: RawWebhook): Reply | undefined {
  return outgoing.safeParse(parsed(body)).data?.message
}

/** The replies that the integration got, oldest first. */
export const repliesIn = ({ webhooks }: HubSpotTheatre): Reply[] =>
  webhooks.flatMap((webhook) => replyIn(webhook) ?? [])

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export function findRedelivery(theatre: HubSpotTheatre): Finding {
  const lost = theatre.turnedAway[0] && replyIn(theatre.turnedAway[0])
  if (lost === undefined) return { id: 'redelivery', outcome: 'not seen', detail: 'no reply came' }
  const again = repliesIn(theatre).some(({ id }) => id === lost.id)
  return again
    ? { id: 'redelivery', outcome: 'confirmed', detail: 'the reply came again' }
    : { id: 'redelivery', outcome: 'refuted', detail: 'the reply did not come again while the test waited' }
}

export function findSignedPath({ webhooks, bot }: HubSpotTheatre, { clientSecret }: LiveSettings): Finding {
  const [webhook] = webhooks.filter(replyIn)
  if (webhook === undefined) return { id: 'signedPath', outcome: 'not seen', detail: 'no webhook came' }
  const isFor = (url: string) => hasValidSignature({ ...webhook, url }, clientSecret)
  if (isFor(bot.webhookUrl)) return { id: 'signedPath', outcome: 'confirmed', detail: 'exactly as registered' }
  const variants = [`${bot.webhookUrl}/`, bot.webhookUrl.replace('https:', 'http:'), new URL(bot.webhookUrl).pathname]
  const found = variants.find(isFor)
  return {
    id: 'signedPath',
    outcome: 'refuted',
    detail: found ? `it is made for ${found}` : 'it fits no form of the URL',
  }
}

const status = z.object({
  status: z
    .object({ statusType: z.string(), failureDetails: z.object({ errorMessage: z.string().nullish() }).nullish() })
    .nullish(),
})

/** Marks a reply FAILED and SENT again. */
export async function probeFailed(
  { hubspot }: HubSpotTheatre,
  thread: Thread,
  reply: Reply | undefined,
): Promise<Finding> {
  if (reply === undefined) return { id: 'failedStatus', outcome: 'not seen', detail: 'no reply came' }
  const reason = 'Live test: this is what a failure looks like.'
  await setMessageStatus(hubspot, thread.channelId, reply.id, { type: 'FAILED', reason }, soon())
  const path = paths.channelMessage(thread.channelId, reply.id)
  const shown = await hubspot.call({ what: 'read the reply', method: 'GET', path, deadline: soon() }, status)
  await setMessageStatus(hubspot, thread.channelId, reply.id, { type: 'SENT' }, soon())
  const { statusType, failureDetails } = shown.status ?? {}
  const kept = statusType === 'FAILED' && failureDetails?.errorMessage === reason
  const detail = `HubSpot has ${statusType ?? 'no status'}, reason ${failureDetails?.errorMessage ? 'kept' : 'not kept'}; look in the inbox how it is shown`
  return { id: 'failedStatus', outcome: kept ? 'confirmed' : 'refuted', detail }
}

export async function probeFileUrl(theatre: HubSpotTheatre): Promise<Finding> {
  const file = repliesIn(theatre)
    .flatMap(({ attachments }) => attachments ?? [])
    .find(({ type }) => type === 'FILE')
  if (file === undefined) return { id: 'fileUrl', outcome: 'not seen', detail: 'no file came' }
  const url = [file.url, file.fileId].find((value) => typeof value === 'string' && /^https?:/.test(value))
  const kind = `fileId is ${/^\d+$/.test(String(file.fileId)) ? 'a number' : typeof file.fileId === 'string' ? 'a text' : 'absent'}`
  if (typeof url !== 'string') {
    return {
      id: 'fileUrl',
      outcome: /^\d+$/.test(String(file.fileId)) ? 'confirmed' : 'refuted',
      detail: `no URL; ${kind}`,
    }
  }
  const answer = await fetch(url, { redirect: 'follow' })
  await answer.body?.cancel()
  const signed = new URL(url).search === '' ? 'without a query' : 'with a query'
  return {
    id: 'fileUrl',
    outcome: answer.ok ? 'confirmed' : 'refuted',
    detail: `the URL, ${signed}, answers ${answer.status}; ${kind}`,
  }
}
