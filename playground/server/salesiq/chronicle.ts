import type { Chat } from '../../../sim/salesiq'
import type { DeskEntry } from '../desk'
import { changeOf } from '../ids'

type Known = { status: Chat['status']; ownerId: string | undefined; threadNumber: number; entries: DeskEntry[] }

/**
 * Who took a chat and how it ended, as it happened: of a chat SalesIQ keeps only how it stands now. So it is looked at again
 * and again, and what changed from one look to the next is noted.
 */
export class Chronicle {
  private readonly known = new Map<string, Known>()

  /**
   * What has happened to a chat so far.
   *
   * @param by who has done what changed since the last look; default SalesIQ itself, or whom the chat names.
   */
  look(chat: Chat, by?: string): readonly DeskEntry[] {
    const { conversationId, status, owner, threadNumber } = chat
    const before = this.known.get(conversationId) ?? {
      status: 'waiting',
      ownerId: undefined,
      threadNumber: 1,
      entries: [],
    }
    const changes = [
      ...(threadNumber > before.threadNumber ? [statusEntry(chat, by ?? chat.visitor.name)] : []),
      ...(owner !== undefined && owner.id !== before.ownerId ? [ownerEntry(chat, owner, by)] : []),
      ...(isEnd(status) && status !== before.status ? [statusEntry(chat, by ?? endedBy(chat))] : []),
    ]
    const entries = changes.length === 0 ? before.entries : [...before.entries, ...changes]
    this.known.set(conversationId, { status, ownerId: owner?.id, threadNumber, entries })
    return entries
  }
}

const isEnd = (status: Chat['status']) => status === 'ended' || status === 'missed'

const statuses = { waiting: 'WAITING', connected: 'CONNECTED', missed: 'MISSED', ended: 'ENDED' } as const
export const statusOf = ({ status }: Pick<Chat, 'status'>) => statuses[status]

function statusEntry(chat: Chat, by: string): DeskEntry {
  const { conversationId, endedBy } = chat
  const at = chat.endedAt ?? chat.missedAt ?? chat.modifiedAt
  const name = changeOf(conversationId, 'status', at)
  const view = { id: `${name} ${chat.threadNumber}`, at, type: 'status', status: statusOf(chat), by } as const
  return { view, names: [name], isOurs: endedBy === 'visitor' }
}

function ownerEntry(chat: Chat, owner: NonNullable<Chat['owner']>, by = 'SalesIQ'): DeskEntry {
  const at = chat.participants.length === 1 ? (chat.attendedAt ?? chat.modifiedAt) : chat.modifiedAt
  const name = changeOf(chat.conversationId, 'owner', at)
  return {
    view: { id: name, at, type: 'assignment', to: owner.name, by },
    names: [],
    assignee: owner.id,
    isOurs: false,
  }
}

/** Who has ended a chat, where nobody at the desk did. */
function endedBy({ status, endedBy, visitor }: Chat): string {
  return status === 'ended' && endedBy === 'visitor' ? visitor.name : 'SalesIQ'
}
