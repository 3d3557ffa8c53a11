import { randomUUID } from 'node:crypto'
import { SalesIqError } from '../../../integrations/zoho-salesiq/src/salesiq/errors'
import { type NewChat, type OpenedChat, openChat } from '../../../integrations/zoho-salesiq/src/salesiq/open-chat'
import { soon } from '../waiting'
import { type SalesIqTheatre, setUpOf } from './theatre'

/** A chat that the test opened by itself, beside the integration. */
export type OwnChat = OpenedChat & { chatId: string }

/** Opens a chat of somebody who has no address, which the integration takes for a stranger's. */
export async function openOwn(theatre: SalesIqTheatre, changes: Partial<NewChat> = {}): Promise<OwnChat> {
  const { appId, departmentId } = setUpOf(theatre)
  const chat = {
    ...{ appId, departmentId, waitTime: undefined, customInfo: {}, pastMessages: [] },
    question: 'Live test: a chat to look at, nobody needs to answer.',
    visitor: { userId: `live-test-${randomUUID()}`, name: 'Live Test' },
    ...changes,
  }
  const opened = await openChat(theatre.salesiq, chat, soon())
  if (opened.chatId === undefined) throw new Error('SalesIQ does not say by which digits the chat is known')
  return { ...opened, chatId: opened.chatId }
}

/** What came of something that SalesIQ may refuse, and why it did. */
export type Tried<T> = { ok: true; value: T } | { ok: false; why: string }

export async function tried<T>(action: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await action() }
  } catch (error) {
    if (!(error instanceof SalesIqError)) throw error
    return { ok: false, why: error.code === undefined ? error.message : `error ${error.code}` }
  }
}
