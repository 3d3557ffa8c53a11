import { RuntimeError } from '@botpress/sdk'
import type { Settings } from './settings'

/** There is nothing to reach HubSpot with, or no inbox to send to: the bot's owner has to connect first. */
export class NotConnectedError extends RuntimeError {
  readonly why: string
  /** @param why as it reads after "HubSpot is not connected: ". */
  constructor(why: string, settings: Settings) {
    super(`HubSpot is not connected: ${why} ${howToConnect(settings)}`)
    this.why = why
  }
}

/** Why, before anybody has ever connected. */
export const neverConnected = 'nobody has installed its app for this bot yet.'

/** The next step for the bot's owner. */
export function howToConnect({ refreshToken }: Settings): string {
  return refreshToken === undefined
    ? 'Open the connect link in the bot\'s logs; it is valid for one hour, and saving the integration\'s configuration logs a fresh one. Or fill in "Refresh token" as hub.md says.'
    : "Save the integration's configuration again and see what it reports."
}
