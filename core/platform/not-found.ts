import { isApiError } from '@botpress/sdk'

/** Whether Botpress says that what was asked for does not exist. */
export function isNotFound(error: unknown): boolean {
  return isApiError(error) && error.code === 404
}
