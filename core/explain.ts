import { isApiError, RuntimeError } from '@botpress/sdk'
import { DeskError } from './desk'
import { LockedError } from './platform/lock'
import { reasonOf } from './platform/reason'
import { OutOfTimeError } from './platform/within'

/**
 * An error in words for the bot's owner: what failed, what the desk said, and the next step. Botpress shows the message of
 * a RuntimeError and hides that of any other error.
 *
 * @param failed what did not work, as a sentence without its full stop.
 */
export function explain(failed: string, error: unknown): Error {
  if (error instanceof DeskError) return new RuntimeError(`${failed}. ${error.message} ${error.advice}`.trim())
  if (isApiError(error)) return new RuntimeError(`${failed}. ${reasonOf(error)}`)
  if (error instanceof LockedError || error instanceof OutOfTimeError) {
    return new RuntimeError(`${failed}. ${error.message}. Try again in a moment.`)
  }
  return error instanceof Error ? error : new Error(String(error))
}
