import type { AgentReply, Recent } from '../../core/desk'
import type { Session } from '../../core/session/session'
import type { AgentMessage } from '../hubspot/agent-message'
import { messagesAmong, newestEntries } from '../hubspot/conversations'
import { appIdOf, type Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { channelOf } from '../installation/route'
import { agentReplyFrom } from './agent-reply'
import { hasComment, isReopenedByAgent, reopenedAt } from './thread-entries'

/** The newest entries of the session's thread, as the core reads them. One call to HubSpot. */
export async function recent(
  installation: Installation,
  { threadId = '' }: Session,
  deadline: number,
): Promise<Recent> {
  const entries = await newestEntries(installation.hubspot, threadId, deadline)
  const messages = messagesAmong(entries)
  return {
    replies: () => repliesAmong(installation, messages),
    known: messages.flatMap(({ id, direction }) => (direction === 'INCOMING' ? id : [])),
    reopenedAt: reopenedAt(entries),
    isReopenedByAgent: isReopenedByAgent(entries),
    hasNote: (beginnings) => beginnings.some((one) => hasComment(entries, one)),
  }
}

/** Agents can also write by e-mail in a thread, which is not for the chat. */
async function repliesAmong(installation: Installation, messages: AgentMessage[]): Promise<AgentReply[]> {
  const outgoing = messages.filter(({ direction }) => direction === 'OUTGOING')
  if (outgoing.length === 0) return []
  const known = await channelOf(installation)
  // Another process may have made the channel anew.
  if (outgoing.some(({ channelId }) => channelId !== known.channelId)) {
    note(installation.memory, { channel: undefined })
  }
  const ours = await channelOf(installation)
  const appId = await appIdOf(installation)
  return outgoing
    .filter(({ channelId }) => channelId === ours.channelId)
    .flatMap((message) => agentReplyFrom(message, appId) ?? [])
}
