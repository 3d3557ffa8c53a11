import { breakageIds, type Party, type WireRow, type World } from '../../playground/protocol'

const quiet = { said: 0, arrived: 0, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 }

/** A playground with one end user and one agent, who have nothing to say. */
export const world: World = {
  integration: { state: 'running', restarts: 0 },
  language: { chosen: 'English', offered: ['English'] },
  users: [
    { id: 'kim', name: 'Kim Lee', kind: 'anonymous', talkingTo: 'bot', sessions: [], transcript: [], failures: [] },
  ],
  inboxes: [{ id: '1', name: 'Customer care', type: 'INBOX' }],
  agents: [{ id: '501', name: 'Dana Fields' }],
  threads: [],
  crm: {
    objects: [],
    log: { mode: 'off', counters: { logged: 0, pending: 0, skipped: 0, noIdentity: 0, failed: 0, redactions: 0 } },
  },
  breakages: breakageIds.map((id) => ({ id, title: id, explanation: id, isOn: false })),
  tally: { toAgent: quiet, toUser: quiet },
}

type Kind = { from: Party; to: Party; method: string; what: string; path: string; status: number }

const kinds: Kind[] = [
  {
    from: 'Botpress',
    to: 'integration',
    method: 'POST',
    what: 'message_created',
    path: '/message_created',
    status: 200,
  },
  {
    from: 'integration',
    to: 'HubSpot',
    method: 'POST',
    what: 'publish a message',
    path: '/conversations/custom-channels/2026-09/999999/messages',
    status: 503,
  },
  {
    from: 'integration',
    to: 'HubSpot',
    method: 'POST',
    what: 'publish a message',
    path: '/conversations/custom-channels/2026-09/999999/messages',
    status: 201,
  },
  { from: 'HubSpot', to: 'integration', method: 'POST', what: 'newMessage', path: '/webhooks/4ef14b58', status: 200 },
  {
    from: 'integration',
    to: 'Botpress',
    method: 'POST',
    what: 'create a message',
    path: '/v1/chat/messages/get-or-create',
    status: 201,
  },
]

/** Rows `from` to `to` of the wire, both included. */
export function rowsBetween(from: number, to: number): WireRow[] {
  return Array.from({ length: to - from + 1 }, (_, index) => rowOf(from + index))
}

function rowOf(id: number): WireRow {
  const kind = kinds[id % kinds.length]
  if (kind === undefined) throw new Error('There are no kinds of calls')
  return {
    id,
    at: 1_790_000_000_000 + id * 40,
    ...kind,
    durationMs: (id * 37) % 400,
    ...(kind.status === 503 && { fault: 'broken' as const }),
    repeats: kind.status === 201 ? 1 : 0,
    idempotencyKey: `msg_${String(id).padStart(24, '0')}`,
    users: ['kim'],
    sessions: [],
    traces: [`line-${Math.floor(id / kinds.length)}`],
  }
}
