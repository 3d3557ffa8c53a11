import * as z from 'zod'
import { ApiError } from '../errors'
import type { World } from '../world'

/** When a message or event takes effect: a time, or a delay in ms. */
export const scheduleSchema = z.strictObject({
  dateTime: z.iso.datetime({ offset: true }).optional(),
  delay: z.number().int().min(0).optional(),
})

/** The time in epoch ms at which something is due; undefined for at once. Throws `InvalidPayload`. */
export function dueTime(world: World, schedule: z.infer<typeof scheduleSchema> | undefined): number | undefined {
  if (!schedule) return undefined
  const { dateTime, delay } = schedule
  if ((dateTime === undefined) === (delay === undefined)) {
    throw new ApiError('InvalidPayload', 'Either schedule.dateTime or schedule.delay must be given')
  }
  return dateTime === undefined ? world.now() + (delay ?? 0) : Date.parse(dateTime)
}
