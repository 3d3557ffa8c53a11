import { isApiError } from '@botpress/sdk'
import { scrub } from './scrub'

/**
 * What an error says, as a log and the bot's owner may read it. Botpress' own errors can repeat what they were sent; ours
 * (of type Runtime) and the desk's are made not to.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault'
  return isApiError(error) && error.type !== 'Runtime' ? scrub(error.message) : error.message
}
