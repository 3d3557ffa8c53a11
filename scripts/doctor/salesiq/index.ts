import type { Doctor } from '../doctor'
import { examine } from './examine'
import { settingsFrom } from './settings'
import { envOf } from './settings-of'

export const doctor: Doctor = {
  desk: 'Zoho',
  async examine(env, missingFile) {
    const settings = settingsFrom(env)
    const checks = await examine(settings, missingFile)
    return { checks, secrets: [settings.clientSecret, settings.refreshToken] }
  },
  async onSim(look) {
    const [{ setSalesIqStage }, { default: integration }] = await Promise.all([
      import('../../../sim/salesiq-stage'),
      import('../../../integrations/zoho-salesiq/src/index'),
    ])
    const stage = await setSalesIqStage({ handler: integration.handler })
    try {
      await stage.bot.register()
      await look(envOf(stage.bot))
    } finally {
      await stage.salesiq.webhooks.settled()
      await stage.close()
    }
  },
}
