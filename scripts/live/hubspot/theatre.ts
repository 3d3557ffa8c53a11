import definition from '../../../integration.definition'
import { type Caller, callerFor } from '../../../src/hubspot/caller'
import { refreshTokens } from '../../../src/hubspot/oauth'
import integration from '../../../src/index'
import { openTheatre, type Theatre } from '../theatre'
import { soon } from '../waiting'
import type { LiveSettings } from './settings'

export type HubSpotTheatre = Theatre & {
  /** HubSpot, asked in the name of the account. */
  hubspot: Caller
}

const webhookId = 'hubspot-inbox-hitl-live-test'

/** Where HubSpot has to bring its news during the test: the webhook target that the app needs meanwhile. */
export const webhookUrlFor = ({ publicUrl }: LiveSettings): string => `${publicUrl}/${webhookId}`

export async function openHubSpotTheatre(settings: LiveSettings): Promise<HubSpotTheatre> {
  const { appId, developerApiKey, clientId, clientSecret, refreshToken, inboxId, contactPolicy } = settings
  const account = { appId, developerApiKey, clientId, clientSecret, refreshToken, inboxId, contactPolicy }
  const theatre = await openTheatre(settings, integration.handler, {
    definition,
    webhookId,
    configuration: { ...account, channelName: 'Live test' },
  })
  const { accessToken } = await refreshTokens(settings, refreshToken, soon())
  const token = async () => accessToken
  return { ...theatre, hubspot: callerFor({ token, renewed: token }) }
}
