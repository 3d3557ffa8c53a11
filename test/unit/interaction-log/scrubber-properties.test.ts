import { expect, test } from 'vitest'
import { mark } from '../../../src/interaction-log/scrubber/kinds'
import { type Counts, scrubText, scrubTurns } from '../../../src/interaction-log/scrubber/scrub'
import fc from '../../property'
import { cardNumber, ibanNumber, newCnpj, personNumbers } from './made-numbers'

const separators = fc.constantFrom(' ', '-', '.', '\u00a0', ' - ', '\u200b', '–', '\u2009')
const before = fc.constantFrom('', 'Hello, ', 'Sure: ', 'it is ', 'Anoten: ', 'voici ', 'Bitte: ', 'ecco ', 'segue ')
const after = fc.constantFrom(
  '',
  ' thanks',
  '.',
  ', please',
  ' gracias',
  ' merci!',
  '\nRobin Hale',
  ' grazie',
  ' obrigada',
)

/** A text cut into groups of these lengths; the rest is the last. */
function grouped(text: string, lengths: readonly number[], separator: string): string {
  const groups: string[] = []
  let done = 0
  for (const length of lengths) {
    if (done < text.length) groups.push(text.slice(done, done + length))
    done += length
  }
  if (done < text.length) groups.push(text.slice(done))
  return groups.join(separator)
}

const anyGroups = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 12, maxLength: 12 })
const printed = fc.constantFrom([4, 4, 4, 4, 4, 4, 4, 4, 4], [40])

test.each([
  ['a card', 'card', cardNumber, fc.oneof(printed, anyGroups)],
  ['an IBAN', 'iban', ibanNumber, fc.oneof(printed, anyGroups)],
] as const)('%s is gone and counted, whatever its groups and whatever stands around it', (_, kind, number, groups) => {
  fc.assert(
    fc.property(number, groups, separators, before, after, (digits, lengths, separator, start, end) => {
      const written = grouped(digits, lengths, separator)
      expect(scrubText(start + written + end)).toEqual({ text: start + mark(kind) + end, counts: { [kind]: 1 } })
    }),
    { numRuns: 500 },
  )
})

test.each(Object.entries(personNumbers))(
  '%s is gone and counted where it is called so, whatever its groups',
  (_, { kind, number, groups, called }) => {
    const lengths = fc.oneof(fc.constant<readonly number[]>(groups), fc.constant([40]), anyGroups)
    fc.assert(
      fc.property<[string, readonly number[], string, string]>(
        number,
        lengths,
        fc.constantFrom(' ', '-', '.'),
        after,
        (digits, sizes, separator, end) => {
          const written = grouped(digits, sizes, separator)
          expect(scrubText(`${called} ${written}${end}`)).toEqual({
            text: `${called} ${mark(kind)}${end}`,
            counts: { [kind]: 1 },
          })
        },
      ),
      { numRuns: 150 },
    )
  },
)

test('a CNPJ with letters is gone and counted', () => {
  const lengths = fc.constantFrom([2, 3, 3, 4, 2], [14])
  fc.assert(
    fc.property(newCnpj, lengths, separators, after, (number, sizes, separator, end) => {
      expect(scrubText(`a empresa é ${grouped(number, sizes, separator)}${end}`)).toEqual({
        text: `a empresa é ${mark('taxNumber')}${end}`,
        counts: { taxNumber: 1 },
      })
    }),
  )
})

test('a card that is said in several turns leaves nothing, and counts once', () => {
  const said = 'zero one two three four five six seven eight nine'.split(' ')
  const asSaid = (part: string) => Array.from(part, (digit) => said[Number(digit)]).join(' ')
  fc.assert(
    fc.property(
      cardNumber,
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom('ok', 'yes', 'go on', 'mhm', 'vale', 'oui', 'ja', 'va bene', 'certo'),
      fc.boolean(),
      (digits, lengths, listening, isSaid) => {
        const parts = grouped(digits, lengths, '|').split('|')
        const turns = parts.flatMap((part) => [
          { speaker: 'user', text: isSaid ? asSaid(part) : part },
          { speaker: 'agent', text: listening },
        ])
        const { turns: scrubbed, counts } = scrubTurns([{ speaker: 'agent', text: 'Your card number?' }, ...turns])
        expect(counts).toEqual({ card: 1 })
        expect(scrubbed.filter(({ speaker }) => speaker === 'user').map(({ text }) => text)).toEqual(
          parts.map(() => mark('card')),
        )
      },
    ),
    { numRuns: 200 },
  )
})

const digits = (from: number, to: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${from - 1},${to - 1}}$`))
const date = fc.tuple(
  fc.integer({ min: 1, max: 28 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1930, max: 2040 }),
)
const harmless = {
  'order numbers': fc.tuple(fc.constantFrom('order', 'Bestellnummer', 'pedido', 'commande', 'ordine'), digits(5, 22)),
  'tracking numbers': fc.tuple(fc.constantFrom('tracking number', 'seguimiento', 'suivi', 'rastreio'), digits(10, 22)),
  'phone numbers': fc.tuple(
    fc.constantFrom('my number is', 'Tel.', 'llámame al'),
    fc.constantFrom('+', '+ '),
    digits(10, 13),
  ),
  'IDs of HubSpot': fc.tuple(fc.constantFrom('deal', 'contact ID', 'ticket', 'hubspot record'), digits(8, 12)),
  dates: date.map(([day, month, year]) => ['on', `${day}.${month}.${year}`]),
  'days in ISO 8601': date.map(([day, month, year]) => [
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T10:15:00Z`,
  ]),
  'epoch milliseconds': fc.integer({ min: 1_500_000_000_000, max: 1_999_999_999_999 }).map((ms) => ['at', String(ms)]),
  amounts: fc.tuple(
    fc.constantFrom('it cost', 'son', 'das macht'),
    fc.integer({ min: 1, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)),
    fc.constantFrom('€', 'EUR', 'dollars'),
  ),
}

test.each(Object.entries(harmless))('%s stay', (_, parts) => {
  fc.assert(
    fc.property<[readonly string[], string, string]>(parts, before, after, (words, start, end) => {
      const text = start + words.join(' ') + end
      expect(scrubText(text)).toEqual({ text, counts: {} })
    }),
    { numRuns: 500 },
  )
})

const pieces = fc.oneof(
  cardNumber,
  ibanNumber,
  ...Object.values(personNumbers).map(({ number }) => number),
  ...Object.values(personNumbers).map(({ called }) => fc.constant<string>(called)),
  fc.constantFrom(
    '12/27',
    '123',
    '4821',
    'cvv',
    'pin',
    'exp',
    'card',
    'passport',
    'order',
    '#',
    'four one',
    'um',
    'and',
  ),
  fc.constantFrom('X1234567', 'is', '\n', '[', mark('card'), mark('socialSecurity'), 'driving licence', '+', '['),
)

test('a text that was scrubbed stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(pieces, fc.constantFrom(' ', ', ', '-', '. ', ': ', ''))), (parts) => {
      const { text } = scrubText(parts.map((part) => part.join('')).join(''))
      expect(scrubText(text)).toEqual({ text, counts: {} })
    }),
    { numRuns: 1_000 },
  )
})

test('nothing else of a text is changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (start, end) => {
      const text = `${start}\n\n4111 1111 1111 1111\n\n${end}`
      const counts: Counts = { card: 1 }
      fc.pre(!/\d/.test(start + end))
      expect(scrubText(text)).toEqual({ text: `${start}\n\n${mark('card')}\n\n${end}`, counts })
    }),
  )
})
