import { iban } from './check-digits'

/** Countries and the lengths of their IBANs, from the SWIFT registry and those that banks use besides. */
const lengths = new Map(
  (
    'AD24AE23AL28AO25AT20AZ28BA20BE16BF28BG22BH22BI27BJ28BR29BY28CF27CG27CH21CI28CM27CR22CV25CY28CZ24DE22DJ27DK18DO28' +
    'DZ26EE20EG29ES24FI18FK18FO18FR27GA27GB22GE22GI23GL18GQ27GR27GT28GW25HN28HR21HU28IE22IL23IQ23IR26IS26IT27JO30KM27' +
    'KW30KZ20LB28LC32LI21LT20LU20LV21LY25MA28MC27MD24ME22MG27MK19ML28MN20MR27MT31MU30MZ25NE28NI28NL18NO15OM23PK24PL28' +
    'PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SN28SO23ST25SV28TD27TG28TL23TN24TR26UA29VA22VG24XK20YE30'
  )
    .match(/.{4}/g)
    ?.map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** Countries whose IBANs have no further letters; half of their codes are words, too. */
const digitsOnly = /^(?:A[TO]|B[AE]|C[VZ]|D[EKZ]|E[EGS]|F[IO]|GL|H[RU]|I[LRS]|LT|M[AEZ]|NO|P[LT]|RS|S[EIK]|T[LN]|VA|XK)/

export const longestIban = 34

/** The length of the IBAN that characters begin with, by their country; undefined where it is none. */
export function ibanLength(characters: string): number | undefined {
  const length = /^[A-Z]{2}\d\d/.test(characters) ? lengths.get(characters.slice(0, 2)) : undefined
  if (length === undefined || characters.length < length) return undefined
  const number = characters.slice(0, length)
  return (digitsOnly.test(number) && /[A-Z]/.test(number.slice(2))) || !iban(number) ? undefined : length
}
