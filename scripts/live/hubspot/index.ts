import { type Live, skippedReport } from '../live'
import { person } from './agent'
import { assumptions } from './assumptions'
import { runLive } from './run'
import { liveSettingsFrom, needed } from './settings'

export const live: Live = {
  needed,
  skipped: (why) => skippedReport('HubSpot', assumptions, why),
  onAccount(env, say) {
    const settings = liveSettingsFrom(env)
    say(`Trying the account of inbox ${settings.inboxId}. A channel named "Live test" appears there and goes again.\n`)
    return runLive(settings, person(say), say)
  },
  async onSim(say) {
    const { onSim } = await import('./on-sim')
    return onSim((settings, agent) => runLive(settings, agent, say))
  },
}
