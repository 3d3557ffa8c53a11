import type { Stage } from '../../sim/hubspot-stage'

/** What HubSpot knows of the test and must not reach a log: secrets, texts, addresses, numbers. */
export function unspeakableInHubSpot({
  bot,
  hubspot,
  portalId,
}: Pick<Stage, 'bot' | 'hubspot' | 'portalId'>): unknown[] {
  const { clientSecret, developerApiKey, refreshToken } = bot.configuration
  const texts = hubspot
    .threads(portalId)
    .flatMap(({ id }) => hubspot.messages(id).map((message) => ('text' in message ? message.text : '')))
  const contacts = hubspot.contacts(portalId).flatMap(({ properties }) => [properties.email, properties.phone])
  return [clientSecret, developerApiKey, refreshToken, ...texts, ...contacts]
}
