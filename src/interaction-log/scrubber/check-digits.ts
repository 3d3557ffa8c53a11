/* Check digits. Each takes the number without separators, letters in capitals, and of the right form. */

function digits(text: string): number[] {
  const values: number[] = []
  for (let index = 0; index < text.length; index += 1) values.push(text.charCodeAt(index) - 48)
  return values
}

/** The sum of the characters' values (0 to 9, A is 10 or as given), each times its weight. */
const weighed = (text: string, weights: readonly number[], worth: (char: string) => number = Number): number =>
  weights.reduce((sum, weight, index) => sum + weight * worth(text.charAt(index)), 0)

/** The remainder of a number of any length. */
const remainder = (text: string, by: number): number =>
  digits(text).reduce((rest, digit) => (rest * 10 + digit) % by, 0)

const oneOf = (text: string, place: number, letters: string): boolean => letters[place] === text.at(-1)

export function luhn(text: string): boolean {
  const sum = digits(text).reduceRight((total, digit, index) => {
    const doubled = (text.length - index) % 2 === 0 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** ISO 7064 mod 97-10, as in an IBAN. */
export function iban(text: string): boolean {
  const turned = text.slice(4) + text.slice(0, 4)
  return (
    remainder(
      turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)),
      97,
    ) === 1
  )
}

const dihedral = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const permuted = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Verhoeff, as in an Aadhaar. */
export const verhoeff = (text: string): boolean =>
  digits(text).reduceRight(
    (check, digit, index) =>
      Number(dihedral[check]?.charAt(Number(permuted[(text.length - 1 - index) % 8]?.charAt(digit)))),
    0,
  ) === 0

/** Spain's DNI and NIE. */
export const dni = (text: string): boolean =>
  oneOf(
    text,
    Number(text.slice(0, -1).replace(/^[XYZ]/, (first) => String('XYZ'.indexOf(first)))) % 23,
    'TRWAGMYFPDXBNJZSQVHLCKE',
  )

/** Finland's personal identity code: day, month, year, century, serial, check. */
export const hetu = (text: string): boolean =>
  oneOf(text, Number(text.slice(0, -1).replace(/[A-Z]/, '')) % 31, '0123456789ABCDEFHJKLMNPRSTUVWXY')

const oddPlaces = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** Italy's codice fiscale. */
export function codiceFiscale(text: string): boolean {
  const sum = Array.from(text.slice(0, 15)).reduce((total, char, index) => {
    const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65
    return total + (index % 2 === 0 ? (oddPlaces[value] ?? 0) : value)
  }, 0)
  return oneOf(text, sum % 26, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
}

/** One of Brazil's two check digits. */
const modElevenBrazil = (text: string, weights: readonly number[]): boolean => {
  const rest = weighed(text, weights, (char) => char.charCodeAt(0) - 48) % 11
  return (rest < 2 ? 0 : 11 - rest) === Number(text.charAt(weights.length))
}
const cpfWeights = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]
const cnpjWeights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
const isOneDigit = (text: string) => /^(.)\1*$/.test(text)

export const cpf = (text: string): boolean =>
  !isOneDigit(text) && modElevenBrazil(text, cpfWeights.slice(1)) && modElevenBrazil(text, cpfWeights)

/** With letters too, as they are given since July 2026. */
export const cnpj = (text: string): boolean =>
  !isOneDigit(text) && modElevenBrazil(text, cnpjWeights.slice(1)) && modElevenBrazil(text, cnpjWeights)

/** France's NIR with its key; Corsica's departments count as 19 and 18. */
export function nir(text: string): boolean {
  const body = text.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return 97 - remainder(body, 97) === Number(text.slice(13))
}

/** Belgium's national register number; from 2000 on a 2 is put before it. */
export const belgian = (text: string): boolean =>
  ['', '2'].some((century) => 97 - (Number(century + text.slice(0, 9)) % 97) === Number(text.slice(9)))

/** Germany's tax identification number: ISO 7064 mod 11,10, and one of the first ten digits comes twice or thrice. */
export function steuerId(text: string): boolean {
  const body = text.slice(0, 10)
  const distinct = new Set(body).size
  if (distinct !== 9 && distinct !== 8) return false
  const most = Math.max(...Array.from(new Set(body), (digit) => body.split(digit).length - 1))
  if (most !== 11 - distinct) return false
  const product = digits(body).reduce((rest, digit) => (((rest + digit) % 10 || 10) * 2) % 11, 10)
  return (11 - product) % 10 === Number(text.charAt(10))
}

/** The Netherlands' BSN. */
export const bsn = (text: string): boolean => weighed(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && Number(text) > 0

/** Portugal's NIF. */
export function nif(text: string): boolean {
  const check = 11 - (weighed(text, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return (check > 9 ? 0 : check) === Number(text.charAt(8))
}

/** Poland's PESEL. */
export const pesel = (text: string): boolean => weighed(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0

/** Australia's TFN. */
export const tfn = (text: string): boolean => weighed(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0

/** Mexico's CURP. */
export function curp(text: string): boolean {
  const sum = Array.from(text.slice(0, 17)).reduce(
    (total, char, index) => total + (18 - index) * '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'.indexOf(char),
    0,
  )
  return (10 - (sum % 10)) % 10 === Number(text.charAt(17))
}

/** Whether day and month can be. @param date day and month in this order. */
export const isDay = (day: string, month: string): boolean =>
  Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
