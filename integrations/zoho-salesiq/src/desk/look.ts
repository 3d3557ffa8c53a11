import type { DeskEndReason, Thread } from '../../../../core/desk'
import type { Session } from '../../../../core/session/session'
import { type Installation, servingPortal } from '../installation/installation'
import { agentOf, readChat, type ShownChat, stateOf } from '../salesiq/chats'
import { operatorCall } from './operator-call'

/** The session's chat as SalesIQ shows it. */
export async function lookAt(installation: Installation, session: Session, deadline: number): Promise<Thread> {
  const { caller } = await servingPortal(installation, session)
  const { threadId = '' } = session
  const chat = await operatorCall(installation.memory, 'look', () => readChat(caller, threadId, deadline))
  if (chat === undefined) return { state: 'gone', isUnknown: true }
  const state = stateOf(chat)
  const agent = agentOf(chat)
  return {
    state: state === 'missed' || state === 'ended' ? 'closed' : 'open',
    agent: agent?.id,
    agentName: agent?.name,
    createdAt: chat.start_time ?? chat.opened_time,
    closedAt: chat.end_time ?? chat.missed_time,
    reason: state === 'missed' ? 'missed' : endedBy(chat),
  }
}

/** Whoever ended a chat, in the core's terms; what SalesIQ does not say was an agent. */
export function endedBy({ ended_by }: Pick<ShownChat, 'ended_by'>): DeskEndReason {
  switch (ended_by?.toLowerCase()) {
    case 'visitor':
      return 'user'
    case 'system':
    case 'scheduler':
      return 'idle'
    default:
      return 'agent'
  }
}
