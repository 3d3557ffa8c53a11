import type { Chat, Entry, SalesIqSim } from '../../../sim/salesiq'

/** One thing that agents see in SalesIQ: of a chat, as it appears on their page. */
export type ChatLine =
  | { type: 'past'; messages: Chat['pastMessages'] }
  | { type: 'question'; sender: string; text: string }
  | ({ type: 'message' } & Pick<Entry, 'by' | 'sender' | 'text' | 'file'>)
  | { type: 'note'; sender: string; text: string }
  | { type: 'owner'; id: string; name: string }
  | { type: 'state'; state: 'missed' | 'ended'; by: Chat['endedBy'] }

/** How much of a chat was seen. */
type Seen = { entries: number; notes: number; owner: string | undefined; status: Chat['status'] }

/**
 * Watches all chats of a portal. Who is in charge, and what became of a chat, SalesIQ only has as it is now: so whoever
 * wants all of it has to look often.
 *
 * @returns what was seen so far, oldest first.
 */
export function watchChats(salesiq: SalesIqSim, screenName: string): () => ChatLine[] {
  const lines: ChatLine[] = []
  const seen = new Map<string, Seen>()
  return () => {
    for (const chat of salesiq.chats(screenName)) {
      lines.push(...newIn(chat, seen.get(chat.conversationId)))
      const { entries, notes, owner, status } = chat
      seen.set(chat.conversationId, { entries: entries.length, notes: notes.length, owner: owner?.id, status })
    }
    return lines
  }
}

function newIn(chat: Chat, before: Seen | undefined): ChatLine[] {
  const { visitor, question, pastMessages, entries, notes, owner, status, endedBy } = chat
  return [
    ...(before === undefined
      ? [
          ...(pastMessages.length > 0 ? [{ type: 'past' as const, messages: pastMessages }] : []),
          { type: 'question' as const, sender: visitor.name, text: question },
        ]
      : []),
    ...(owner !== undefined && owner.id !== before?.owner
      ? [{ type: 'owner' as const, id: owner.id, name: owner.name }]
      : []),
    ...entries
      .slice(before?.entries)
      .map(({ by, sender, text, file }) => ({ type: 'message' as const, by, sender, text, file })),
    ...notes.slice(before?.notes).map(({ creator, text }) => ({ type: 'note' as const, sender: creator.name, text })),
    ...((status === 'missed' || status === 'ended') && status !== before?.status
      ? [{ type: 'state' as const, state: status, by: endedBy }]
      : []),
  ]
}
