import { isApiError } from '@botpress/sdk'
import { HubSpotError } from './hubspot/errors'

/** Whether HubSpot will not have it, now or later; also because there is no connection to ask it by. */
export function isRefusal(error: unknown): boolean {
  return error instanceof HubSpotError ? !error.passing : isApiError(error) && error.type === 'Runtime'
}
