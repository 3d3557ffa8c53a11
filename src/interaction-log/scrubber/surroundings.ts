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
  last: { kind: Kind | undefined; to: number }
  /** The nearest label before the place, if no digit and at most so many characters stand between. */
  nextTo(most: number): Label | undefined
  /** Whether one of these labels, or a number of the kind, stands near the place and what ends at another. */
  isCalled(kind: Kind, labels: readonly Label[], to: number): boolean
  /** Whether any label begins not far behind the place. */
  isLabelAhead(): boolean
  /** The label that stands behind: "… is my passport number". */
  labelAfter(to: number): Label | undefined
  /** Whether it is called an order, a phone number or the like just before. */
  isOther(): boolean
  /** Whether it is in a phone number with its country's code, not counting what begins behind the first digits of it. */
  isPhone(digits: number): boolean
  /** The digits, 80 at most, between which only separators stand, that the place is in. */
  chain: Chain
}

type Chain = {
  from: number
  digits: string
  /** The place behind each. */
  ends: number[]
  /** The length of its groups, but for the last, if that is the same; else 0. */
  size: number
}

const reach = 60
const reachAfter = 35
const longestChain = 80
const longestPhone = 15

/** What may stand between a label and what it names. */
const between =
  /^[^A-Z0-9a-z]*(?:(?:NUMBERS?|NO|NR|NUM|NUMERO|NUMMER|CODE|CODIGO|CODICE|IDS?|IS|WAS|IT|ITS|S|THE|OF|FOR|MY|YOUR|HERE|HIER|AQUI|ECCO|VOICI|ES|SON|ERA|C|EST|IST|LAUTET|E|DEL?|DA|DO|DI|LA|EL|LE|IL|O|DIE|DER|MI|SU|TU|MON|VOTRE|MEINE?|IHRE?|SUA|MIA|MEU|MINHA|PLEASE|SURE|YES|SO|SI|OUI|JA|SIM|UPS|DHL|FEDEX|USPS|DPD|GLS|HERMES|AT|ON|AUF|AL)[^A-Z0-9a-z]+)*$/
const betweenAfter = /^[ ,-](?:[A-Z]{1,5}[ -]){0,7}$/

export function surroundings({ text }: Reading): Surroundings {
  const labels = labelsIn(text)
  /** The first label that begins at or after the place. */
  let next = 0
  let at = 0
  let isChainOther = false
  let phoneTo = 0

  const isNamedOther = () => {
    const nearest = labels[next - 1]
    if (text.charAt(at - 1) === '#') return true
    if (nearest?.label !== 'other' || nearest.from < around.last.to || at - nearest.to > reach) return false
    return between.test(text.slice(nearest.to, at))
  }

  const around: Surroundings = {
    last: { kind: undefined, to: 0 },
    chain: { from: -1, digits: '', ends: [], size: 0 },
    moveTo(place) {
      at = place
      while ((labels[next]?.from ?? Number.POSITIVE_INFINITY) < at) next += 1
      const { ends, from } = around.chain
      if (!isDigit(text.charAt(at)) || (at < (ends.at(-1) ?? 0) && from >= around.last.to)) return
      around.chain = chainAt(text, at)
      isChainOther = isNamedOther()
      const { digits } = around.chain
      const isPhone = text.charAt(at - 1) === '+' || /^00[1-9]\d{9}/.test(digits)
      phoneTo = isPhone ? (around.chain.ends.slice(0, longestPhone).at(-1) ?? 0) : 0
    },
    passed(kind, to) {
      around.last = { kind, to }
    },
    nextTo(most) {
      const nearest = labels[next - 1]
      if (nearest === undefined || nearest.from < around.last.to || at - nearest.to > most) return undefined
      return /[0-9]/.test(text.slice(nearest.to, at)) ? undefined : nearest.label
    },
    isCalled(kind, names, to) {
      const { last } = around
      if (last.kind === kind && at - last.to <= reach) return true
      for (let index = next - 1; index >= 0; index -= 1) {
        const label = labels[index]
        if (label === undefined || label.from < last.to || at - label.to > reach) break
        if (names.includes(label.label)) return true
        if (label.label === 'other' && between.test(text.slice(label.to, at))) break
      }
      const after = around.labelAfter(to)
      return after !== undefined && names.includes(after)
    },
    isLabelAhead: () => (labels[next]?.from ?? Number.POSITIVE_INFINITY) - at <= reach,
    labelAfter(to) {
      let index = next
      while ((labels[index]?.from ?? to) < to) index += 1
      const label = labels[index]
      if (label === undefined || label.from - to > reachAfter) return undefined
      return betweenAfter.test(text.slice(to, label.from)) ? label.label : undefined
    },
    isOther() {
      const { from, size, ends } = around.chain
      const isWhole = at < (ends.at(-1) ?? 0) && (size > 0 || from === at)
      return (isWhole && isChainOther) || isNamedOther()
    },
    isPhone: (digits) => at < phoneTo && at < (around.chain.ends[digits] ?? phoneTo),
  }
  return around
}

function chainAt(text: string, at: number): Chain {
  const { chars, ends, isEnd } = walk(text, at, longestChain, true)
  const size = isEnd.indexOf(true) + 1
  const isEven = isEnd.every((isLast, index) => index >= chars.length - 1 || isLast === ((index + 1) % size === 0))
  return { from: at, digits: chars, ends: ends.slice(0, chars.length), size: isEven && size < chars.length ? size : 0 }
}

/** Whether no other digits stand beside what may be a number, as a part of a longer one would have. */
export function isAlone(text: string, from: number, to: number, done: number): boolean {
  const isNear = (gap: string, beside: string) => isSeparator(gap) && !',\n~'.includes(gap) && isDigit(beside)
  const isAfter = from - 1 > done && isNear(text.charAt(from - 1), text.charAt(from - 2))
  return !isAfter && !isNear(text.charAt(to), text.charAt(to + 1))
}
