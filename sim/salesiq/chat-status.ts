import type { ChatStatusBody } from './event-model'
import type { Chat } from './model'

/** A chat's state as it stands in every answer and event. That of a missed one was never seen. */
export function chatStatus({ status }: Chat): ChatStatusBody {
  if (status === 'waiting') return { state_key: 'waiting', state: 1, status_key: 'open', status_code: 0 }
  if (status === 'connected') return { state_key: 'connected', state: 2, status_key: 'open', status_code: 0 }
  if (status === 'missed') return { state_key: 'missed', state: 3, status_key: 'closed', status_code: 1 }
  return { state_key: 'end', state: 4, status_key: 'closed', status_code: 2 }
}

/** The same with its label, as events about an end and the operator API have it. */
export function labelledStatus(chat: Chat): ChatStatusBody {
  const ids = { waiting: '10', connected: '20', missed: '21', ended: '22' }
  return { ...chatStatus(chat), label: statusLabel(chat), id: ids[chat.status] }
}

export function statusLabel({ status, attendedAt }: Chat): string {
  if (status === 'ended') return attendedAt === undefined ? 'Closed' : 'Attended Online'
  return { waiting: 'Waiting', connected: 'Connected', missed: 'Missed' }[status]
}
