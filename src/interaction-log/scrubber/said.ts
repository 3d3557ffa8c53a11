import type { Match, Place } from './place'
import { groupsOf, isDigit } from './walk'

/** A number without a check digit, which is one only because of what stands beside it. */
export function saidNumber(place: Place): Match | undefined {
  const { reading, at, around } = place
  if (reading.linked.has(at) || around.isPhone(at, 80)) return undefined
  return afterCard(place) ?? expiry(place) ?? securityCode(place) ?? pin(place) ?? document(place)
}

const expiryForm = /^(?:0?[1-9]|1[0-2])(?:2\d|3\d|20[2-4]\d)$/
const expiryGroups = /^(?:1-2|2-2|1-4|2-4)$/

/** Where month and year end that a place begins with; not those of a whole date. */
function expiryEnd({ reading: { text, from, to: ends }, walked }: Place, mayBePlain: boolean): number | undefined {
  for (const length of [6, 5, 4, 3]) {
    const to = walked.ends[length - 1]
    if (to === undefined || !walked.isEnd[length - 1] || !expiryForm.test(walked.chars.slice(0, length))) continue
    const groups = groupsOf(walked, length)
    if (!expiryGroups.test(groups) && !(mayBePlain && /^(?:4|6|1-1-1-1|1-1-2)$/.test(groups))) continue
    const gap = text.charAt(walked.ends[groups.startsWith('1') ? 0 : 1] ?? 0)
    const isWholeDate = text.charAt(to) === gap && (from[to + 1] ?? 0) - (ends[to - 1] ?? 0) === 1
    if (isWholeDate && gap !== ' ' && isDigit(text.charAt(to + 1))) continue
    return to
  }
  return undefined
}

/** What stands directly behind a card's number, or behind that and the month in which it expires. */
function afterCard(place: Place): Match | undefined {
  const { reading, at, walked, around } = place
  const { kind, to: done } = around.last()
  if ((kind !== 'card' && kind !== 'expiryDate') || at - done > 1) return undefined
  const end = kind === 'card' ? expiryEnd(place, false) : undefined
  if (end !== undefined) return { kind: 'expiryDate', from: at, to: end }
  const length = /^\d{4}/.test(walked.chars) && walked.isEnd[3] && !walked.isEnd[2] ? 4 : 3
  const to = walked.ends[length - 1]
  if (to === undefined || !/^[34]$/.test(groupsOf(walked, length)) || !walked.isEnd[length - 1]) return undefined
  // "4111 1111 1111 1111 120 euros"
  const isLast = !/^[ .-][A-Z0-9]/.test(reading.text.slice(to, to + 2)) && /^\d+$/.test(walked.chars.slice(0, length))
  return isLast ? { kind: 'securityCode', from: at, to } : undefined
}

/** The word that says that it expires may stand so far before. */
const nearby = 30

function expiry(place: Place): Match | undefined {
  const { at, around } = place
  if (around.nextTo(at, nearby) !== 'expiry') return undefined
  const end = expiryEnd(place, true)
  if (end === undefined || !around.isCalled('card', ['card', 'code'], at, end)) return undefined
  return { kind: 'expiryDate', from: at, to: end }
}

/** The digits of a place's first group, or of all its groups if they are short, as where they are said one by one. */
function plainDigits({ reading: { text }, walked }: Place, form: RegExp): number | undefined {
  const first = walked.isEnd.indexOf(true)
  const digits = /^\d*/.exec(walked.chars)?.[0] ?? ''
  const isShort = /^[12](?:-[12])*$/.test(groupsOf(walked, digits.length))
  const length = isShort ? digits.length : first + 1
  const to = walked.ends[length - 1]
  if (to === undefined || !form.test(walked.chars.slice(0, length))) return undefined
  // Not of an amount or a date.
  return /^[.,/-]\d/.test(text.slice(to, to + 2)) ? undefined : to
}

function securityCode(place: Place): Match | undefined {
  const { at, around } = place
  const to = plainDigits(place, /^\d{3,4}$/)
  if (to === undefined) return undefined
  const isCode = around.nextTo(at, 45) === 'code' || around.isCalledAfter(['code'], to)
  return isCode ? { kind: 'securityCode', from: at, to } : undefined
}

function pin(place: Place): Match | undefined {
  const { reading, at, around } = place
  if (around.nextTo(at, nearby) !== 'pin') return undefined
  // A "pin code" of six digits is a postcode in India.
  const isPostcode = /PIN.?CODE[^0-9]*$/.test(reading.text.slice(Math.max(0, at - nearby), at))
  const to = plainDigits(place, isPostcode ? /^\d{4,5}$/ : /^\d{4,8}$/)
  return to === undefined ? undefined : { kind: 'pin', from: at, to }
}

const documents = { document: 'idDocument', licence: 'drivingLicence' } as const

/** A passport, an identity card or a driving licence: letters and digits of any form, at least four of them digits. */
function document(place: Place): Match | undefined {
  const { at, around } = place
  const before = around.nextTo(at, 45)
  if (before === 'document' || before === 'licence') {
    const to = codeEnd(place)
    return to === undefined ? undefined : { kind: documents[before], from: at, to }
  }
  const to = codeEnd(place)
  if (to === undefined || to - at < 7 || around.isOther(at)) return undefined
  const after = (['document', 'licence'] as const).find((label) => around.isCalledAfter([label], to))
  return after === undefined ? undefined : { kind: documents[after], from: at, to }
}

/** How many letters and digits such a number has. */
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
