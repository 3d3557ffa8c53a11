import { setStage } from '../../sim/hubspot-stage'
import integration from '../../src/index'
import type { LocalSettings } from './settings'
import { settingsOf } from './settings-of'

/** Sets up the stand-ins with a registered bot, and shows what a healthy installation looks like. */
export async function onSim(look: (settings: LocalSettings) => Promise<void>): Promise<void> {
  const stage = await setStage({ handler: integration.handler })
  try {
    await stage.bot.register()
    await look(settingsOf(stage.bot))
  } finally {
    await stage.hubspot.webhooks.settled()
    await stage.close()
  }
}
