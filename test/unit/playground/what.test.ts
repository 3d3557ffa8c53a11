import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hubspotCalls } from '../../../playground/server/hubspot/calls'
import { idempotencyKeyOf } from '../../../playground/server/idempotency-key'
import { idsIn } from '../../../playground/server/ids'
import { whatOf } from '../../../playground/server/what'

test.each([
  ['hubspot', 'POST', '/conversations/custom-channels/2026-09/7/messages', 'publish a message'],
  ['hubspot', 'PATCH', '/conversations/custom-channels/2026-09/7/messages/ab', "set a reply's status"],
  ['hubspot', 'POST', '/conversations/conversations/2026-09/threads/5/messages', 'write an internal comment'],
  ['hubspot', 'GET', '/conversations/conversations/2026-09/threads/5/messages', "read the thread's messages"],
  ['hubspot', 'GET', '/conversations/conversations/2026-09/threads/5', 'read the thread'],
  ['hubspot', 'POST', '/oauth/2026-09/token', 'get an access token'],
  ['hubspot', 'GET', '/crm/objects/2026-09/contacts/5', 'read the contact'],
  ['hubspot', 'POST', '/crm/objects/2026-09/contacts/search', 'search the contact'],
  ['botpress', 'PUT', '/v1/files', 'announce a file'],
  ['botpress', 'GET', '/v1/chat/conversations', 'find conversations'],
  ['botpress', 'GET', '/v1/chat/conversations/conv_1', 'read the conversation'],
  ['integration', 'POST', '/message_created', 'message_created'],
  ['hubspot', 'GET', '/something/else', 'GET /something/else'],
])('%s %s %s: %s', (side, method, path, what) => {
  expect(whatOf({ side, method, path, requestBody: undefined }, hubspotCalls)).toBe(what)
})

test.each([
  ['reply', 'OUTGOING_CHANNEL_MESSAGE_CREATED'],
  ['closed', 'status CLOSED'],
  ['deleted', 'deletion'],
])("HubSpot's webhook of the kind %s is called: %s", (fixture, what) => {
  const requestBody: unknown = JSON.parse(readFileSync(`test/fixtures/webhooks/${fixture}.json`, 'utf8'))
  expect(whatOf({ side: 'webhook', method: 'POST', path: '/id', requestBody }, hubspotCalls)).toBe(what)
})

test('an action and an event are called by their own names', () => {
  expect(
    whatOf(
      { side: 'integration', method: 'POST', path: '/action_triggered', requestBody: { type: 'startHitl' } },
      hubspotCalls,
    ),
  ).toBe('startHitl')
  expect(
    whatOf(
      { side: 'botpress', method: 'POST', path: '/v1/chat/events', requestBody: { type: 'hitlStopped' } },
      hubspotCalls,
    ),
  ).toBe('hitlStopped')
})

test.each([
  [{ integrationIdempotencyId: 'msg_1:0' }, 'msg_1:0'],
  [{ tags: { a: '1', b: '2', c: '3' }, discriminateByTags: ['a', 'c'] }, 'a=1 c=3'],
  [{ message: { tags: { a: '1' }, discriminateByTags: ['a'] } }, 'a=1'],
  [{ tags: { a: '1' } }, undefined],
  [undefined, undefined],
])('%j is recognised by: %s', (body, key) => {
  expect(idempotencyKeyOf(body, hubspotCalls)).toBe(key)
})

test('ids of both sides are found in any text, and parts of longer ones are not', () => {
  const message = `msg_${'A1'.repeat(13)}`
  const text = `${message}:0 5000000001 ${'ab'.repeat(16)} ${'ab'.repeat(32)} 1795242656715 +12025550150 kim.lee@customers.example`
  expect(idsIn(text, hubspotCalls.ids)).toEqual([
    message,
    '5000000001',
    'ab'.repeat(16),
    '+12025550150',
    'kim.lee@customers.example',
  ])
})
