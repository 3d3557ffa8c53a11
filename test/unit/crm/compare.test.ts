import { describe, expect, test } from 'vitest'
import { type Compared, isSameAnswer } from '../../../src/crm/identity/compare'
import fc from '../../property'

const option = (label: string, value: string) => ({ label, value, hidden: false, description: '' })
const property = (type: string, more: Partial<Compared> = {}): Compared => ({
  type,
  fieldType: '',
  options: [],
  ...more,
})

const text = property('string', { fieldType: 'text' })
const phone = property('string', { fieldType: 'phonenumber' })
const date = property('date')
const number = property('number')
const insurance = property('enumeration', {
  fieldType: 'select',
  options: [option('Public', 'public'), option('Pays themselves', 'self'), option('Privé', 'private')],
})
const blood = property('enumeration', { fieldType: 'radio', options: [option('A+', 'a_pos'), option('A-', 'a_neg')] })
const interests = property('enumeration', {
  fieldType: 'checkbox',
  options: [option('Desk lamps', 'desk'), option('Bed, bath', 'bath'), option('Garden', 'garden')],
})

type Row = [stored: string, answer: string, country?: string]

describe('an answer is what stands there', () => {
  test.each<Row>([
    ['Main Street 5', ' main street 5 '],
    ['SW1A 1AA', 'sw1a1aa'],
    ['K-2001', 'k 2001'],
    ['K-2001', 'K—2001.'],
    ['João Müller', 'joao muller'],
    ['Łódź', 'lodz'],
    ['Straße', 'STRASSE'],
    ["O'Hara", 'O’Hara'],
    ['４７１１', '4711'],
    ['٤٧١١', '4711'],
    ['москва', 'МОСКВА'],
    ['April 3, 1990', '1990-04-03'],
    ['03/04/1990', '3.4.1990'],
  ])('in a text, %s as %s', (stored, answer, country) => {
    expect(isSameAnswer(text, stored, answer, country)).toBe(true)
  })

  test.each<Row>([
    ['+1 212 555 0142', '(212) 555-0142', 'US'],
    ['(212) 555-0142', '+1 212 555 0142', 'US'],
    ['+12125550142', '001 212 555 0142'],
    ['030 901820', '+49 30 901820', 'DE'],
    // Of what country it is, nobody knows; that it is the same is plain.
    ['212 555 0142', '(212) 555-0142'],
    ['+12125550142', '1 212 555 0142'],
  ])('in a phone number, %s as %s', (stored, answer, country) => {
    expect(isSameAnswer(phone, stored, answer, country)).toBe(true)
  })

  test.each<Row>([
    ['1990-04-03', '1990-04-03'],
    ['1990-04-03', '1990-04-03T00:00:00Z'],
    ['639100800000', '1990-04-03'],
    ['0', '1 January 1970'],
    ['-86400000', '31 December 1969'],
    ['1990-04-03T00:00:00Z', '1990/4/3'],
    ['1990-04-03', '03/04/1990'],
    ['1990-04-03', '3/4/1990', 'GB'],
    ['1990-04-03', '04/03/1990', 'US'],
    ['1990-04-03', '4-3-1990', 'PH'],
    ['1990-04-13', '13/04/1990', 'US'],
    ['1990-04-13', '04/13/1990', 'DE'],
    // With points the day comes first everywhere.
    ['1990-04-03', '3.4.1990', 'US'],
    ['1990-04-03', '3. 4. 1990'],
    ['1990-04-03', '3 April 1990'],
    ['1990-04-03', '3rd of April, 1990'],
    ['1990-04-03', 'Tuesday, the 3rd of April 1990'],
    ['1990-04-03', 'April 3rd 1990'],
    ['1990-04-03', 'APR 3, 1990'],
    ['1990-04-03', '3-Apr-1990'],
    ['1990-04-03', '1990 April 3'],
    ['1990-09-30', '30 Sept. 1990'],
    ['1990-04-03', '٠٣/٠٤/١٩٩٠'],
  ])('in a date, %s as %s (%s)', (stored, answer, country) => {
    expect(isSameAnswer(date, stored, answer, country)).toBe(true)
  })

  test.each<Row>([
    ['4711', '#4711'],
    ['4711', 'No. 04711'],
    ['1234.5', '1,234.50'],
    ['1234.5', '1.234,5'],
    ['1234567', '1 234 567'],
    ['1234', "1'234"],
    ['-3', '-3.0'],
    ['0', '0'],
  ])('in a number, %s as %s', (stored, answer) => {
    expect(isSameAnswer(number, stored, answer, undefined)).toBe(true)
  })

  test.each<[Compared, ...Row]>([
    [insurance, 'self', 'pays themselves'],
    [insurance, 'self', 'SELF'],
    [insurance, 'private', 'prive'],
    [blood, 'a_neg', 'a-'],
    [interests, 'desk;garden', 'Garden, desk lamps'],
    [interests, 'desk;garden', 'garden;desk'],
    [interests, 'bath', 'bed, bath'],
    [property('bool', { options: [option('Oui', 'true'), option('Non', 'false')] }), 'true', 'yes'],
    [property('bool', { options: [option('Oui', 'true'), option('Non', 'false')] }), 'true', 'oui'],
    [property('bool'), 'false', 'No'],
  ])('in a choice: %j holds %s, and %s was said', (choice, stored, answer) => {
    expect(isSameAnswer(choice, stored, answer, undefined)).toBe(true)
  })
})

describe('an answer is not what stands there', () => {
  test.each<[Compared, string | null | undefined, string, string?]>([
    [text, '', ''],
    [text, ' ', ' '],
    [text, null, 'null'],
    [text, undefined, 'undefined'],
    [text, '---', '...'],
    [text, 'K-2001', 'K-200'],
    [text, 'K-2001', 'K-2001 or K-2002'],
    // Vowel signs of other scripts are no accents.
    [text, 'कि', 'का'],
    [text, 'x'.repeat(400), 'x'.repeat(400)],
    [text, '639100800000', '1990-04-03'],
    [phone, '+12125550142', '(212) 555-0142', 'DE'],
    [phone, '+12125550142', '555 0142', 'US'],
    [phone, '+4930901820', '030 901820'],
    [date, '1990-04-03', '03/04/90'],
    [date, '1990-04-03', '3 April 90'],
    [date, '1990-04-03', '04/03/1990'],
    [date, '1990-04-03', '04/03/1990', 'CA'],
    [date, '1990-04-03', '03/04/1990', 'US'],
    [date, '1990-03-02', '30 February 1990'],
    [date, '1990-04-03', 'April 1990'],
    [date, '1990-04-03', '1990'],
    [date, '1990-04-03', '3 April 1990 or 4 April 1990'],
    [date, '1990-04-03', `3 April 1990${' '.repeat(100)}x`],
    [date, 'soon', 'soon'],
    [number, '12345678901234567', '12345678901234568'],
    [number, '1.5', '15'],
    [number, '5', '-5'],
    [number, '0', ''],
    [number, '0', 'zero'],
    [insurance, 'self', 'public'],
    [insurance, 'self', 'no idea'],
    [insurance, 'gone', 'gone'],
    [blood, 'a_neg', 'A+'],
    // Which of the two is meant is not said.
    [blood, 'a_neg', 'A'],
    [interests, 'desk;garden', 'desk lamps'],
    [interests, 'desk', 'desk, garden'],
    [interests, 'desk', 'desk, garden, bed, bath'],
    [property('bool'), 'true', 'maybe'],
  ])('%j holds %s, and %s was said', (definition, stored, answer, country) => {
    expect(isSameAnswer(definition, stored, answer, country)).toBe(false)
  })
})

test('texts of any form are compared without a fault, and soon', () => {
  const definitions = [text, phone, date, number, insurance, interests, property('bool'), property('datetime')]
  fc.assert(
    fc.property(
      fc.constantFrom(...definitions),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      (one, a, b) => {
        expect(typeof isSameAnswer(one, a, b, 'US')).toBe('boolean')
      },
    ),
  )
  const hostile = ['9'.repeat(100_000), '1,'.repeat(50_000), '3 '.repeat(50_000), '+'.repeat(300), '1.'.repeat(150)]
  for (const one of definitions) {
    for (const words of hostile) expect(isSameAnswer(one, '1990-04-03', words, 'US')).toBe(false)
  }
})

test('a text is the same as itself, in any case and with other blanks', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9 -]{0,30}$/), (words) => {
      expect(isSameAnswer(text, words, ` ${words.toUpperCase().replaceAll('-', '  ')}`, undefined)).toBe(true)
    }),
  )
})
