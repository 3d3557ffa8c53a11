import type { Kind } from './kinds'
import { type Label, labelsIn } from './labels'
import type { Reading } from './reading'
import { isSeparator } from './tokens'
import { isDigit, walk } from './walk'

/** What stands around the numbers of a text; asked from its beginning to its end. */
export type Surroundings = {
  /** To be called with each place that is asked about, before. */
  moveTo(at: number): void
  /** A number was taken out, or had been: labels before it no longer count, and it says of what follows what that may be. */
  passed(kind: Kind, to: number): void
  /** The place behind the last number that was taken out, 0 before the first; and its kind. */
  last(): { kind: Kind | undefined; to: number }
  /** The nearest label before, if no digit and at most so many characters stand between. */
  nextTo(at: number, most: number): Label | undefined
  /** Whether one of these labels, or a number of the kind, stands near. */
  isCalled(kind: Kind, labels: readonly Label[], from: number, to: number): boolean
  /** Whether one of these labels stands behind: "… is my passport number". */
  isCalledAfter(labels: readonly Label[], to: number): boolean
  /** Whether it is called an order, a phone number or the like just before. */
  isOther(at: number): boolean
  /** Whether it is in a phone number with its country's code, not counting what begins after `least` digits of it. */
  isPhone(at: number, least: number): boolean
  /** The digits, 80 at most, between which only separators stand, that a place is in. */
  chain(): Chain
}

type Chain = {
  digits: string
  /** How many of them stand before the place that was moved to. */
  before: number
  /** The length of its groups, but for the last, if that is the same; else 0. */
  size: number
}

const reach = 60
const reachAfter = 35
const longestChain = 80
const longestPhone = 15

/** What may stand between a label and what it names. */
const between =
  /^[^A-Z0-9a-z]*(?:(?:NUMBERS?|NO|NR|NUM|NUMERO|NUMMER|CODE|CODIGO|CODICE|IDS?|IS|WAS|IT|ITS|S|THE|OF|FOR|MY|YOUR|HERE|HIER|AQUI|ECCO|VOICI|ES|SON|ERA|EST|IST|LAUTET|E|DE|DEL|DA|DO|DI|LA|EL|LE|IL|O|DIE|DER|MI|SU|TU|MON|VOTRE|MEINE?|IHRE?|SUA|MIA|MEU|MINHA|PLEASE|SURE|YES|SO|SI|OUI|JA|SIM|UPS|DHL|FEDEX|USPS|DPD|GLS|HERMES|AT|ON|AUF|AL)[^A-Z0-9a-z]+)*$/
const betweenAfter = /^[ ,-](?:[A-Z]{1,5}[ -]){0,7}$/

export function surroundings({ text }: Reading): Surroundings {
  const labels = labelsIn(text)
  /** The first label that begins at or after the place that was moved to. */
  let next = 0
  let last: { kind: Kind | undefined; to: number } = { kind: undefined, to: 0 }
  let at = 0
  let chain = { from: -1, to: -1, digits: '', size: 0, places: [] as number[], phoneTo: -1, isOther: false }

  const before = function* (place: number, most: number) {
    for (let index = next - 1; index >= 0; index -= 1) {
      const label = labels[index]
      if (label === undefined || label.from < last.to || place - label.to > most) return
      if (label.to <= place) yield label
    }
  }
  const isNamedOther = (place: number) => {
    if (text.charAt(place - 1) === '#') return true
    const [nearest] = before(place, reach)
    return nearest?.label === 'other' && between.test(text.slice(nearest.to, place))
  }
  const isCalledAfter = (names: readonly Label[], to: number) => {
    for (let index = next; index < labels.length; index += 1) {
      const label = labels[index]
      if (label === undefined || label.from - to > reachAfter) return false
      if (label.from >= to) return names.includes(label.label) && betweenAfter.test(text.slice(to, label.from))
    }
    return false
  }
  const chainAt = (place: number) => {
    const { chars, ends, isEnd } = walk(text, place, longestChain)
    const digits = /^\d*/.exec(chars)?.[0] ?? ''
    const to = ends[digits.length - 1] ?? place
    const sizes = new Set<number>()
    let size = 0
    for (let index = 0; index < digits.length; index += 1) {
      size += 1
      if (isEnd[index] && index < digits.length - 1) {
        sizes.add(size)
        size = 0
      }
    }
    const [only = 0] = sizes.size === 1 ? sizes : []
    const isPhone = text.charAt(place - 1) === '+' || /^00[1-9]\d{9}/.test(digits)
    const phoneEnd = isEnd.findLastIndex((isLast, index) => isLast && index < Math.min(longestPhone, digits.length))
    const phoneTo = isPhone ? (ends[phoneEnd] ?? -1) : -1
    const places = ends.slice(0, digits.length)
    return { from: place, to, digits, size: only, places, phoneTo, isOther: isNamedOther(place) }
  }

  return {
    moveTo(place) {
      at = place
      while ((labels[next]?.from ?? Number.POSITIVE_INFINITY) < place) next += 1
      const isIn = place < chain.to && chain.from >= last.to
      if (!isIn && isDigit(text.charAt(place))) chain = chainAt(place)
    },
    passed(kind, to) {
      last = { kind, to }
    },
    last: () => last,
    nextTo(place, most) {
      const [nearest] = before(place, most)
      return nearest !== undefined && !/[0-9]/.test(text.slice(nearest.to, place)) ? nearest.label : undefined
    },
    isCalled(kind, names, from, to) {
      for (const { label, to: end } of before(from, reach)) {
        if (names.includes(label)) return true
        if (label === 'other' && between.test(text.slice(end, from))) break
      }
      if (last.kind === kind && from - last.to <= reach) return true
      return isCalledAfter(names, to)
    },
    isCalledAfter,
    isOther(place) {
      const isWhole = place < chain.to && (chain.size > 0 || chain.from === place)
      return (isWhole && chain.isOther) || isNamedOther(place)
    },
    isPhone: (place, least) =>
      place < chain.phoneTo && (chain.places.findIndex((end) => end > place) < least || !isDigit(text.charAt(place))),
    chain: () => ({ digits: chain.digits, before: chain.places.filter((end) => end <= at).length, size: chain.size }),
  }
}

/** Whether no other digits stand beside what may be a number, as a part of a longer one would have. */
export function isAlone(text: string, from: number, to: number, done: number): boolean {
  const isNear = (gap: string, beside: string) => isSeparator(gap) && !',\n~'.includes(gap) && isDigit(beside)
  const isAfter = from - 1 > done && isNear(text.charAt(from - 1), text.charAt(from - 2))
  return !isAfter && !isNear(text.charAt(to), text.charAt(to + 1))
}
