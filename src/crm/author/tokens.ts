import { counted } from './lexicon'
import { reworded } from './reworded'

/** A goal, taken apart. Pure. */

export type Token = {
  /** In lower case, without accents; the digits of a number, the name of an input. */
  text: string
  /** As it was written. */
  raw: string
  kind: 'word' | 'number' | 'day' | 'quoted' | 'input' | 'mark'
  /** Whether it ends in 's: what follows belongs to it. */
  owns: boolean
}

const pattern =
  /\{\{\s*(\w{1,60})\s*\}\}|([\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-z][\w-]*(?:\.[a-z][\w-]*)+|\p{L}+-\d+)|(?:["“„]|(?<!\S)['‘])([^"”“{}]{1,200}?)(?:["”“]|['’](?!\p{L}))|(\d{4}-\d{2}-\d{2})|(\d+(?:[.,]\d+)*)(?![\p{L}\d])|([\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)(['’]s?(?!\p{L}))?|([<>]=?|[≤≥=,;.?!:()€$£])/gu

/** The words, numbers and marks of a text. */
export function tokensOf(goal: string): Token[] {
  return [...reworded(goal).matchAll(pattern)].map(
    ([raw, input, code, quoted, day, number, word, owner, mark]): Token => {
      if (input !== undefined) return { kind: 'input', text: input, raw, owns: false }
      // An address, a domain, or a number such as L-1001.
      if (code !== undefined) return { kind: 'quoted', text: code, raw, owns: false }
      if (quoted !== undefined) return { kind: 'quoted', text: quoted.trim(), raw, owns: false }
      if (day !== undefined) return { kind: 'day', text: day, raw, owns: false }
      if (number !== undefined) return numberOf(number)
      if (mark !== undefined) return { kind: 'mark', text: mark, raw, owns: false }
      const small = plain(word ?? raw)
      const thousands = /^(\d{1,6})k$/.exec(small)?.[1]
      if (thousands !== undefined) return { kind: 'number', text: `${thousands}000`, raw, owns: false }
      const count = numbers.get(small)
      if (count !== undefined) return { kind: 'number', text: count, raw, owns: false }
      return { kind: 'word', text: small, raw: word ?? raw, owns: owner !== undefined && owner !== '' }
    },
  )
}

const numbers: ReadonlyMap<string, string> = new Map([
  ...counted.map((word, at) => [word, String(at + 2)] as const),
  ...([
    ['twenty', '20'],
    ['thirty', '30'],
    ['hundred', '100'],
  ] as const),
])

/** Where it cannot be known which mark is the decimal point, it stays a word that nobody understands. */
function numberOf(raw: string): Token {
  const bare = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(raw) ? raw.replaceAll(',', '') : raw
  const isNumber = /^\d{1,15}(?:\.\d{1,6})?$/.test(bare) && !/^\d{1,3}\.\d{3}$/.test(bare)
  return { kind: isNumber ? 'number' : 'word', text: bare, raw, owns: false }
}

/** In lower case, without accents. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** The words of a name or label, in order, of names with capitals inside each part. */
export const wordsIn = (text: string): string[] =>
  plain(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).match(/[\p{L}\p{N}]+/gu) ?? []
