import { isCard, isParcel, printedAs } from './cards'
import { ibanLength, longestIban } from './ibans'
import type { Match, Place } from './place'
import type { Reading } from './reading'
import { type Rule, rules } from './rules'
import { saidNumber } from './said'
import { isAlone, type Surroundings, surroundings } from './surroundings'
import { kindOf } from './tokens'
import { groupsOf, isDigit, type Walk, walk } from './walk'

/** So far from its beginning is the first digit of a number, with what separates its letters. */
const lettersAtMost = 12

/** The numbers of a text, in their order; none overlaps another. */
export function findNumbers(reading: Reading): Match[] {
  const { text, starts } = reading
  const found: Match[] = []
  if (!/\d/.test(text)) return found
  const around = surroundings(reading)
  let digit = 0
  for (const start of starts) {
    if (start < around.last.to) continue
    while (digit < text.length && (digit < start || !isDigit(text.charAt(digit)))) digit += 1
    const removed = kindOf(text.charAt(start))
    if (removed !== undefined) around.passed(removed, start + 1)
    if (removed !== undefined || digit - start > lettersAtMost) continue
    around.moveTo(start)
    const match = matchAt(reading, start, around)
    if (match === undefined) continue
    found.push(match)
    around.passed(match.kind, match.to)
  }
  return found
}

function matchAt(reading: Reading, start: number, around: Surroundings): Match | undefined {
  const { text } = reading
  // "IBAN" may be written onto it.
  const at = text.startsWith('IBAN', start) && /[A-Z]/.test(text.charAt(start + 4)) ? start + 4 : start
  const place = { reading, at, walked: walk(text, at, longestIban), around }
  return cardAt(place) ?? ibanAt(place) ?? ruledAt(place) ?? saidNumber(place)
}

function cardAt({ reading: { text, linked }, at, walked, around }: Place): Match | undefined {
  if (walked.digits < 13 || around.isPhone(6)) return undefined
  const to = cardEnd(text, at, walked, around, linked.has(at))
  if (to === undefined) return undefined
  const groups = groupsOf(walked, walked.ends.indexOf(to) + 1)
  const isPlain = printedAs.test(groups) || !groups.includes('-')
  return { kind: 'card', from: at, to: isPlain ? to : furthestEnd(text, walked, to) }
}

/** Of digits said one by one more than the right ones may look like a card's number; all that do are taken together. */
function furthestEnd(text: string, { ends, isEnd }: Walk, to: number): number {
  let furthest = to
  for (let index = 0; (ends[index] ?? to) < to; index += 1) {
    if (!isEnd[index]) continue
    const { chars, ...inner } = walk(text, (ends[index + 1] ?? 1) - 1, 16)
    const end = inner.ends[15] ?? 0
    if (end > furthest && inner.digits === 16 && inner.isEnd[15] && isCard(chars, false)) furthest = end
  }
  return furthest
}

function cardEnd(text: string, at: number, walked: Walk, around: Surroundings, isLink: boolean): number | undefined {
  for (let length = Math.min(19, walked.digits); length >= 13; length -= 1) {
    const number = walked.chars.slice(0, length)
    if (!walked.isEnd[length - 1] || !isCard(number, true)) continue
    const to = walked.ends[length - 1] ?? at
    const groups = groupsOf(walked, length)
    if (isLink && groups.includes('-')) continue
    const isOther = around.isOther()
    if (!isOther && around.isCalled('card', ['card', 'code', 'expiry'], to)) return to
    if (isParcel(around.chain.digits)) continue
    if (printedAs.test(groups) && isCard(number, length === 13)) return to
    if (!isOther && isCard(number, false) && !isOtherThanCard(text.slice(at, to), at, around)) return to
  }
  return undefined
}

const dates = /^(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)/
/** A word that is a digit too may stand before a number that is said. */
const mostBefore = 2
/** So many digits may follow on a card's number: when it expires, and the security code. */
const mostAfter = 8

function isOtherThanCard(text: string, at: number, { chain: { digits, ends, size } }: Surroundings): boolean {
  if (dates.test(text)) return true
  const before = ends.filter((end) => end <= at).length
  return size === 1 && (before > mostBefore || digits.length - before - 19 > mostAfter)
}

function ibanAt({ reading: { text, linked }, at, walked }: Place): Match | undefined {
  const length = ibanLength(walked.chars)
  if (length === undefined) return undefined
  const to = walked.ends[length - 1] ?? at
  // A word may be written onto its last digit.
  if (!walked.isEnd[length - 1] && (isDigit(text.charAt(to)) || !isDigit(text.charAt(to - 1)))) return undefined
  return linked.has(at) && to - at > length ? undefined : { kind: 'iban', from: at, to }
}

const lengths = [18, 16, 15, 14, 12, 11, 10, 9]
const rulesOf = new Map(lengths.map((length) => [length, rules.filter((rule) => rule.lengths.includes(length))]))
/** Of these lengths a part of a longer number looks right too often. */
const shortOrWeak = new Set([9, 10, 12])

function ruledAt(place: Place): Match | undefined {
  const { reading, at, walked, around } = place
  if (reading.linked.has(at) || around.isPhone(80)) return undefined
  for (const length of lengths) {
    const to = walked.ends[length - 1]
    if (to === undefined || !walked.isEnd[length - 1]) continue
    const number = walked.chars.slice(0, length)
    const fitting = (rulesOf.get(length) ?? []).filter((rule) => fits(rule, number, place, to))
    const rule =
      fitting.find(({ kind, labels }) => around.isCalled(kind, labels, to)) ??
      fitting.find(
        ({ kind, isSure, mayHaveOtherName }) => isSure || (mayHaveOtherName && around.isCalled(kind, person, to)),
      ) ??
      fitting.find((one) => isBare(one, number, place, to))
    if (rule !== undefined) return { kind: rule.kind, from: at, to }
  }
  return undefined
}

/** What people call a number of theirs, rightly or not. */
const person = ['person', 'tax', 'ssn', 'sin', 'bsn'] as const

function fits({ form, check }: Rule, number: string, { reading, at, around }: Place, to: number): boolean {
  if (!form.test(number) || check?.(number) === false) return false
  return !shortOrWeak.has(number.length) || hasLetters(number) || isAlone(reading.text, at, to, around.last.to)
}

/** Whether it may be the number that it looks like although nothing says so. */
function isBare({ check, bare }: Rule, number: string, { reading, at, walked, around }: Place, to: number): boolean {
  const groups = groupsOf(walked, number.length)
  if (!bare?.test(groups) || around.isOther()) return false
  const isWhole = !groups.includes('-')
  if (!hasLetters(number)) return !isWhole || isAlone(reading.text, at, to, around.last.to)
  return (check !== undefined && isWhole) || isCapitals(reading, at, to)
}

const hasLetters = (number: string) => /[A-Z]/.test(number)

/** Whether the letters are written as capitals, which ordinary words beside a number are not. */
const isCapitals = ({ original, from, to }: Reading, first: number, end: number) =>
  !/\p{Ll}/u.test(original.slice(from[first], to[end - 1]))
