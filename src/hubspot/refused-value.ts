import { HubSpotError } from './errors'

/**
 * Whether HubSpot said no for good, and may have meant one of the values that it was given. Which answer stands for what is
 * not documented, so every refusal counts that is not about the connection (401, 403) or the moment (429, 5xx).
 */
export function mayRefuseAValue(error: unknown): error is HubSpotError {
  if (!(error instanceof HubSpotError) || error.passing) return false
  return error.status === 400 || error.status === 404 || error.status === 409 || error.status === 422
}

/** No text this short is refused for its length. */
const surelyShort = 300

/** Whether HubSpot refused a text for its length; what it answers then is not documented. */
export function isTooLong(error: unknown, text: string): boolean {
  return error instanceof HubSpotError && error.saysTooLong && text.length >= surelyShort
}
