/** Inputs in the texts of a binding: `{{orderNumber}}`. Pure. */

const placeholder = /\{\{([^{}]*)\}\}/g

/** Names of the inputs that a text asks for. */
export const inputsIn = (text: string): string[] => [...text.matchAll(placeholder)].map(([, name = '']) => name.trim())

/** Whether braces stand in a text that ask for no input. */
export const hasStrayBraces = (text: string): boolean => /\{\{|\}\}/.test(text.replace(placeholder, ''))

/** Whether a text is, or may be meant to be, filled in. */
export const isOpen = (text: string): boolean => /\{\{|\}\}/.test(text)

/** Values of inputs by their names; those that were not given are not there. */
export type Values = ReadonlyMap<string, string>

/**
 * Puts values in, once: braces in a value stay as they are.
 *
 * @returns undefined when one is missing.
 */
export function filled(text: string, values: Values): string | undefined {
  if (inputsIn(text).some((name) => !values.has(name))) return undefined
  return text.replace(placeholder, (_, name: string) => values.get(name.trim()) ?? '')
}
