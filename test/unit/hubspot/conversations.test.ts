import { describe, expect, test, vi } from 'vitest'
import {
  addComment,
  closeThread,
  getActor,
  getThread,
  listInboxes,
  messagesAmong,
  newestEntries,
} from '../../../src/hubspot/conversations'
import { nockHubSpot, refusal, soon } from './nock-hubspot'
import { caller } from './objects-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const base = '/conversations/conversations/2026-09'

test('inboxes and help desks are listed to the last page', async () => {
  hubspot()
    .get(`${base}/inboxes`)
    .query({ limit: 100 })
    .reply(200, { total: 2, results: [{ id: 1001, name: 'Care', type: 'INBOX' }], paging: { next: { after: 'b' } } })
  hubspot()
    .get(`${base}/inboxes`)
    .query({ limit: 100, after: 'b' })
    .reply(200, { total: 2, results: [{ id: '1003', name: 'Desk', type: 'HELP_DESK' }] })
  expect(await listInboxes(caller, soon())).toEqual([
    { id: '1001', name: 'Care', type: 'INBOX' },
    { id: '1003', name: 'Desk', type: 'HELP_DESK' },
  ])
})

describe('a thread', () => {
  test('tells its status and who is in charge', async () => {
    hubspot().get(`${base}/threads/77`).reply(200, { id: 77, status: 'OPEN', assignedTo: 'A-501', inboxId: '1001' })
    expect(await getThread(caller, '77', soon())).toEqual({
      id: '77',
      status: 'OPEN',
      assignedTo: 'A-501',
      archived: false,
    })
  })

  test('is closed by its status alone, and that is repeated after a fault', async () => {
    hubspot().patch(`${base}/threads/77`).reply(502)
    hubspot().patch(`${base}/threads/77`, { status: 'CLOSED' }).reply(200, {})
    await closeThread(caller, '77', soon())
  })

  test('gets an internal comment, not twice when the first may have been written', async () => {
    const comment = { type: 'COMMENT', text: 'The bot: hello', attachments: [] }
    hubspot().post(`${base}/threads/77/messages`, comment).reply(201, {})
    await addComment(caller, '77', { text: 'The bot: hello' }, soon())
    hubspot().post(`${base}/threads/77/messages`, comment).once().reply(502)
    expect(await refusal(addComment(caller, '77', { text: 'The bot: hello' }, soon()))).toMatchObject({
      outcome: 'unclear',
    })
  })

  test('with an ID that is no ID leads nowhere else', async () => {
    hubspot().get(`${base}/threads/..%2Finboxes`).reply(404)
    expect(await refusal(getThread(caller, '../inboxes', soon()))).toMatchObject({ status: 404 })
  })
})

test('of a thread’s entries only messages are read, newest first', async () => {
  const message = (id: string, createdAt: string) => ({ id, type: 'MESSAGE', createdAt, direction: 'OUTGOING' })
  hubspot()
    .get(`${base}/threads/77/messages`)
    .query((query) => query.sort === '-createdAt')
    .reply(200, {
      results: [
        message('m2', '2026-11-20T10:01:00.000Z'),
        { id: 's1', type: 'THREAD_STATUS_CHANGE', newStatus: 'CLOSED', createdAt: '2026-11-20T10:00:30.000Z' },
        { id: 'c1', type: 'COMMENT', text: 'note', createdAt: '2026-11-20T10:00:20.000Z' },
        { type: 'MESSAGE' },
        message('m1', '2026-11-20T10:00:00.000Z'),
      ],
    })
  expect(messagesAmong(await newestEntries(caller, '77', soon())).map(({ id }) => id)).toEqual(['m2', 'm1'])
})

test('an agent has a name and perhaps a picture', async () => {
  hubspot().get(`${base}/actors/A-501`).reply(200, { id: 'A-501', type: 'AGENT', name: 'Dana Fields', avatar: null })
  expect(await getActor(caller, 'A-501', soon())).toEqual({
    id: 'A-501',
    type: 'AGENT',
    name: 'Dana Fields',
    avatar: null,
  })
})
