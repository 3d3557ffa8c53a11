import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { type IncomingMessage, publishMessage } from '../../../src/hubspot/channel-messages'
import { closeThread, getThread, messagesAmong, newestEntries } from '../../../src/hubspot/conversations'
import { HubSpotError } from '../../../src/hubspot/errors'
import { paths } from '../../../src/hubspot/versions'
import type { Finding as AnyFinding } from '../findings'
import { soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import type { HubSpotTheatre } from './theatre'

type Finding = AnyFinding<AssumptionId>

/** What happens to messages that are published: each probe asks HubSpot and says what it saw. */

/** A thread of the test's own, and a message that fits into it. */
export type Thread = {
  id: string
  channelId: string
  message: Omit<IncomingMessage, 'integrationIdempotencyId' | 'text'>
}

const stored = z.object({ channelId: z.string() })
const storedAccounts = z.object({ accounts: z.array(z.object({ id: z.string(), address: z.string() })) })

/** The session's thread, as the integration noted it. */
export function threadOf({ botpress, bot }: HubSpotTheatre): Thread | undefined {
  const state = (name: string) => botpress.states(bot).find((entry) => entry.name === name)?.payload
  const channel = stored.safeParse(state('channel'))
  const account = storedAccounts.safeParse(state('accounts')).data?.accounts[0]
  const tags = botpress.conversations(bot).at(-1)?.tags
  const [id, integrationThreadId] = [tags?.threadId, tags?.ref]
  if (!channel.success || !account || !id || !integrationThreadId) return undefined
  return {
    id,
    channelId: channel.data.channelId,
    message: {
      channelAccountId: account.id,
      timestamp: new Date().toISOString(),
      sender: {
        name: 'Live Test',
        deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: `live-${integrationThreadId}` },
      },
      recipient: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: account.address },
      fileIds: [],
      integrationThreadId,
    },
  }
}

export async function probeIdempotency({ hubspot }: HubSpotTheatre, thread: Thread): Promise<Finding> {
  const message = { ...thread.message, text: 'This should be here once.', integrationIdempotencyId: randomUUID() }
  const first = await publishMessage(hubspot, thread.channelId, message, soon())
  const second = await publishMessage(hubspot, thread.channelId, message, soon())
  const elsewhere = await publishMessage(
    hubspot,
    thread.channelId,
    { ...message, integrationThreadId: randomUUID() },
    soon(),
  )
  const shown = messagesAmong(await newestEntries(hubspot, thread.id, soon())).filter(
    ({ text }) => text === message.text,
  ).length
  if (elsewhere && elsewhere.conversationsThreadId !== thread.id) {
    await closeThread(hubspot, elsewhere.conversationsThreadId, soon())
  }
  const answer =
    second === undefined
      ? 'the repetition was answered with 409'
      : second.id === first?.id
        ? 'the first answer was given again'
        : 'the repetition got another message ID'
  const scope =
    elsewhere === undefined || elsewhere.id === first?.id
      ? 'the ID counts across threads'
      : 'the ID counts within its thread'
  return {
    id: 'idempotency',
    outcome: shown <= 1 ? 'confirmed' : 'refuted',
    detail: `${answer}; shown ${shown} times; ${scope}`,
  }
}

/** Leaves the thread closed. */
export async function probeAfterClose({ hubspot }: HubSpotTheatre, thread: Thread): Promise<Finding> {
  await closeThread(hubspot, thread.id, soon())
  const message = { ...thread.message, text: 'Sent after the end.', integrationIdempotencyId: randomUUID() }
  try {
    const published = await publishMessage(hubspot, thread.channelId, message, soon())
    const { status } = await getThread(hubspot, thread.id, soon())
    await closeThread(hubspot, thread.id, soon())
    const same = published?.conversationsThreadId === thread.id
    const where = same
      ? 'it landed in the closed thread'
      : `it opened thread ${published?.conversationsThreadId ?? 'unknown'}`
    return { id: 'afterClose', outcome: same ? 'confirmed' : 'refuted', detail: `${where}, which then was ${status}` }
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    return { id: 'afterClose', outcome: 'refuted', detail: error.message }
  }
}

const associated = z.object({ associatedContactId: z.union([z.string(), z.number()]).transform(String).nullish() })

export async function probeContact({ hubspot, botpress, bot }: HubSpotTheatre, thread: Thread): Promise<Finding> {
  const wanted = botpress.conversations(bot).at(-1)?.tags.contactId
  if (!wanted) return { id: 'contact', outcome: 'not seen', detail: 'the session has no contact' }
  const call = { what: 'read the thread', method: 'GET', path: paths.thread(thread.id), deadline: soon() } as const
  const { associatedContactId } = await hubspot.call(call, associated)
  return associatedContactId === wanted
    ? { id: 'contact', outcome: 'confirmed', detail: '' }
    : { id: 'contact', outcome: 'refuted', detail: `wanted ${wanted}, the thread has ${associatedContactId ?? 'none'}` }
}
