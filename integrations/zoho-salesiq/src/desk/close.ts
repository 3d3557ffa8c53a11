import { DeskError } from '../../../../core/desk'
import { botMark } from '../../../../core/messages/first-message'
import type { Session } from '../../../../core/session/session'
import { type Installation, servingPortal } from '../installation/installation'
import type { OperatorCall } from '../installation/memory'
import { closeAsVisitor, closeChat, readChat, stateOf } from '../salesiq/chats'
import { sendText } from '../salesiq/messages'
import { mayCall, operatorCall } from './operator-call'

/**
 * Closes the chat of a session: as its visitor, or, where SalesIQ does not allow that, as an operator; failing both, the
 * agent reads that the customer has left. One that is over or gone is fine.
 *
 * @throws {DeskError} on a passing fault, and where SalesIQ lets nobody close it, which the bot's owner is to read.
 */
export async function close(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { memory, texts } = installation
  const { caller } = await servingPortal(installation, session)
  const { threadId = '', tags } = session
  const chatKey = tags.chatKey || undefined
  const halfway = Date.now() + (deadline - Date.now()) / 2
  const ways: [OperatorCall, () => Promise<void>][] = [
    ...(chatKey === undefined
      ? []
      : [['closeAsVisitor', () => closeAsVisitor(caller, chatKey, halfway)] satisfies [OperatorCall, unknown]]),
    ['close', () => closeChat(caller, threadId, deadline)],
  ]
  let refusal: DeskError | undefined
  for (const [name, way] of ways) {
    if (!mayCall(memory, name)) continue
    try {
      return await operatorCall(memory, name, way)
    } catch (error) {
      if (!(error instanceof DeskError)) throw error
      const isLast = name === 'close'
      if (error.outcome === 'gone' && isLast) return
      // Closing it in another way as well does no harm.
      if (isLast && (error.passing || error.outcome === 'denied')) throw error
      refusal = error
    }
  }
  // SalesIQ may refuse to close what is closed.
  if (mayCall(memory, 'look')) {
    const chat = await readChat(caller, threadId, deadline).catch(() => undefined)
    if (chat !== undefined && ['ended', 'missed'].includes(stateOf(chat))) return
  }
  await sendText(caller, threadId, botMark(texts) + texts.customerLeft, deadline).catch(ignoreRefusal)
  if (refusal !== undefined) throw refusal
}

/** Nobody can write into a chat that is over. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof DeskError) || error.passing) throw error
}
