import { expect, test } from 'vitest'
import { HubSpotError } from '../../../src/hubspot/errors'
import { refusedProperties } from '../../../src/hubspot/refused-properties'

const told = JSON.stringify([
  {
    isValid: false,
    message: 'huge was not one of the allowed options: [LOW, HIGH]',
    error: 'INVALID_OPTION',
    name: 'hs_ticket_priority',
    propertyValue: 'huge',
  },
])

test('are read from the message, from the errors and from the context, each once', () => {
  const answer = {
    status: 'error',
    message: `Property values were not valid: ${told}`,
    errors: [
      { message: 'no option', code: 'INVALID_OPTION', context: { propertyName: ['hs_ticket_priority'] } },
      { message: 'is missing', code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: 'content' } },
    ],
  }
  expect(refusedProperties(answer)).toEqual([
    { name: 'hs_ticket_priority', code: 'INVALID_OPTION', words: 'no option' },
    { name: 'content', code: 'MISSING_REQUIRED_PROPERTY', words: 'is missing' },
  ])
})

test('are read from the message alone', () => {
  expect(refusedProperties({ message: `Property values were not valid: ${told}` })).toMatchObject([
    { name: 'hs_ticket_priority', code: 'INVALID_OPTION' },
  ])
})

test('that are missing are read from the context alone', () => {
  const message = 'Error creating CONTACT. Some required properties were not set.'
  expect(refusedProperties({ message, context: { properties: ['hs_legal_basis'] } })).toEqual([
    { name: 'hs_legal_basis', code: 'MISSING_REQUIRED_PROPERTY', words: '' },
  ])
})

test.each([undefined, null, '<html>', { message: 3 }, { message: 'odd [{not json}]' }, { errors: 'none', context: 7 }])(
  'are none in %j',
  (answer) => {
    expect(refusedProperties(answer)).toEqual([])
  },
)

test('repeat nothing that was sent', () => {
  const sent = { free: ['Wilhelmina'], technical: [] }
  const body = { errors: [{ message: 'Wilhelmina is not valid', code: 'X', context: { propertyName: ['firstname'] } }] }
  const [refused] = new HubSpotError('create the record', { status: 400, body, sent }).refusedProperties
  expect(refused?.words).toBe('… is not valid')
})
