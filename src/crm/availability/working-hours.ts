import * as z from 'zod/mini'
import { zonedTime, zoneOf } from './time-zone'

/** When people work, as HubSpot keeps it with its users. Minutes are those of the day, in the user's own time zone. */

/** From `start` on and before `end`; an end that is not after the start is on the day after. Days from 0, Sunday. */
type Period = { days: readonly number[]; start: number; end: number }

/** The hours in which somebody works, and the time zone that they are of. */
export type WorkingHours = { zone: string; periods: readonly Period[] }

/** A time from `start` on and before `end`, in epoch ms. */
export type Range = { start: number; end: number }

const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']

/** HubSpot's names of days, each of one or of several (its users guide, and values that were seen). */
const daysOf = new Map<string, readonly number[]>([
  ...weekdays.map((name, day): [string, number[]] => [name, [day]]),
  ['MONDAY_TO_FRIDAY', [1, 2, 3, 4, 5]],
  ['SATURDAY_SUNDAY', [6, 0]],
  ['EVERY_DAY', [0, 1, 2, 3, 4, 5, 6]],
])

const minutesOfDay = 1_440
const period = z.lazy(() =>
  z.pipe(
    z.object({
      days: z.string(),
      startMinute: z.int().check(z.gte(0), z.lte(minutesOfDay - 1)),
      endMinute: z.int().check(z.gte(0), z.lte(minutesOfDay)),
    }),
    z.transform(({ days, startMinute, endMinute }, context): Period => {
      const known = daysOf.get(days.toUpperCase())
      if (known !== undefined) return { days: known, start: startMinute, end: endMinute }
      context.issues.push({ code: 'custom', input: days, message: 'no day of the week' })
      return z.NEVER
    }),
  ),
)

const time = z.lazy(() => z.union([z.number(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))]))
const range = z.lazy(() =>
  z.pipe(
    z.object({ startTimestamp: time, endTimestamp: time }),
    z.transform(({ startTimestamp, endTimestamp }): Range => ({ start: startTimestamp, end: endTimestamp })),
  ),
)

/** What was there and cannot be read tells nothing, which is another thing than nothing being there. */
export const unreadable = 'unreadable'

/** @returns undefined when none are set. */
export function readWorkingHours(
  json: string | null | undefined,
  zone: string | null | undefined,
): WorkingHours | undefined | typeof unreadable {
  const periods = readList(json, period)
  if (periods === unreadable) return unreadable
  if (periods.length === 0) return undefined
  const known = zoneOf(zone ?? '')
  return known === undefined ? unreadable : { zone: known, periods }
}

/** Times in which somebody is out of office; none when none are set. */
export const readOutOfOffice = (json: string | null | undefined): Range[] | typeof unreadable => readList(json, range)

function readList<S extends z.ZodMiniType>(json: string | null | undefined, item: S): z.infer<S>[] | typeof unreadable {
  if (json === null || json === undefined || json.trim() === '') return []
  try {
    const read = z.array(item).safeParse(JSON.parse(json))
    return read.success ? read.data : unreadable
  } catch {
    return unreadable // No JSON.
  }
}

/** @param at epoch ms. */
export function isWorking({ zone, periods }: WorkingHours, at: number): boolean {
  const { weekday, minute } = zonedTime(zone, at)
  const yesterday = (weekday + 6) % 7
  return periods.some(({ days, start, end }) => {
    if (start < end) return days.includes(weekday) && start <= minute && minute < end
    return (days.includes(weekday) && start <= minute) || (days.includes(yesterday) && minute < end)
  })
}
