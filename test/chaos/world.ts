import type { BotpressProperties, BotpressSim, PluginSettings } from '../../sim/botpress'
import type { Own } from './own'

/** How the desk, Botpress and its plugin are during a run, where no document says how they are. */
export type World<O extends Own> = {
  desk?: Partial<O['properties']>
  botpress?: Partial<BotpressProperties>
  plugin?: Partial<PluginSettings>
}

/** Makes the stand-ins such a world; returns the way back. */
export function enter<O extends Own>(
  { sim, botpress }: { sim: { properties: O['properties'] }; botpress: BotpressSim },
  world: World<O> = {},
): () => void {
  const before = { desk: { ...sim.properties }, botpress: { ...botpress.properties } }
  Object.assign(sim.properties, world.desk)
  Object.assign(botpress.properties, world.botpress)
  return () => {
    Object.assign(sim.properties, before.desk)
    Object.assign(botpress.properties, before.botpress)
  }
}
