import { withLatinDigits } from '../../../core/people/phone-number'

/** Days as people write them, read. Pure. */

/** Where the month comes first in figures: the United States, and what they brought it to. */
const monthFirst: ReadonlySet<string> = new Set(['US', 'AS', 'FM', 'GU', 'MH', 'MP', 'PH', 'PR', 'PW', 'UM', 'VI'])

// Written out: to ask the runtime for them holds up every cold start.
const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
]
const weekdays = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** Longest text that is read, in UTF-16 units. */
const longest = 60

/**
 * A day as YYYY-MM-DD. In figures with points the day comes first; with slashes or hyphens the country decides, unless only
 * one way gives a day.
 *
 * @param country ISO code; undefined: day first.
 * @returns undefined for anything else, also for a year of two digits, which could be of two centuries.
 */
export function dayOf(text: string, country: string | undefined): string | undefined {
  if (text.length > longest) return undefined
  const bare = withLatinDigits(text.normalize('NFKC')).trim().toLowerCase()
  return isoDay(bare) ?? inFigures(bare, country) ?? inWords(bare)
}

/** The day that a property for dates or times holds, in UTC; HubSpot's older form is epoch ms. */
export function storedDayOf(value: string, country: string | undefined): string | undefined {
  const time = /^-?\d{1,14}$/.test(value) ? new Date(Number(value)) : undefined
  if (time === undefined || Number.isNaN(time.getTime())) return dayOf(value, country)
  return time.toISOString().slice(0, 10)
}

function isoDay(text: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{2}:\d{2}\S*)?$/.exec(text)?.toSpliced(2, 1) ?? []
  return day === undefined ? undefined : real(year, month, day)
}

function inFigures(text: string, country: string | undefined): string | undefined {
  const [, first, mark, second, year] = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})\.?$/.exec(text) ?? []
  if (year === undefined) return undefined
  const dayFirst = real(year, second, first)
  const otherwise = real(year, first, second)
  return mark !== '.' && monthFirst.has(country ?? '') ? (otherwise ?? dayFirst) : (dayFirst ?? otherwise)
}

/** `3 April 1990`, `April 3rd, 1990`, `3-Apr-1990`, `1990 April 3`: a month in English between or before two numbers. */
function inWords(text: string): string | undefined {
  const parts = text.split(/[\s,./-]+/).filter((part) => !isIdle(part))
  const at = parts.findIndex((part) => monthNamed(part) !== undefined)
  const numbers = parts.toSpliced(at, 1).map((part) => part.replace(/^(\d{1,2})(?:st|nd|rd|th)$/, '$1'))
  if (at < 0 || at > 1 || numbers.length !== 2) return undefined
  const year = numbers.find((number) => /^\d{4}$/.test(number))
  const day = numbers.find((number) => /^\d{1,2}$/.test(number))
  return real(year, monthNamed(parts[at] ?? ''), day)
}

const isIdle = (part: string) => ['', 'on', 'the', 'of'].includes(part) || nameAt(weekdays, part) >= 0

/** The number of a month from 1 on. */
function monthNamed(part: string): string | undefined {
  const at = nameAt(months, part)
  return at < 0 ? undefined : String(at + 1)
}

/** Where the name stands that a part begins, with three letters or more. */
const nameAt = (names: readonly string[], part: string) =>
  names.findIndex((name) => part.length >= 3 && name.startsWith(part))

/** Only days that there are: 30 February is none. */
function real(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : undefined
}
