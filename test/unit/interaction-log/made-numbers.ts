import * as check from '../../../src/interaction-log/scrubber/check-digits'
import fc from '../../property'

/* Numbers that are valid and nobody's: random digits with the check digits that fit. */

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const fromTo = (from: number, to: number, width: number) =>
  fc.integer({ min: from, max: to }).map((value) => String(value).padStart(width, '0'))
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''))
const one = (...values: string[]) => fc.constantFrom(...values)

/** The first end that makes a number right; those for which none does are left out. */
const ended = (start: fc.Arbitrary<string>, ends: readonly string[], isRight: (number: string) => boolean) =>
  start.map((text) => ends.map((end) => text + end).find(isRight)).filter((number) => number !== undefined)

const upTo = (count: number, width: number) =>
  Array.from({ length: count }, (_, value) => String(value).padStart(width, '0'))
const [ten, hundred] = [upTo(10, 1), upTo(100, 2)]
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const birthday = join(digits(2), fromTo(1, 12, 2), fromTo(1, 28, 2))

const luhnOf = (start: string, length: number) =>
  ended(
    digits(length - start.length - 1).map((rest) => start + rest),
    ten,
    check.luhn,
  )

/** Card numbers of the brands' usual lengths. */
export const cardNumber = fc.oneof(
  luhnOf('4', 16),
  luhnOf('51', 16),
  luhnOf('55', 16),
  luhnOf('2221', 16),
  luhnOf('2720', 16),
  luhnOf('34', 15),
  luhnOf('37', 15),
  luhnOf('36', 14),
  luhnOf('3005', 14),
  luhnOf('3530', 16),
  luhnOf('6011', 16),
  luhnOf('65', 16),
  luhnOf('62', 16),
  luhnOf('62', 19),
  luhnOf('5018', 16),
  luhnOf('6759', 19),
  luhnOf('2202', 16),
  luhnOf('9792', 16),
  luhnOf('4', 19),
)

const ibanOf = (country: string, ...parts: fc.Arbitrary<string>[]) =>
  join(...parts).map((rest) => {
    const end = hundred.find((value) => check.iban(country + value + rest))
    return country + end + rest
  })
const capitals = (length: number) => fc.stringMatching(new RegExp(`^[A-Z]{${length}}$`))

export const ibanNumber = fc.oneof(
  ibanOf('DE', digits(18)),
  ibanOf('ES', digits(20)),
  ibanOf('FR', digits(10), digits(11), digits(2)),
  ibanOf('IT', capitals(1), digits(22)),
  ibanOf('PT', digits(21)),
  ibanOf('GB', capitals(4), digits(14)),
  ibanOf('NL', capitals(4), digits(10)),
  ibanOf('NO', digits(11)),
  ibanOf('BR', digits(23), one('P', 'C'), digits(1)),
  ibanOf('MT', capitals(4), digits(23)),
)

/** Of each kind: the number, and the groups in which people write it. */
export const personNumbers = {
  ssn: {
    kind: 'socialSecurity',
    number: join(fromTo(1, 665, 3), fromTo(1, 99, 2), fromTo(1, 9999, 4)),
    groups: [3, 2, 4],
    called: 'my social security number is',
  },
  itin: {
    kind: 'socialSecurity',
    number: join(one('9'), digits(2), fromTo(70, 88, 2), digits(4)),
    groups: [3, 2, 4],
    called: 'My ITIN:',
  },
  sin: { kind: 'socialSecurity', number: luhnOf('4', 9), groups: [3, 3, 3], called: 'Social insurance number' },
  nino: {
    kind: 'socialSecurity',
    number: join(one('AB', 'CE', 'JN', 'PX', 'SY'), digits(6), one('A', 'B', 'C', 'D')),
    groups: [2, 2, 2, 2, 1],
    called: 'National insurance:',
  },
  nir: {
    kind: 'socialSecurity',
    number: ended(join(one('1', '2'), digits(2), fromTo(1, 12, 2), fromTo(10, 95, 2), digits(6)), hundred, check.nir),
    groups: [1, 2, 2, 2, 3, 3, 2],
    called: 'Mon numéro de sécurité sociale est le',
  },
  dni: { kind: 'nationalId', number: ended(digits(8), letters, check.dni), groups: [8, 1], called: 'mi DNI es' },
  nie: {
    kind: 'nationalId',
    number: ended(join(one('X', 'Y', 'Z'), digits(7)), letters, check.dni),
    groups: [1, 7, 1],
    called: 'el NIE es',
  },
  codiceFiscale: {
    kind: 'taxNumber',
    number: ended(
      join(capitals(6), digits(2), one('A', 'H', 'T'), fromTo(1, 31, 2), capitals(1), digits(3)),
      letters,
      check.codiceFiscale,
    ),
    groups: [3, 3, 5, 5],
    called: 'codice fiscale',
  },
  cpf: { kind: 'taxNumber', number: ended(digits(9), hundred, check.cpf), groups: [3, 3, 3, 2], called: 'CPF' },
  cnpj: {
    kind: 'taxNumber',
    // None that begins with a 3, which may be a card of Diners Club.
    number: ended(join(one('1', '4', '5'), digits(7), one('0001', '0002')), hundred, check.cnpj),
    groups: [2, 3, 3, 4, 2],
    called: 'CNPJ da empresa',
  },
  aadhaar: {
    kind: 'nationalId',
    number: ended(join(fromTo(2, 9, 1), digits(10)), ten, check.verhoeff),
    groups: [4, 4, 4],
    called: 'my Aadhaar is',
  },
  pan: {
    kind: 'taxNumber',
    number: join(capitals(3), one('P', 'C', 'H'), capitals(1), digits(4), capitals(1)),
    groups: [10],
    called: 'PAN',
  },
  steuerId: {
    kind: 'taxNumber',
    number: ended(
      fc
        .tuple(
          fc.shuffledSubarray(Array.from('123456789'), { minLength: 9 }),
          fc.nat(8),
          fc.integer({ min: 1, max: 9 }),
        )
        .map(([ten, twice, at]) => [...ten.slice(0, at), ten[twice], ...ten.slice(at)].join('')),
      ten,
      check.steuerId,
    ),
    groups: [2, 3, 3, 3],
    called: 'Meine Steuer-ID lautet',
  },
  bsn: { kind: 'nationalId', number: ended(digits(8), ten, check.bsn), groups: [4, 2, 3], called: 'mijn BSN is' },
  nif: {
    kind: 'taxNumber',
    number: ended(join(one('1', '2', '3'), digits(7)), ten, check.nif),
    groups: [3, 3, 3],
    called: 'o meu NIF é',
  },
  pesel: {
    kind: 'nationalId',
    number: ended(join(birthday, digits(4)), ten, check.pesel),
    groups: [11],
    called: 'PESEL:',
  },
  belgian: {
    kind: 'nationalId',
    number: ended(join(birthday, digits(3)), hundred, check.belgian),
    groups: [2, 2, 2, 3, 2],
    called: 'numéro national',
  },
  personnummer: {
    kind: 'nationalId',
    number: ended(join(birthday, digits(3)), ten, check.luhn),
    groups: [6, 4],
    called: 'personnummer',
  },
  hetu: {
    kind: 'nationalId',
    number: ended(
      join(fromTo(1, 28, 2), fromTo(1, 12, 2), digits(2), one('A'), digits(3)),
      Array.from('0123456789ABCDEFHJKLMNPRSTUVWXY'),
      check.hetu,
    ),
    groups: [11],
    called: 'henkilötunnus',
  },
  tfn: { kind: 'taxNumber', number: ended(digits(8), ten, check.tfn), groups: [3, 3, 3], called: 'tax file number' },
  curp: {
    kind: 'nationalId',
    number: ended(join(one('BOXW', 'GAPL', 'LOMR'), birthday, one('H', 'M'), capitals(5), digits(1)), ten, check.curp),
    groups: [18],
    called: 'CURP',
  },
} as const

/** Brazil's CNPJ with letters, which is known in its own groups and in one piece. */
export const newCnpj = ended(join(fc.stringMatching(/^[A-Z][0-9A-Z]{7}$/), one('0001', '0002')), hundred, check.cnpj)
