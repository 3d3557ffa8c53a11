import { expect, test } from 'vitest'
import { hubspotDesk, hubspotLacks } from '../desk/hubspot/lacks'
import { unsupportedBy } from '../desk/lacks'

test('a desk that has everything lacks nothing', () => {
  expect(unsupportedBy(hubspotDesk())).toEqual([])
  expect([...hubspotLacks]).toEqual([])
})

test('a desk lacks the members that it does not have', () => {
  const { look: _look, mark: _mark, ...rest } = hubspotDesk()
  expect(unsupportedBy(rest)).toEqual(['look', 'mark'])
})

test('a desk whose threads stay closed says so', () => {
  expect(unsupportedBy({ ...hubspotDesk(), reopensByMessage: false })).toEqual(['reopensByMessage'])
})
