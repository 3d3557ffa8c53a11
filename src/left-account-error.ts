import { HubSpotError } from './hubspot/errors'

/**
 * What is asked for belongs to a HubSpot account that this bot was connected with before. Nothing of it may reach the
 * account that took its place, and for the old one there is no token any more: as final as a refusal of HubSpot's.
 */
export class LeftAccountError extends HubSpotError {
  override readonly outcome = 'refused'

  /** @param left the account's ID. @param connected the one that took its place. */
  constructor(left: string, connected: string) {
    super('serve it', {})
    this.message = `The conversation belongs to HubSpot account ${left}, and this bot has been connected with account ${connected} since. A new conversation opens there when the customer asks for a person again.`
  }
}
