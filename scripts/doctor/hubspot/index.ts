import type { Doctor } from '../doctor'
import { examine } from './examine'
import { settingsFrom } from './settings'
import { envOf } from './settings-of'

export const doctor: Doctor = {
  desk: 'HubSpot',
  async examine(env, missingFile) {
    const settings = settingsFrom(env)
    const checks = await examine(settings, new Date(), missingFile)
    return { checks, secrets: [settings.developerApiKey, settings.clientSecret, settings.refreshToken] }
  },
  async onSim(look) {
    const [{ setStage }, { default: integration }] = await Promise.all([
      import('../../../sim/hubspot-stage'),
      import('../../../src/index'),
    ])
    const stage = await setStage({ handler: integration.handler })
    try {
      await stage.bot.register()
      await look(envOf(stage.bot))
    } finally {
      await stage.hubspot.webhooks.settled()
      await stage.close()
    }
  },
}
