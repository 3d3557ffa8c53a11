import type { Installation } from '../installation'
import { reachedAt } from '../session/plugin-time'
import type { Session } from '../session/session'
import { timing } from '../timing'
import { markFailed, reasons } from './reply-status'

/**
 * When the hitl plugin stopped to listen. It writes a notice into the session right before, which is the newest message
 * there that comes from the bot and names no end user; undefined without one, and when the end user has written since:
 * the plugin has other notices, and this one can be switched off.
 *
 * @param around epoch ms; it is not looked for longer than a minute before.
 * @returns epoch ms.
 */
export async function deafSince(
  installation: Installation,
  session: Session,
  around = Date.now(),
): Promise<number | undefined> {
  const ofTheBot = (await recentMessages(installation, session, around)).filter(
    ({ direction }) => direction === 'outgoing',
  )
  const newest = ofTheBot.reduce<(typeof ofTheBot)[number] | undefined>(
    (latest, message) => (latest && latest.createdAt >= message.createdAt ? latest : message),
    undefined,
  )
  return newest === undefined || newest.payload.userId !== undefined ? undefined : Date.parse(newest.createdAt)
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
    reachedAt(message) > since ? (message.tags.messageId ?? []) : [],
  )
  const { account } = session
  for (const id of new Set(unheard)) {
    await markFailed(installation, { id, account, session }, reasons.ended, deadline)
  }
}

async function recentMessages({ client }: Installation, { conversationId }: Session, around = Date.now()) {
  const afterDate = new Date(around - timing.closingLookBack).toISOString()
  return client.list.messages({ conversationId, afterDate }).collect({ limit: 500 })
}
