import type { BotpressProperties, PluginSettings } from '../../sim/botpress'
import type { HubSpotProperties } from '../../sim/hubspot'
import type { Theatre } from './theatre'

/** How HubSpot, Botpress and its plugin are during a run, where no document says how they are. */
export type World = {
  hubspot?: Partial<HubSpotProperties>
  botpress?: Partial<BotpressProperties>
  plugin?: Partial<PluginSettings>
}

/** Makes the theatre such a world; returns the way back. */
export function enter({ hubspot, botpress }: Pick<Theatre, 'hubspot' | 'botpress'>, world: World = {}): () => void {
  const before = { hubspot: { ...hubspot.properties }, botpress: { ...botpress.properties } }
  Object.assign(hubspot.properties, world.hubspot)
  Object.assign(botpress.properties, world.botpress)
  return () => {
    Object.assign(hubspot.properties, before.hubspot)
    Object.assign(botpress.properties, before.botpress)
  }
}
