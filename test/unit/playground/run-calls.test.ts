import { expect, test } from 'vitest'
import { hubspotCalls } from '../../../playground/server/hubspot/calls'
import { RunCalls } from '../../../playground/server/run-calls'

const call = (path: string, more: object = {}) => ({
  ...{ side: 'hubspot', path, at: Date.now(), durationMs: 0, requestBody: undefined },
  ...more,
})
const search = () => call('/crm/objects/2026-09/tickets/search')

test('what is called in HubSpot while an action is run is called for it', () => {
  const calls = new RunCalls(hubspotCalls)
  expect(calls.of(search(), [])).toBeUndefined()
  const isOver = calls.begin('action 1', 'findTicket')
  const during = search()
  expect(calls.of(during, [])?.id).toBe('action 1')
  isOver()
  expect(calls.of(during, [])?.id, 'also when it is logged afterwards').toBe('action 1')
  expect(calls.of({ ...search(), at: Date.now() + 10 }, [])).toBeUndefined()
})

test('what hand-overs call meanwhile is not, nor what is about somebody else', () => {
  const calls = new RunCalls(hubspotCalls)
  calls.begin('action 1', 'findContact', 'kim')
  expect(calls.of(call('/conversations/custom-channels/2026-09/1/messages'), [])).toBeUndefined()
  expect(calls.of(search(), ['sam'])).toBeUndefined()
  expect(calls.of(search(), ['kim'])?.id).toBe('action 1')
})

test('the integration is called for it by its own name alone', () => {
  const calls = new RunCalls(hubspotCalls)
  calls.begin('action 1', 'findContact')
  const operation = (type: string) =>
    call('/action_triggered', { side: 'integration', requestBody: { type, input: {} } })
  expect(calls.of(operation('findContact'), [])?.id).toBe('action 1')
  expect(calls.of(operation('startHitl'), [])).toBeUndefined()
})
