import {
  addNote,
  closeChat,
  readChat,
  recentChats,
  stateOf,
} from '../../../integrations/zoho-salesiq/src/salesiq/chats'
import { readTranscript, sendText } from '../../../integrations/zoho-salesiq/src/salesiq/messages'
import type { Finding as AnyFinding } from '../findings'
import { soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import { openOwn, tried } from './own-chat'
import { type SalesIqTheatre, setUpOf } from './theatre'

type Finding = AnyFinding<AssumptionId>

/** @param chatId of a chat that is going on. */
export async function probeOperatorCalls(theatre: SalesIqTheatre, chatId: string): Promise<Finding> {
  const { salesiq } = theatre
  const { appId, departmentId } = setUpOf(theatre)
  const anHourAgo = Date.now() - 3_600_000
  const calls: [string, () => Promise<unknown>][] = [
    ['look', () => readChat(salesiq, chatId, soon())],
    ['list', () => recentChats(salesiq, { appId, departmentId, from: anHourAgo }, soon())],
    ['transcript', () => readTranscript(salesiq, chatId, undefined, soon())],
    ['note', () => addNote(salesiq, chatId, 'Live test: a note that the visitor does not see.', soon())],
    ['close', async () => closeChat(salesiq, (await openOwn(theatre)).chatId, soon())],
  ]
  const refused: string[] = []
  for (const [name, call] of calls) {
    const outcome = await tried(call)
    if (!outcome.ok) refused.push(`${name} (${outcome.why})`)
  }
  return {
    id: 'operatorCalls',
    outcome: refused.length === 0 ? 'confirmed' : 'refuted',
    detail: refused.length === 0 ? '' : `refused: ${refused.join(', ')}`,
  }
}

/** @param chatId of a chat that has ended. */
export async function probeAfterEnd({ salesiq }: SalesIqTheatre, chatId: string): Promise<Finding> {
  const sent = await tried(() => sendText(salesiq, chatId, 'Live test: sent after the end.', soon()))
  if (!sent.ok) return { id: 'afterEnd', outcome: 'confirmed', detail: sent.why }
  const looked = await tried(() => readChat(salesiq, chatId, soon()))
  const chat = looked.ok ? looked.value : undefined
  const state = chat === undefined ? 'could not be looked at' : `is ${stateOf(chat)}`
  return { id: 'afterEnd', outcome: 'refuted', detail: `it was taken, and the chat ${state}` }
}
