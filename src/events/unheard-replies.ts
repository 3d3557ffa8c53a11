import type { Installation } from '../installation'
import { reachedAt } from '../plugin-time'
import type { Session } from '../session'
import { timing } from '../timing'
import { markFailed, reasons } from './reply-status'

/**
 * When the hitl plugin stopped to listen. It writes a notice into the session right before, which is the newest message
 * there that comes from the bot and names no end user; undefined without one.
 *
 * @param around epoch ms; it is not looked for longer than a minute before.
 * @returns epoch ms.
 */
export async function deafSince(
  installation: Installation,
  session: Session,
  around = Date.now(),
): Promise<number | undefined> {
  const notices = (await recentMessages(installation, session, around)).filter(
    ({ direction, payload }) => direction === 'outgoing' && payload.userId === undefined,
  )
  return notices.reduce<number | undefined>((latest, { createdAt }) => {
    const time = Date.parse(createdAt)
    return latest !== undefined && latest >= time ? latest : time
  }, undefined)
}

/**
 * Replies that were handed over, or came due, after the plugin had stopped to listen, while the end was not noted yet:
 * nobody saw them, and their agents are told so.
 */
export async function reportUnheard(
  installation: Installation,
  session: Session,
  since: number,
  deadline: number,
): Promise<void> {
  const unheard = (await recentMessages(installation, session)).flatMap((message) =>
    reachedAt(message) > since && message.tags.hubspotMessageId ? message.tags.hubspotMessageId : [],
  )
  for (const id of new Set(unheard)) await markFailed(installation, { id }, reasons.ended, deadline)
}

/** How many parts of which reply, by HubSpot's ID, are in Botpress since a minute ago. */
export async function partsInBotpress(
  installation: Installation,
  session: Session,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const { tags } of await recentMessages(installation, session)) {
    const id = tags.hubspotMessageId
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

async function recentMessages({ client }: Installation, { conversationId }: Session, around = Date.now()) {
  const afterDate = new Date(around - timing.closingLookBack).toISOString()
  const { messages } = await client._inner.listMessages({ conversationId, afterDate })
  return messages
}
