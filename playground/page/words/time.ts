const pad = (value: number, digits = 2) => String(value).padStart(digits, '0')

/** The clock as people read it, local time: `14:05`. */
export function clock(at: number): string {
  const date = new Date(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** The clock to the millisecond, local time: `14:05:09.031`. */
export function preciseClock(at: number): string {
  const date = new Date(at)
  return `${clock(at)}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`
}

/** A length of time: `84 ms`, `1.4 s`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

const spans = [
  [24 * 60 * 60_000, 'day'],
  [60 * 60_000, 'hour'],
  [60_000, 'minute'],
] as const

/** How long ago something was: `just now`, `3 minutes ago`, `2 days ago`. */
export function ago(at: number, now: number): string {
  const [length, unit] = spans.find(([span]) => now - at >= span) ?? []
  if (length === undefined) return 'just now'
  const count = Math.floor((now - at) / length)
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
