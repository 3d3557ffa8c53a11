import type { Texts } from '../../core/texts/languages'
import type { TextName } from '../../core/texts/words'
import { type Kind, kinds, mark } from './scrubber/kinds'

const words: Readonly<Record<Kind, TextName>> = {
  card: 'cardRemoved',
  securityCode: 'securityCodeRemoved',
  expiryDate: 'expiryDateRemoved',
  pin: 'pinRemoved',
  iban: 'ibanRemoved',
  socialSecurity: 'socialSecurityRemoved',
  taxNumber: 'taxNumberRemoved',
  nationalId: 'nationalIdRemoved',
  idDocument: 'idDocumentRemoved',
  drivingLicence: 'drivingLicenceRemoved',
}

/**
 * A text with the marks of what was taken out as people read them. The scrubber writes its own, which it leaves alone when it
 * reads a text once more; so this comes last.
 */
export function withMarks(texts: Texts, text: string): string {
  return kinds.reduce((shown, kind) => shown.replaceAll(mark(kind), () => texts[words[kind]]), text)
}
