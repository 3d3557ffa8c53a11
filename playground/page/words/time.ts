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
