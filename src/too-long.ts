import { HubSpotError } from './hubspot/errors'

/** No text this short is refused for its length. */
const surelyShort = 500

/** Whether HubSpot refused a text for its length; what it answers then is not documented. */
export function isTooLong(error: unknown, text: string): boolean {
  if (!(error instanceof HubSpotError) || text.length < surelyShort) return false
  return (
    error.status === 413 || (error.status === 400 && /length|too long|characters|exceed|maximum/i.test(error.message))
  )
}
