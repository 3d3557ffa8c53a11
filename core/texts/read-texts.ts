import { RuntimeError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import { en } from './en'
import { type Language, languages, type Texts } from './languages'
import type { TextName } from './words'

/** Longest text that takes the place of one of ours, in UTF-16 units: of a sentence, and of what is one or a few words. */
export const textMax = { sentence: 500, words: 100 } as const
/** One of ours up to this long counts as a few words. */
const fewWords = 40
/** Longest JSON. */
const jsonMax = 30_000

/** By language, and by what was configured besides. */
const known = new QuickLRU<string, Texts>({ maxSize: 200 })

/**
 * The texts of an installation: those of its language, and in the place of single ones what the bot's owner wrote.
 *
 * @param given a JSON object of texts by their names; blank for none.
 * @throws {RuntimeError} that names the text which is wrong, and says what is allowed.
 */
export function readTexts(language: Language = 'English', given = ''): Texts {
  if (given.trim() === '') return languages[language]
  const key = `${language} ${given}`
  const before = known.get(key)
  if (before !== undefined) return before
  const texts = { ...languages[language], ...ownTexts(given) }
  known.set(key, texts)
  return texts
}

function ownTexts(given: string): Partial<Record<TextName, string>> {
  const own: Partial<Record<TextName, string>> = {}
  for (const [name, text] of entriesOf(given)) {
    if (!isTextName(name)) throw unknownName(name)
    own[name] = checked(name, text)
  }
  return own
}

function entriesOf(given: string): [string, unknown][] {
  if (given.length > jsonMax) throw new RuntimeError(`"Texts" is longer than ${jsonMax} characters.`)
  const read = jsonIn(given)
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return Object.entries(read)
  throw new RuntimeError(
    '"Texts" is no JSON object of texts by their names. Write it such as {"opening": "{name} needs help."}, or leave it empty.',
  )
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Chats are found again by their label, so it can be another language's, and nothing else. */
const isTextName = (name: string): name is TextName => Object.hasOwn(en, name) && name !== 'chatLabel'

function unknownName(name: string): RuntimeError {
  const names = Object.keys(en).filter(isTextName).join(', ')
  return new RuntimeError(`"Texts": there is no text called "${plain(name).slice(0, 50)}". There are: ${names}.`)
}

function checked(name: TextName, given: unknown): string {
  const wrong = (what: string) => new RuntimeError(`"Texts": "${name}" ${what}. The English one is: ${en[name]}`)
  if (typeof given !== 'string') throw wrong('is no text')
  const text = given.trim()
  const longest = en[name].length <= fewWords ? textMax.words : textMax.sentence
  if (text.length > longest) throw wrong(`is longer than ${longest} characters`)
  if (text !== plain(text)) throw wrong('holds a line break, or a sign that cannot be seen; it has to be one line')
  const [wanted, found] = [gapsIn(en[name]), gapsIn(text)]
  if (wanted.join() !== found.join()) throw wrong(`has to hold ${listed(wanted)}, and no other name between braces`)
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(gaps, ''))) throw wrong('says nothing')
  return text
}

const gaps = /\{\w+\}/g

/** What there is to fill in, each once. */
export const gapsIn = (text: string): string[] => [...new Set(text.match(gaps))].toSorted()

const listed = (wanted: readonly string[]): string =>
  wanted.length === 0 ? 'nothing to fill in' : wanted.join(' and ')

/** Without line breaks, and without what a reader cannot see but for joiners. */
const plain = (text: string): string => text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
