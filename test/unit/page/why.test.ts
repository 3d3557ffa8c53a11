import { describe, expect, it, test } from 'vitest'
import { whyWords } from '../../../playground/page/words/why'
import type { Party } from '../../../playground/protocol'
import { words as hubspotWords } from '../../../playground/server/hubspot/words'
import { words as salesIqWords } from '../../../playground/server/salesiq/words'
import { words as botpressWords } from '../../../playground/server/what'
import { eventNames } from '../../../sim/salesiq/event-model'

describe('what a call is for is said in a sentence', () => {
  const names = (table: readonly (readonly [string, RegExp, string])[]) => [...new Set(table.map(([, , what]) => what))]
  test.each<[Party, string]>([
    ...names(botpressWords).map((what): [Party, string] => ['Botpress', what]),
    ...names(hubspotWords).map((what): [Party, string] => ['HubSpot', what]),
    ...names(salesIqWords).map((what): [Party, string] => ['SalesIQ', what]),
  ])('to %s: %s', (to, what) => {
    expect(whyWords({ from: 'integration', to, what })).toMatch(/^[A-Z].*\.$/)
  })

  test.each<[Party, string]>([
    ['HubSpot', 'OUTGOING_CHANNEL_MESSAGE_CREATED'],
    ['HubSpot', 'assignedTo A-501 and 2 more'],
    ['HubSpot', 'status CLOSED'],
    ['HubSpot', 'deletion'],
    ...eventNames.map((name): [Party, string] => ['SalesIQ', name.replace('conversation.', '')]),
    ['SalesIQ', 'is anybody there?'],
    ['Botpress', 'startHitl'],
    ['Botpress', 'message_created'],
    ['Botpress', 'findTicket'],
  ])('from %s: %s', (from, what) => {
    expect(whyWords({ from, to: 'integration', what })).toMatch(/^[A-Z].*\.$/)
  })

  it('and nothing is made up for one that nobody has a word for', () => {
    expect(whyWords({ from: 'integration', to: 'HubSpot', what: 'GET /something/else' })).toBeUndefined()
  })
})
