/** Times as people and models write them, as periods: a day is one, and so is last month. All in UTC. */

/** Epoch ms; the end is not within. */
export type Period = { start: number; end: number }

const day = 86_400_000

/**
 * Reads YYYY-MM-DD, an ISO time (of the length of its last digit: a minute, a second or a millisecond; UTC where it names no
 * zone), or words: today, yesterday, tomorrow, last / this / next week, month or year, "7 days ago", "in 7 days".
 *
 * @param now epoch ms.
 * @returns undefined for anything else.
 */
export function periodOf(text: string, now: number): Period | undefined {
  const bare = text.trim()
  if (/^\d{4}-\d{2}-\d{2}$/.test(bare)) return isDay(bare) ? dayFrom(Date.parse(bare)) : undefined
  return /^\d{4}-/.test(bare) ? momentOf(bare) : inWords(bare, now)
}

/** Dates such as 30 February would roll over. */
function isDay(text: string): boolean {
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text)
}

function momentOf(text: string): Period | undefined {
  const [, date, minute, second, fraction, zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3})\d{0,6})?)?(Z|[+-]\d{2}:\d{2})?$/i.exec(text) ?? []
  if (date === undefined || minute === undefined || !isDay(date)) return undefined
  const start = Date.parse(
    `${date}T${minute}:${second ?? '00'}.${(fraction ?? '').padEnd(3, '0')}${zone.toUpperCase()}`,
  )
  if (Number.isNaN(start)) return undefined
  return { start, end: start + (fraction === undefined ? (second === undefined ? 60_000 : 1_000) : 1) }
}

function inWords(text: string, now: number): Period | undefined {
  const small = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  const today = Math.floor(now / day) * day
  const [, ago, later] = /^(?:(\d{1,4}) days? ago|in (\d{1,4}) days?)$/.exec(small) ?? []
  if (ago !== undefined) return dayFrom(today - Number(ago) * day)
  if (later !== undefined) return dayFrom(today + Number(later) * day)
  const near = { today: 0, yesterday: -1, tomorrow: 1 }[small]
  if (near !== undefined) return dayFrom(today + near * day)
  const [, which, unit] = /^(last|this|next) (week|month|year)$/.exec(small) ?? []
  if (which === undefined) return undefined
  return unitFrom(today, unit, which === 'last' ? -1 : which === 'next' ? 1 : 0)
}

const dayFrom = (start: number): Period => ({ start, end: start + day })

/** Weeks begin on Monday (ISO 8601). */
function unitFrom(today: number, unit: string | undefined, shift: number): Period {
  const date = new Date(today)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (unit === 'year') return { start: Date.UTC(year + shift, 0), end: Date.UTC(year + shift + 1, 0) }
  if (unit === 'month') return { start: Date.UTC(year, month + shift), end: Date.UTC(year, month + shift + 1) }
  const monday = today - ((date.getUTCDay() + 6) % 7) * day + shift * 7 * day
  return { start: monday, end: monday + 7 * day }
}
