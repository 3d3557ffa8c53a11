import { RuntimeError } from '@botpress/sdk'
import type { Settings } from './settings'

/** There is nothing to reach SalesIQ with, or no brand to open chats for: the bot's owner has to connect first. */
export class NotConnectedError extends RuntimeError {
  readonly why: string
  /** @param why as it reads after "Zoho SalesIQ is not connected: ". */
  constructor(why: string, { refreshToken }: Settings) {
    super(`Zoho SalesIQ is not connected: ${why} ${refreshToken === undefined ? howToConnect : howToSave}`)
    this.why = why
  }
}

/** Why, before anybody has ever connected. */
export const neverConnected = 'nobody has given consent for this bot yet.'

const howToConnect =
  'Open the connect link in the bot\'s logs; it is valid for one hour, and saving the integration\'s configuration logs a fresh one. Or fill in "Refresh token" as hub.md says.'
const howToSave = "Save the integration's configuration again and see what it reports."
