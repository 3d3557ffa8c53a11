/** What is taken out, and what is written in its place, between `[` and ` removed]`. */
export const names = {
  card: 'card number',
  securityCode: 'security code',
  expiryDate: 'expiry date',
  pin: 'PIN',
  iban: 'IBAN',
  socialSecurity: 'social security number',
  taxNumber: 'tax number',
  nationalId: 'national ID number',
  idDocument: 'passport or ID card number',
  drivingLicence: 'driving licence number',
} as const

/** A kind of number; one for each replacement text. */
export type Kind = keyof typeof names

/** How many numbers of each kind were taken out; only of kinds that were found. */
export type Counts = Partial<Record<Kind, number>>

export const kinds = Object.keys(names) as Kind[]

/** The replacement text. */
export const mark = (kind: Kind): string => `[${names[kind]} removed]`

export function addCounts(a: Counts, b: Counts): Counts {
  const sum: Counts = { ...a }
  for (const kind of kinds) {
    const more = b[kind]
    if (more !== undefined) sum[kind] = (sum[kind] ?? 0) + more
  }
  return sum
}
