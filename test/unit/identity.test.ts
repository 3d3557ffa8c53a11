import { describe, expect, test } from 'vitest'
import { IdentityError, identityFrom, identityKey, isSamePhone } from '../../src/identity'
import fc from '../property'

describe('the “User Email” of an escalation', () => {
  test.each([
    ['kim@customers.example', 'kim@customers.example'],
    ['  Kim.Lee+news@Customers.EXAMPLE ', 'kim.lee+news@customers.example'],
    ['kim@mail.customers.example', 'kim@mail.customers.example'],
    ['kim@no-reply.customers.example', 'kim@no-reply.customers.example'],
    ['kim@botpress.com', 'kim@botpress.com'],
    ['kim@notbotpress.invalid', 'kim@notbotpress.invalid'],
  ])('is the e-mail address %j', (given, email) => {
    expect(identityFrom(given)).toEqual({ kind: 'email', email })
  })

  test.each([
    ['+15550100000', '+15550100000', '5550100000'],
    [' +1 (555) 010-0000 ', '+15550100000', '5550100000'],
    ['+1.555.010.0000', '+15550100000', '5550100000'],
    ['+49 30 901820', '+4930901820', '30901820'],
    ['+49 (0)30 901820', '+4930901820', '30901820'],
    ['+45 32 12 34 56', '+4532123456', '32123456'],
    ['+39 06 698 12345', '+390669812345', '0669812345'],
  ])('is the phone number %j', (given, e164, national) => {
    expect(identityFrom(given)).toEqual({ kind: 'phone', phone: { e164, national } })
  })

  test.each([
    'user_01@no-reply.7c9e6679.botpress.com',
    'USER_01@No-Reply.Bot.Botpress.com',
    'user_01@botpress.invalid',
    'user_01@bot-1.botpress.invalid',
  ])('is made up by the hitl plugin: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'madeUp', value: given.toLowerCase() })
  })

  test.each([undefined, '', '   ', '\n'])('may be nothing: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'anonymous' })
  })

  test.each(['555 010 0000', '0049 30 901820', '15550100000', 'Kim Lee', 'n/a', '(+1) 555 010 0000'])(
    'is refused without + and country code: %j',
    (given) => {
      expect(() => identityFrom(given)).toThrow(IdentityError)
      expect(() => identityFrom(given)).toThrow(/with a leading \+ and the country code/)
    },
  )

  test.each(['+1', '+1 555', '+999 1234567', '+', '+kim', '+1555010000012345678'])(
    'is refused when no phone has that number: %j',
    (given) => {
      expect(() => identityFrom(given)).toThrow(/not a possible one/)
    },
  )

  test.each(['kim@', '@customers.example', 'kim@customers', 'kim lee@customers.example', 'kim@@customers.example'])(
    'is refused as half an address: %j',
    (given) => {
      expect(() => identityFrom(given)).toThrow(/not a complete one/)
    },
  )

  test('is never repeated in the error, and the field is named', () => {
    for (const given of ['kim@secret', '+1 987', '987 654 3210']) {
      const thrown = (() => {
        try {
          return identityFrom(given, 'Contact phone')
        } catch (error) {
          return String(error)
        }
      })()
      expect(thrown).toContain('"Contact phone"')
      expect(thrown).not.toContain(given)
    }
  })
})

test('an identity is one string to find somebody by, except for the anonymous', () => {
  expect(identityKey(identityFrom('Kim@Customers.example'))).toBe('kim@customers.example')
  expect(identityKey(identityFrom('+1 555 010 0000'))).toBe('+15550100000')
  expect(identityKey(identityFrom('u@botpress.invalid'))).toBe('u@botpress.invalid')
  expect(identityKey(identityFrom(''))).toBeUndefined()
})

test('read again from its own string, an identity is the same', () => {
  const given = fc.constantFrom(
    'Kim@Customers.example',
    '+1 (555) 010-0000',
    'U@x.botpress.invalid',
    '+39 06 698 12345',
  )
  fc.assert(
    fc.property(given, (text) => {
      const identity = identityFrom(text)
      expect(identityFrom(identityKey(identity))).toEqual(identity)
    }),
  )
})

describe('a number as stored in HubSpot', () => {
  const phone = { e164: '+15550100000', national: '5550100000' }

  test.each(['+15550100000', '+1 (555) 010-0000', '+1.555.010.0000', '001 555 010 0000', ' +1 555 0100000 '])(
    'is the same: %j',
    (stored) => {
      expect(isSamePhone(stored, phone)).toBe(true)
    },
  )

  test.each(['5550100000', '(555) 010-0000', '+445550100000', '+155501000001', '', null, undefined, 'n/a'])(
    'is not: %j',
    (stored) => {
      expect(isSamePhone(stored, phone)).toBe(false)
    },
  )

  test('is the same with the zero that is only dialled inside the country', () => {
    expect(isSamePhone('+49 (0)30 901820', { e164: '+4930901820', national: '30901820' })).toBe(true)
  })

  test('is another country’s when it has no country code, though its digits are the same', () => {
    // (493) 012-3456 is a North American number; +49 30 123456 is one in Berlin.
    expect(isSamePhone('(493) 012-3456', { e164: '+4930123456', national: '30123456' })).toBe(false)
  })
})
