import { RuntimeError } from '@botpress/sdk'
import { sizeOf } from '../records/fit'

/** Longest input of an action, in UTF-16 units as JSON: two of the longest texts that HubSpot keeps, and more. */
const inputMax = 200_000

/**
 * Keeps what a model was talked into from taking all of a process' time, before anything of it is looked at.
 *
 * @throws {RuntimeError} for an input that is too long.
 */
export function assertBounded(input: unknown): void {
  const size = sizeOf(input)
  if (size <= inputMax) return
  throw new RuntimeError(
    `This input has ${size} characters as JSON, and ${inputMax} are taken. Use fewer or shorter values.`,
  )
}
