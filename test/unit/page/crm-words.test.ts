import { expect, test } from 'vitest'
import { recordsIn } from '../../../playground/page/actions/record-refs'
import { changeWords } from '../../../playground/page/words/change'
import { costWords } from '../../../playground/page/words/costs'
import { ago } from '../../../playground/page/words/time'

test.each([
  [{ label: 'Created' }, 'Created'],
  [{ label: 'Ticket status', from: 'New', to: 'Closed' }, 'Ticket status: New → Closed'],
  [{ label: 'Contact', to: 'Kim Lee' }, 'Contact: Kim Lee'],
  [{ label: 'Priority', from: 'High' }, 'Priority: “High” was taken out'],
])('the change %j is put as %s', (change, words) => {
  expect(changeWords(change)).toBe(words)
})

test.each([
  [['HubSpot', 'Botpress', 'Botpress', 'integration'] as const, '1 call to HubSpot, 2 to Botpress'],
  [['integration'] as const, '0 calls to HubSpot, 0 to Botpress'],
])('calls to %j cost %s', (parties, words) => {
  expect(costWords(parties.map((to) => ({ to })))).toBe(words)
})

test.each([
  [59_000, 'just now'],
  [60_000, '1 minute ago'],
  [3 * 60 * 60_000, '3 hours ago'],
  [49 * 60 * 60_000, '2 days ago'],
  [-5, 'just now'],
])('%i ms later it was %s', (later, words) => {
  expect(ago(1_000_000, 1_000_000 + later)).toBe(words)
})

test('the records of an answer are found by their addresses, wherever these stand, each once', () => {
  const url = (path: string) => `https://app.hubspot.com/contacts/7/record/${path}`
  const answer = {
    record: { url: url('0-5/12') },
    list: [{ url: url('2-100/3') }, url('0-5/12')],
    none: url('0-5'),
    no: null,
  }
  expect(recordsIn(answer)).toEqual([
    { typeId: '0-5', id: '12' },
    { typeId: '2-100', id: '3' },
  ])
})
