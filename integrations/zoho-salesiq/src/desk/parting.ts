import type { DeskEndReason, Parting } from '../../../../core/desk'
import type { Session } from '../../../../core/session/session'
import type { Installation } from '../installation/installation'

/** What goes with the end of a chat that nobody picked up: words, where some are configured, and an event for the bot. */
export function parting({ settings, memory }: Installation, session: Session, reason: DeskEndReason): Parting {
  if (reason !== 'missed') return {}
  const { missedMessage } = settings
  const { conversationId, tags } = session
  const userConversationId = Object.entries(tags).find(([name, value]) => name.endsWith('#upstream') && value)?.[1]
  return {
    ...(missedMessage !== undefined && {
      words: {
        id: `missed:${session.threadId ?? session.ref}`,
        text: missedMessage,
        author: 'nobody',
        authorName: memory.brand?.state?.name ?? 'SalesIQ',
      },
    }),
    event: {
      type: 'conversationMissed',
      payload: { conversationId, ...(userConversationId !== undefined && { userConversationId }) },
    },
  }
}
