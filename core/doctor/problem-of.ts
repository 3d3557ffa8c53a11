import { isApiError } from '@botpress/sdk'
import { DeskError } from '../desk'
import { LockedError } from '../platform/lock'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError } from '../platform/within'
import type { Problem } from './check'

/** A time-out may end this many ms before the deadline that it was set by. */
const early = 20

/**
 * Why something could not be read: it was refused, passes by itself, or took too long.
 *
 * @param deadline epoch ms until which the answer was waited for.
 * @throws the error itself when it is a fault of our own.
 */
export function problemOf(desk: string, error: unknown, deadline: number): Problem {
  const isOfDesk = error instanceof DeskError
  const isPassing = isOfDesk ? error.passing : error instanceof OutOfTimeError || error instanceof LockedError
  if (isPassing && Date.now() >= deadline - early) return { message: `${desk} did not answer in time`, passing: true }
  // What passes asks for nothing but patience.
  if (isOfDesk && error.passing) return { message: error.message, passing: true }
  if (isOfDesk) return { message: `${error.message} ${error.advice}`.trim(), passing: false }
  if (isPassing || isApiError(error)) {
    return { message: reasonOf(error), passing: isPassing || (isApiError(error) && error.type !== 'Runtime') }
  }
  throw error
}
