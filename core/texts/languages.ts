import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { it } from './it'
import { pt } from './pt'
import type { Words } from './words'

/** The texts of an installation, and the locale that goes with them. */
export type Texts = Words & { readonly locale: string }

/** Our own texts, by language as a bot builder chooses it. */
export const languages = {
  English: { ...en, locale: 'en-GB' },
  Spanish: { ...es, locale: 'es' },
  French: { ...fr, locale: 'fr' },
  German: { ...de, locale: 'de' },
  Italian: { ...it, locale: 'it' },
  Portuguese: { ...pt, locale: 'pt-BR' },
} as const satisfies Record<string, Texts>

export type Language = keyof typeof languages

export const everyLanguage: readonly Texts[] = Object.values(languages)
