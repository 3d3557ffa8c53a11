import { isApiError, RuntimeError } from '@botpress/sdk'
import { HubSpotError } from './hubspot/errors'
import { LeftAccountError } from './left-account-error'
import { LockedError } from './lock'
import { reasonOf } from './reason'
import { OutOfTimeError } from './within'

/**
 * An error in words for the bot's owner: what failed, what HubSpot said, and the next step. Botpress shows the message of
 * a RuntimeError and hides that of any other error.
 *
 * @param failed what did not work, as a sentence without its full stop.
 */
export function explain(failed: string, error: unknown): Error {
  if (error instanceof LeftAccountError) return new RuntimeError(`${failed}. ${error.message}`)
  if (error instanceof HubSpotError) return new RuntimeError(`${failed}. ${error.message} ${nextStep(error)}`)
  if (isApiError(error)) return new RuntimeError(`${failed}. ${reasonOf(error)}`)
  if (error instanceof LockedError || error instanceof OutOfTimeError) {
    return new RuntimeError(`${failed}. ${error.message}. Try again in a moment.`)
  }
  return error instanceof Error ? error : new Error(String(error))
}

function nextStep(error: HubSpotError): string {
  if (error.status === undefined) return 'Try again in a moment; if it stays so, see status.hubspot.com.'
  if (error.status === 401) {
    return 'The connection was revoked: install the HubSpot app again and put the new token into "Refresh token", or empty that field, save, and follow the link in the log.'
  }
  if (error.missingScopes.length > 0 || error.category === 'MISSING_SCOPES') {
    const scopes = error.missingScopes.join(', ') || 'the scopes listed in hub.md'
    return `Add to the HubSpot app: ${scopes}. Then install it again and put the new token into "Refresh token", or empty that field, save, and follow the link in the log.`
  }
  if (error.subCategory?.endsWith('CHANNEL_DOES_NOT_EXIST')) {
    return 'The refresh token belongs to another app than the channel: take refresh token, client ID, client secret and app ID from one app, and save the configuration.'
  }
  if (error.status === 429) return "The account's limit of HubSpot calls is used up for the moment. Try again later."
  if (error.passing) return 'Try again in a moment; if it stays so, see status.hubspot.com.'
  return "Save the integration's configuration again: that checks the channel and its inboxes, and says what is wrong."
}
