import { describe, expect, test } from 'vitest'
import { identityFrom, identityKey, isSamePhone } from '../../core/people/identity'
import fc from '../property'

describe('the “User Email” of an escalation', () => {
  test.each([
    ['kim@customers.example', 'kim@customers.example'],
    ['  Kim.Lee+news@Customers.EXAMPLE ', 'kim.lee+news@customers.example'],
    ['kim@mail.customers.example', 'kim@mail.customers.example'],
    ["o'neil@customers.example", "o'neil@customers.example"],
    ['_kim@customers.example', '_kim@customers.example'],
    ['kim@no-reply.customers.example', 'kim@no-reply.customers.example'],
    ['kim@botpress.com', 'kim@botpress.com'],
    ['kim@notbotpress.invalid', 'kim@notbotpress.invalid'],
  ])('is the e-mail address %j', (given, email) => {
    expect(identityFrom(given)).toEqual({ kind: 'email', email })
  })

  test.each([
    'kim@customers.example.',
    'kim@customers.example\u200b',
    '\ufeffkim@customers.example',
    '\u2068kim@customers.example\u2069',
    'kim@cust\u00adomers.example',
    '<kim@customers.example>',
    '"kim@customers.example"',
    '“kim@customers.example”,',
    '(kim@customers.example).',
    '[kim@customers.example]',
    'kim@customers.example;',
    '**kim@customers.example**',
    '_kim@customers.example_',
    '`kim@customers.example`',
    '- kim@customers.example',
    'mailto:kim@customers.example',
    'MAILTO:kim@customers.example?subject=Lamp',
    '<mailto:kim@customers.example>',
    '<mailto:kim@customers.example|kim@customers.example>',
    '[kim@customers.example](mailto:kim@customers.example)',
    'Email: kim@customers.example',
    'smtp:kim@customers.example',
    'Kim Lee <kim@customers.example>',
    '"Lee, Kim" <Kim@Customers.example>;',
    'kim@customers.example (Kim Lee)',
    'kim＠customers．example',
    'kim@customers。example',
    'kim%40customers.example',
    'kim\u00a0<kim@customers.example>',
  ])('is read out of what clings to it: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'email', email: 'kim@customers.example' })
  })

  test('is one address however its domain is written', () => {
    const email = 'kim@xn--mller-kva.example'
    for (const given of ['kim@müller.example', 'Kim@MÜLLER.example', email, 'kim@mu\u0308ller.example']) {
      expect(identityFrom(given)).toEqual({ kind: 'email', email })
    }
  })

  test.each([
    ['+15550100000', '+15550100000', '5550100000'],
    [' +1 (555) 010-0000 ', '+15550100000', '5550100000'],
    ['+1.555.010.0000', '+15550100000', '5550100000'],
    ['+49 30 901820', '+4930901820', '30901820'],
    ['+49 (0)30 901820', '+4930901820', '30901820'],
    ['+49 30/901820', '+4930901820', '30901820'],
    ['+45 32 12 34 56', '+4532123456', '32123456'],
    ['+39 06 698 12345', '+390669812345', '0669812345'],
    ['+5491123456789', '+5491123456789', '91123456789'],
    ['+5215512345678', '+5215512345678', '15512345678'],
    ['+52 1 55 1234 5678', '+5215512345678', '15512345678'],
    ['+52 (0) 1 55 1234 5678', '+5215512345678', '15512345678'],
    ['+999 1234567', '+9991234567', '9991234567'],
  ])('is the phone number %j', (given, e164, national) => {
    expect(identityFrom(given)).toEqual({ kind: 'phone', phone: { e164, national } })
  })

  test.each([
    'whatsapp:+12025550143',
    'whatsapp:12025550143',
    'WhatsApp: +1 202 555 0143',
    'signal:+12025550143',
    'tel:+1-202-555-0143',
    'tel:2025550143;phone-context=+1',
    'sms:+12025550143?body=hello',
    'callto:+12025550143',
    'Tel. +1 202 555 0143',
    'https://wa.me/12025550143',
    'wa.me/+12025550143?text=hello',
    'https://api.whatsapp.com/send?text=a&phone=12025550143',
    'whatsapp://send?phone=%2B12025550143',
    '12025550143@c.us',
    '12025550143@s.whatsapp.net',
    '12025550143:4@S.WhatsApp.net',
    '\u202a+12025550143\u202c',
    '\u200e+1\u00a0202\u00a0555\u20110143',
    '＋１２０２５５５０１４３',
    '+١٢٠٢٥٥٥٠١٤٣',
    '+۱۲۰۲۵۵۵۰۱۴۳',
    '+१२०२५५५०१४३',
    '001 202 555 0143',
    '+001 202 555 0143',
    '(+1) 202 555 0143',
    '(001) 202 555 0143',
    '+ 1 (202) 555-0143',
    '+12025550143.',
    '"+12025550143"',
    '<tel:+12025550143>',
    '+12025550143 x11',
    '+1 202 555 0143 ext. 11',
    '+12025550143;ext=11',
    '+1 202 555 0143 # 11',
    '+1 202 555 0143 (ext 11)',
    '+1 202 555 0143 доб. 11',
    '+12025550143,11',
    '+1 202 555 0143 (mobile)',
  ])('is a phone number in another notation: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'phone', phone: { e164: '+12025550143', national: '2025550143' } })
  })

  test.each([
    'user_01@no-reply.7c9e6679.botpress.com',
    'USER_01@No-Reply.Bot.Botpress.com',
    'user_01@botpress.invalid',
    'user_01@bot-1.botpress.invalid',
  ])('is made up by the hitl plugin: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'madeUp', value: given.toLowerCase() })
  })

  test.each([undefined, '', '   ', '\n', '\u200b', '\u2060\u00a0', '-', '""'])('may be nothing: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'anonymous' })
  })

  test.each([
    // Without a country code it could be any country's.
    '555 010 0000',
    '15550100000',
    '(555) 010 0000',
    'tel:2025550143',
    'telegram:12025550143',
    'whatsapp:030 1234567',
    // No number, or more than one.
    'Kim Lee',
    'N/A',
    'unknown',
    '+',
    '+kim',
    '+1',
    '+1 555',
    '+0 30 901820',
    '+1555010000012345678',
    '+1-800-FLOWERS',
    '+12025550143/44',
    '+12025550143 or +12025550144',
    '+1 202 555 0143; +1 202 555 0144',
    // Names of messengers that are nobody's number.
    '12025550143@lid',
    '12025550143-1600000000@g.us',
    'status@broadcast',
    '12025550143@newsletter',
    'kim@c.us',
    'https://chat.whatsapp.com/AbCdEf',
    'https://wa.me/message/ABCDEF',
    // No address, or more than one.
    'kim@',
    '@customers.example',
    'kim@customers',
    'kim lee@customers.example',
    'kim@@customers.example',
    'kim.@customers.example',
    'kim..lee@customers.example',
    'kim@customers..example',
    'kim@-customers.example',
    'kim@192.0.2.1',
    'kim@customers.example:25',
    'kim@customers.example/home',
    'sip:kim@customers.example',
    'acct:kim@customers.example',
    'https://kim@customers.example/',
    'kim@customers.example, lee@customers.example',
    `${'k'.repeat(65)}@customers.example`,
    `kim@${'customers.'.repeat(30)}example`,
  ])('is as good as nothing, and never an error: %j', (given) => {
    expect(identityFrom(given)).toEqual({ kind: 'unreadable' })
    expect(identityKey(identityFrom(given))).toBeUndefined()
  })
})

describe('however hostile what was given is', () => {
  const piece = fc.constantFrom(
    ...[
      'a@',
      '.',
      '@',
      '+',
      '1',
      '(',
      ')',
      '<',
      '>',
      '[',
      '](',
      ' ',
      ';',
      'x1',
      'mailto:',
      'tel:',
      '%40',
      '\u200b',
      '٣',
    ],
    ...['whatsapp:', ';ext=', '&phone=', '?', '"', '_', '＠', '。', '\ufdfa', 'é', '\ud83d', '\n'],
  )

  test('it is read before the time is up', { timeout: 20_000 }, () => {
    const given = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.constantFrom(100, 990, 100_000))
    fc.assert(
      fc.property(given, ([pieces, length]) => {
        const text = pieces
          .join('')
          .repeat(Math.ceil(length / pieces.join('').length))
          .slice(0, length)
        const { kind } = identityFrom(`a${text}@`)
        expect(kind).toMatch(/unreadable|phone|email/)
      }),
      { numRuns: 300 },
    )
  })

  test.each([`a@${'.'.repeat(1e6)}@`, '+'.repeat(1e6), `${' '.repeat(1e6)}x`, '('.repeat(1e6), '\u200b'.repeat(1e6)])(
    'a million characters are nobody’s address (%#)',
    (given) => {
      expect(identityFrom(given)).toEqual({ kind: 'unreadable' })
    },
  )

  test('the address found is complete, and is read as itself again', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const identity = identityFrom(pieces.join(''))
        if (identity.kind === 'email') expect(identity.email).toMatch(/^[^\s@<>()]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/u)
        if (identity.kind === 'phone') expect(identity.phone.e164).toMatch(/^\+[1-9]\d{6,14}$/)
        const key = identityKey(identity)
        if (key !== undefined) expect(identityKey(identityFrom(key))).toBe(key)
      }),
      { numRuns: 2_000 },
    )
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
    '+52 1 55 1234 5678',
    'kim@müller.example',
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

  test.each([
    '+15550100000',
    '+1 (555) 010-0000',
    '+1.555.010.0000',
    '001 555 010 0000',
    ' +1 555 0100000 ',
    '+1-555-010-0000 x11',
    '+1 555 010 0000 ext. 7',
    '(+1) 555 010 0000',
    '+1 (0) 555 010 0000',
    'tel:+1-555-010-0000',
    '＋1 555 010 0000',
    '+1 555 010 0000\u202c',
  ])('is the same: %j', (stored) => {
    expect(isSamePhone(stored, phone)).toBe(true)
  })

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

  test('is the same where the library’s tables do not know the number', () => {
    expect(isSamePhone('+52 1 (55) 1234-5678', { e164: '+5215512345678', national: '15512345678' })).toBe(true)
  })
})
