import type { Outcome } from '../../core/desk'

/** What is known of a failed call. */
type Failure = {
  status: number | undefined
  outcome: Outcome
  missingScopes: string[]
  category?: string | undefined
  subCategory?: string | undefined
}

/** The next step for the bot's owner when HubSpot did not do what it was asked. */
export function adviceOn({ status, outcome, missingScopes, category, subCategory }: Failure): string {
  if (status === undefined) return 'Try again in a moment; if it stays so, see status.hubspot.com.'
  if (status === 401) {
    return 'The connection was revoked: install the HubSpot app again and put the new token into "Refresh token", or empty that field, save, and follow the link in the log.'
  }
  if (missingScopes.length > 0 || category === 'MISSING_SCOPES') {
    const scopes = missingScopes.join(', ') || 'the scopes listed in hub.md'
    return `Add to the HubSpot app: ${scopes}. Then install it again and put the new token into "Refresh token", or empty that field, save, and follow the link in the log.`
  }
  if (subCategory?.endsWith('CHANNEL_DOES_NOT_EXIST')) {
    return 'The refresh token belongs to another app than the channel: take refresh token, client ID, client secret and app ID from one app, and save the configuration.'
  }
  if (status === 429) return "The account's limit of HubSpot calls is used up for the moment. Try again later."
  if (outcome === 'busy' || outcome === 'unclear') {
    return 'Try again in a moment; if it stays so, see status.hubspot.com.'
  }
  return "Save the integration's configuration again: that checks the channel and its inboxes, and says what is wrong."
}
