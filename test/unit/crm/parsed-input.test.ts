import { RuntimeError } from '@botpress/sdk'
import { expect, test } from 'vitest'
import { searchRecords } from '../../../definitions/actions/search-records'
import { parsedInput } from '../../../src/crm/input/parsed-input'

test('what is of another form than the action says is named, with what to do', () => {
  const input = { object: 'tickets', where: [{ all: [{ field: 'subject', operator: 'EQ', value: 'a' }] }] }
  const parse = () => parsedInput(searchRecords.input.schema, input)
  expect(parse).toThrow(RuntimeError)
  expect(parse).toThrow(/^"where\.0\.all\.0\.operator" is not as it has to be: .* Correct it and try again\.$/)
})
