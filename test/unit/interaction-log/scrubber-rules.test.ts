import { describe, expect, test } from 'vitest'
import { addCounts, scrubText, scrubTurns } from '../../../src/interaction-log/scrubber/scrub'

/** What is left of a text, the marks shortened to their first word. */
const left = (text: string) => scrubText(text).text.replace(/\[(\S+)[^\]]* removed\]/g, '[$1]')

describe('a card number', () => {
  test.each([
    ['is replaced in words, and nothing else changes', 'Card  4111 1111 1111 1111 !', 'Card  [card] !'],
    ['is known in full-width digits', '４１１１ １１１１ １１１１ １１１１', '[card]'],
    ['is known in Arabic digits', '٤١١١ ١١١١ ١١١١ ١١١١', '[card]'],
    ['is known with what nobody sees between', '4111\u200b1111\u00a01111\u20601111', '[card]'],
    ['is known in words', 'four one double one triple one one, one one one one one one one one', '[card]'],
    ['is known in pairs', 'forty-one eleven uh eleven eleven, eleven and then eleven eleven eleven', '[card]'],
    ['is known written onto a word', 'card4111111111111111thanks', 'card[card]thanks'],
    ['needs its check digit', '4111 1111 1111 1112', '4111 1111 1111 1112'],
    ['needs a beginning that cards have', '1111 1111 1111 1117', '1111 1111 1111 1117'],
    ['of a rare length has to be called a card', 'visa 4222222222222, 4222222222222', 'visa [card], [card]'],
    ['of a rare length that nothing calls a card stays', 'code 4222222222222', 'code 4222222222222'],
    ['in one piece behind "order" stays', 'order number 4539148803436467', 'order number 4539148803436467'],
    ['as cards print it goes behind "order", too', 'order 4539 1488 0343 6467', 'order [card]'],
    ['in a web address goes', 'https://a.example/?n=4111111111111111', 'https://a.example/?n=[card]'],
    ['of a parcel stays', '9400 1000 0000 0000 0000 00', '9400 1000 0000 0000 0000 00'],
    ['does not end in the middle of a longer number', '41111111111111111', '41111111111111111'],
  ])('%s', (_, text, expected) => {
    expect(left(text)).toBe(expected)
  })
})

describe('what belongs to a card', () => {
  test.each([
    ['goes where it stands behind it', '4111 1111 1111 1111 12/27 123', '[card] [expiry] [security]'],
    ['goes where it is named', 'my card, valid thru 12/27, cvv 1234', 'my card, valid thru [expiry], cvv [security]'],
    ['stays where there is no card', 'valid thru 12/27', 'valid thru 12/27'],
    ['is no whole date', '4111 1111 1111 1111 12/03/2026', '[card] 12/03/2026'],
    ['is no amount behind it', '4111 1111 1111 1111 120 euros', '[card] 120 euros'],
    ['goes where it is said what it was', '123 is the cvv', '[security] is the cvv'],
    ['is a PIN where it is called so', 'my pin is 4821', 'my pin is [PIN]'],
    ['is no postcode', 'pin code 560001', 'pin code 560001'],
  ])('%s', (_, text, expected) => {
    expect(left(text)).toBe(expected)
  })
})

test.each([
  ['an IBAN with spaces', 'DE89 3704 0044 0532 0130 00', '[IBAN]'],
  ['an IBAN that is said', 'D E eight nine 3704 double zero double four 0532 0130 00', '[IBAN]'],
  ['no IBAN of a wrong length', 'DE89 3704 0044 0532 0130', 'DE89 3704 0044 0532 0130'],
  ['an SSN in its groups', '123-45-6789', '[social]'],
  ['nine bare digits beside the word', 'SSN: 123456789', 'SSN: [social]'],
  ['no nine bare digits', '123456789', '123456789'],
  ['no SSN of an area that there is not', '666-45-6789', '666-45-6789'],
  ['an ITIN', '900-70-0000', '[social]'],
  ['a SIN in its groups', '446 141 327', '[social]'],
  ['no SIN that may be a phone number in Spain', '612 345 676', '612 345 676'],
  ['a NINO', 'AB 12 34 56 C', '[social]'],
  ['no date with words beside it', 'on 10/11/12 a parcel', 'on 10/11/12 a parcel'],
  ['a NIR', '2 55 08 14 168 025 38', '[social]'],
  ['a DNI', '12345678Z', '[national]'],
  ['a DNI in small letters beside the word', 'dni 12345678 z', 'dni [national]'],
  ['no eight digits with a word beside them', '12345678 z', '12345678 z'],
  ['a NIE', 'X-1234567-L', '[national]'],
  ['a codice fiscale', 'rssmra85t10a562s', '[tax]'],
  ['a CPF', '529.982.247-25', '[tax]'],
  ['no CPF that may be a mobile phone', '11987654311', '11987654311'],
  ['a CNPJ with letters', '12.ABC.345/01DE-35', '[tax]'],
  ['an Aadhaar in its groups', '2341 2341 2346', '[national]'],
  ['no twelve bare digits', '234123412346', '234123412346'],
  ['a PAN', 'ABCPE1234F', '[tax]'],
  ['a Steuer-ID', '86 095 742 719', '[tax]'],
  ['a BSN beside the word', 'BSN 111222333', 'BSN [national]'],
  ['a NIF beside the word', 'NIF 123 456 789', 'NIF [tax]'],
  ['a PESEL', '44051401359', '[national]'],
  ["Belgium's number", '85.07.30-033.28', '[national]'],
  ["Sweden's number", '811218-9876', '[national]'],
  ["Finland's number", '131052-308T', '[national]'],
  ['a TFN beside the word', 'TFN 123 456 782', 'TFN [tax]'],
  ['a CURP', 'BOXW310820HNERXN09', '[national]'],
  ['a passport beside the word', 'passport no. AB 1234567', 'passport no. [passport]'],
  ['no date beside the word', 'passport, 12/03/2031', 'passport, 12/03/2031'],
  ['a driving licence beside the word', "driver's license D1234567", "driver's license [driving]"],
  ['no phone number', '+1 123-45-6789', '+1 123-45-6789'],
  ['no number of a web address', 'https://a.example/12345678Z', 'https://a.example/12345678Z'],
  ['no number called an order', 'order 52998224725', 'order 52998224725'],
])('%s', (_, text, expected) => {
  expect(left(text)).toBe(expected)
})

describe('in a dialogue', () => {
  const said = (...texts: string[]) =>
    scrubTurns(
      texts.map((text) => {
        const [speaker = '', ...rest] = text.split(': ')
        return { speaker, text: rest.join(': '), at: 1 }
      }),
    )

  test('a number over several turns goes from all of them, and counts once', () => {
    const { turns, counts } = said('user: 4111 1111 so far', 'agent: go on', 'user: and 1111', 'user: 1111, done')
    expect(counts).toEqual({})
    expect(turns.map(({ text }) => text)).toEqual(['4111 1111 so far', 'go on', 'and 1111', '1111, done'])
    const plain = said('user: it is 4111 1111', 'agent: go on', 'user: and 1111', 'agent: 1111?', 'user: 1111, done')
    expect(plain.counts).toEqual({ card: 1 })
    expect(plain.turns.map(({ text }) => text)).toEqual([
      'it is [card number removed]',
      'go on',
      'and [card number removed]',
      '1111?',
      '[card number removed], done',
    ])
    expect(plain.turns.every(({ at }) => at === 1)).toBe(true)
  })

  test('what another speaker says breaks it off', () => {
    expect(said('user: 4111 1111', 'agent: one moment, the line was bad', 'user: 1111 1111').counts).toEqual({})
  })

  test('a question says what its answer is', () => {
    expect(said('bot: What is your social security number?', 'user: 123456789').counts).toEqual({ socialSecurity: 1 })
    expect(said('bot: What is your order number?', 'user: 4539148803436467').counts).toEqual({})
  })
})

test('counts are added by kind', () => {
  expect(addCounts({ card: 1, pin: 2 }, { card: 3, iban: 1 })).toEqual({ card: 4, pin: 2, iban: 1 })
})
