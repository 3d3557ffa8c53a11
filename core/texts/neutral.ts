import { languages, type Texts } from './languages'
import { formsOf } from './say'
import type { TextName } from './words'

/**
 * What we put in the place of an end user's file or position. A file's word stands between brackets; what is filled in of a
 * position is left out, since the link behind it says the same.
 */
const bracketed = ['image', 'audio', 'video', 'file'] as const
const whole = ['unknownKind', 'notPassedOn', 'noPlace', 'place'] as const satisfies TextName[]

/** One pattern for each installation's words, with a group for each text. */
const patterns = new WeakMap<Texts, RegExp>()

function patternFor(texts: Texts): RegExp {
  const known = patterns.get(texts)
  if (known !== undefined) return known
  const forms = [
    ...bracketed.map((name) => [name, formsOf(texts, name).map((form) => `\\[${escaped(form)}\\]`)] as const),
    ...whole.map((name) => [name, formsOf(texts, name).map(escaped)] as const),
  ]
  const pattern = new RegExp(forms.map(([name, all]) => `(?<${name}>${all.join('|')})`).join('|'), 'g')
  patterns.set(texts, pattern)
  return pattern
}

/** A text as a pattern; what is filled in are degrees, the type of a message, or numbers. */
const escaped = (text: string): string =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\\\{\w+\\\}/g, '(?:[\\d.]+° \\S{1,20}, [\\d.]+° \\S{1,20}|[\\w-]{1,50}|[-\\d.e+]{1,30}, [-\\d.e+]{1,30})')

/**
 * A message of an end user for comparison with another: our own words in it, in whatever language, become those of English
 * without what is filled in.
 */
export function neutral(texts: Texts, text: string): string {
  if (!/[[(:]/.test(text)) return text
  let read = ''
  let from = 0
  for (const { index, 0: found, groups } of text.matchAll(patternFor(texts))) {
    const name = [...bracketed, ...whole].find((one) => groups?.[one] !== undefined)
    read += text.slice(from, index) + (name === undefined ? found : languages.English[name])
    from = index + found.length
  }
  return read + text.slice(from)
}
