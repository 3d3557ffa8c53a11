import { HubSpotError } from '../hubspot/errors'

/** No text this short is refused for its length. */
const surelyShort = 300

/** Whether HubSpot refused a text for its length; what it answers then is not documented. */
export function isTooLong(error: unknown, text: string): boolean {
  return error instanceof HubSpotError && error.saysTooLong && text.length >= surelyShort
}
