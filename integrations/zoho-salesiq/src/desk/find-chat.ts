import { setTimeout as sleep } from 'node:timers/promises'
import { DeskError } from '../../../../core/desk'
import { reasonOf } from '../../../../core/platform/reason'
import type { Session } from '../../../../core/session/session'
import { salesiqNow } from '../installation/clock'
import type { Installation, Portal } from '../installation/installation'
import { idsOf, recentChats, type ShownChat } from '../salesiq/chats'
import { timing } from '../timing'
import { refIn } from './custom-info'
import { type ChatIds, earlyChat } from './early-chats'

/**
 * The chat that was opened for a session, though the answer to it was lost: by what SalesIQ told of it meanwhile, or by its
 * list of chats. Chats show there with a delay, so it is looked several times.
 *
 * @param where in which department it is, and since when (epoch ms by our clock) it may have been opened.
 * @returns undefined when there is none as far as SalesIQ says, or it does not say.
 */
export async function findChat(
  installation: Installation,
  portal: Portal,
  session: Session,
  where: Where,
  deadline: number,
): Promise<ChatIds | undefined> {
  for (const pause of [0, ...timing.openingLooks]) {
    if (Date.now() + pause >= deadline) return undefined
    await sleep(pause)
    const told = earlyChat(installation, session.ref)
    if (told !== undefined) return told
    const listed = await listedChat(installation, portal, session, where, deadline)
    if (listed === 'shut') return earlyChat(installation, session.ref)
    if (listed !== undefined) return listed
  }
  return undefined
}

type Where = { departmentId: string; since: number }

async function listedChat(
  { memory, logger }: Installation,
  { caller, appId }: Portal,
  { ref }: Session,
  { departmentId, since }: Where,
  deadline: number,
): Promise<ChatIds | 'shut' | undefined> {
  const from = since + (salesiqNow(memory) - Date.now()) - timing.transcriptLookBack
  try {
    const chats = await recentChats(caller, { appId, departmentId, from }, deadline)
    const ours = chats.filter((chat) => refIn(chat.customer_info) === ref)
    return ours.map(chatIdsOf).find((ids) => ids !== undefined)
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    logger.warn('Whether a chat was opened could not be looked up. %s', reasonOf(error))
    return error.passing ? undefined : 'shut'
  }
}

/** What a chat is called; undefined where its digits are not said. */
export function chatIdsOf(chat: ShownChat): ChatIds | undefined {
  const { chatId, chatKey } = idsOf(chat)
  return chatId === undefined ? undefined : { chatId, chatKey, startedAt: chat.start_time ?? chat.opened_time }
}
