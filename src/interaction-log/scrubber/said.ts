import type { Label } from './labels'
import type { Match, Place } from './place'
import { groupsOf, isDigit } from './walk'

/** A number without a check digit, which is one only because of what stands beside it. */
export function saidNumber(place: Place): Match | undefined {
  const { reading, at, around } = place
  if (reading.linked.has(at) || around.isPhone(80)) return undefined
  const before = around.nextTo(nearby)
  const find = before && finders[before]
  const match = afterCard(place) ?? find?.(place)
  if (match !== undefined || before !== undefined || !around.isLabelAhead()) return match
  for (const label of ['code', 'document', 'licence'] as const) {
    const named = finders[label]?.(place)
    if (named !== undefined && around.labelAfter(named.to) === label) return named
  }
  return undefined
}

/** A label may stand so far before. */
const nearby = 45

const finders: Partial<Record<Label, (place: Place) => Match | undefined>> = {
  expiry: (place) => {
    const to = expiryEnd(place, true)
    if (to === undefined || !place.around.isCalled('card', ['card', 'code'], to)) return undefined
    return { kind: 'expiryDate', from: place.at, to }
  },
  code: (place) => found(place, 'securityCode', plainEnd(place, /^\d{3,4}$/)),
  pin: (place) => {
    const { reading, at } = place
    // A "pin code" of six digits is a postcode in India.
    const isPostcode = /PIN.?CODE[^0-9]*$/.test(reading.text.slice(Math.max(0, at - nearby), at))
    return found(place, 'pin', plainEnd(place, isPostcode ? /^\d{4,5}$/ : /^\d{4,8}$/))
  },
  document: (place) => found(place, 'idDocument', codeEnd(place)),
  licence: (place) => found(place, 'drivingLicence', codeEnd(place)),
}

const found = ({ at }: Place, kind: Match['kind'], to: number | undefined): Match | undefined =>
  to === undefined ? undefined : { kind, from: at, to }

const expiryForm = /^(?:0?[1-9]|1[0-2])(?:2\d|3\d|20[2-4]\d)$/
const expiryGroups = /^(?:1-2|2-2|1-4|2-4)$/
const plainGroups = /^(?:4|6|1-1-1-1|1-1-2)$/

/** Where month and year end that a place begins with; not those of a whole date. @param mayBePlain like 1227. */
function expiryEnd({ reading, walked }: Place, mayBePlain: boolean): number | undefined {
  const { text, from, to: behind } = reading
  for (const length of [6, 5, 4, 3]) {
    const to = walked.ends[length - 1]
    if (to === undefined || !walked.isEnd[length - 1] || !expiryForm.test(walked.chars.slice(0, length))) continue
    const groups = groupsOf(walked, length)
    if (!expiryGroups.test(groups) && !(mayBePlain && plainGroups.test(groups))) continue
    const gap = text.charAt(walked.ends[groups.startsWith('1') ? 0 : 1] ?? 0)
    const isSameGap = gap !== ' ' && text.charAt(to) === gap && (from[to + 1] ?? 0) - (behind[to - 1] ?? 0) === 1
    if (!isSameGap || !isDigit(text.charAt(to + 1))) return to
  }
  return undefined
}

/** What stands directly behind a card's number, or behind that and the month in which it expires. */
function afterCard(place: Place): Match | undefined {
  const { reading, at, walked, around } = place
  const { kind, to: done } = around.last
  if ((kind !== 'card' && kind !== 'expiryDate') || at - done > 1) return undefined
  const end = kind === 'card' ? expiryEnd(place, false) : undefined
  if (end !== undefined) return { kind: 'expiryDate', from: at, to: end }
  const length = walked.isEnd.indexOf(true) + 1
  const to = walked.ends[length - 1]
  if (to === undefined || !/^\d{3,4}$/.test(walked.chars.slice(0, length))) return undefined
  // "4111 1111 1111 1111 120 euros"
  return /^[ .-][A-Z0-9]/.test(reading.text.slice(to, to + 2)) ? undefined : { kind: 'securityCode', from: at, to }
}

/** The end of a place's first group, or of all its groups if they are short, as where they are said one by one. */
function plainEnd({ reading: { text }, walked }: Place, form: RegExp): number | undefined {
  const isShort = /^[12](?:-[12])*$/.test(groupsOf(walked, walked.digits))
  const length = isShort ? walked.digits : walked.isEnd.indexOf(true) + 1
  const to = walked.ends[length - 1]
  if (to === undefined || !form.test(walked.chars.slice(0, length))) return undefined
  // Not of an amount or a date.
  return /^[.,/-]\d/.test(text.slice(to, to + 2)) ? undefined : to
}

/** How many letters and digits a passport, an identity card or a driving licence has, whatever its form. */
const codeForm = /^(?:(?=(?:.*\d){4})[A-Z\d]{5,20}|(?=.*\d.*\d)[A-Z\d]{8,12})$/
const date = /^(?:\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}([./-])\d{1,2}\2\d{1,2})$/
/** Short words that stand between the label and the number. */
const shortWords = /^(?:IS|ES|NO|NR|N|E|IT|ID)$/

/** Where a number ends whose groups have digits, or are single capitals, or up to three of them at its beginning. */
function codeEnd({ reading, at, walked: { chars, ends, isEnd } }: Place): number | undefined {
  const { text, original, from } = reading
  let length = 0
  for (let index = 0; index < ends.length; index += 1) {
    if (!isEnd[index]) continue
    const group = chars.slice(length, index + 1)
    if (/^[A-Z]+$/.test(group)) {
      const first = from[(ends[length] ?? 1) - 1] ?? 0
      const isCapital = /^\p{Lu}/u.test(original.slice(first, first + 2))
      const mayBegin = length === 0 && group.length <= 3 && !shortWords.test(group)
      if (!isCapital || (group.length > 1 && !mayBegin)) break
    }
    length = index + 1
  }
  const to = ends[length - 1]
  if (to === undefined || !codeForm.test(chars.slice(0, length)) || date.test(text.slice(at, to))) return undefined
  return to
}
