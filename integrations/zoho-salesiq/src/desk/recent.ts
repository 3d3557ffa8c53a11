import type { AgentReply, Recent } from '../../../../core/desk'
import type { ReplyPart } from '../../../../core/messages/reply-parts'
import type { Session } from '../../../../core/session/session'
import { type Installation, servingPortal } from '../installation/installation'
import { type Entry, readTranscript } from '../salesiq/messages'
import { agentReplyFrom, partsOf } from './agent-reply'
import { wasNoted } from './given-notes'
import { messageIds, wordsOf } from './message-id'
import { operatorCall } from './operator-call'
import { reopenedAt } from './reopenings'

/** The newest messages of the session's chat, as the core reads them. One call to SalesIQ. */
export async function recent(installation: Installation, session: Session, deadline: number): Promise<Recent> {
  const entries = await newestEntries(installation, session, deadline)
  return {
    replies: async () => entries.filter(({ from }) => from === 'operator').map((entry) => replyOf(session, entry)),
    known: [],
    reopenedAt: reopenedAt(installation, session.threadId ?? ''),
    isReopenedByAgent: true,
    hasNote: (beginnings) => wasNoted(installation, session, beginnings),
  }
}

/** What a message holds of which the webhook does not say it. */
export async function wholeReply(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  deadline: number,
): Promise<ReplyPart[]> {
  const entries = await newestEntries(installation, session, deadline)
  const { texts } = installation
  const entry = entries.find(({ id }) => id === reply.id)
  const parts = entry === undefined ? [] : partsOf(texts, entry.text, entry.files)
  return parts.length === 0 ? reply.parts(texts) : parts
}

async function newestEntries(installation: Installation, session: Session, deadline: number): Promise<Entry[]> {
  const { caller } = await servingPortal(installation, session)
  const { threadId = '' } = session
  const newestFirst = await operatorCall(installation.memory, 'transcript', () =>
    readTranscript(caller, threadId, undefined, deadline),
  )
  const entries = newestFirst.toReversed()
  const written = entries.map(({ id: time, senderId, text, files }) => ({
    time,
    words: wordsOf(senderId, text, files),
  }))
  const ids = messageIds({ key: installation.key, chatId: threadId }, written)
  return entries.map((entry, at) => ({ ...entry, id: ids[at] ?? entry.id })).toReversed()
}

/** What is found in a chat need not be told of at all. */
const replyOf = ({ threadId = '' }: Session, { id, at, senderId, senderName, text, files }: Entry): AgentReply =>
  agentReplyFrom({ id, at, threadId, author: { id: senderId, name: senderName }, text, files, isLastTry: true })
