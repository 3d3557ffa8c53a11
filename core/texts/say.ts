import { everyLanguage } from './languages'
import type { TemplateName, TextName, Values, Words } from './words'

/** A text, filled in. What is put in is taken as it is: gaps in it stay. */
export function say<N extends TemplateName>(words: Words, name: N, values: Values<N>): string {
  const given = new Map<string, string | number>(Object.entries(values))
  return words[name].replace(/\{(\w+)\}/g, (gap, key: string) => String(given.get(key) ?? gap))
}

/** Names of the texts that have another one for a single thing. */
export type CountedName = { [N in TextName]: `${N}One` extends TextName ? N : never }[TextName]

/** A text about so many. */
export function counted(words: Words, name: CountedName, count: number): string {
  return count === 1 ? words[`${name}One`] : say(words, name, { count })
}

/**
 * A text as an installation has it now, and in all languages: in any of these it may have been written before, by a process
 * with an older configuration or before somebody chose another language.
 */
export function formsOf(words: Words, name: TextName): string[] {
  return [...new Set([words, ...everyLanguage].map((one) => one[name]))]
}
