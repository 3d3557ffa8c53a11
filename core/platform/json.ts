import { parse, stringify } from 'lossless-json'

/**
 * Reads JSON as `JSON.parse` does, but for whole numbers that JavaScript cannot hold exactly: they come as text with all
 * their digits. A desk's IDs can be numbers of 64 bits, and a rounded one is another record's.
 *
 * @throws {SyntaxError} for what is no JSON; {RangeError} for what is nested many thousand levels deep around such a number.
 */
export function readJson(text: string): unknown {
  const json: unknown = JSON.parse(text)
  // The slower parser is only needed for what the other one rounds.
  return /\d{16}/.test(text) ? parse(text, undefined, { parseNumber: exact, onDuplicateKey: lastOne }) : json
}

function exact(digits: string): number | string {
  const value = Number(digits)
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? digits : value
}

/** Of a key that is given twice `JSON.parse` takes the last as well. */
const lastOne = ({ newValue }: { newValue: unknown }) => newValue

/**
 * Writes JSON; a bigint becomes a number with all its digits. Half characters become U+FFFD and control characters are
 * left out, but for tabs and line breaks: desks do not say what they make of them, and nobody can read them.
 */
export function writeJson(value: unknown): string {
  return stringify(value, (_key, part) => (typeof part === 'string' ? clean(part) : part)) ?? 'null'
}

const clean = (text: string) => text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/\p{Cs}/gu, '\ufffd')
