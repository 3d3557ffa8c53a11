import { type Live, skippedReport } from '../live'
import { person } from './agent'
import { assumptions } from './assumptions'
import { runLive } from './run'
import { liveSettingsFrom, needed } from './settings'

export const live: Live = {
  needed,
  skipped: (why) => skippedReport('Zoho', assumptions, why),
  onAccount(env, say) {
    const settings = liveSettingsFrom(env)
    say(`Trying the portal ${settings.screenName}. A webhook is made there and goes again.`)
    say('Agents see five chats of "Live Test"; only of the first is something asked.\n')
    return runLive(settings, person(say), say)
  },
  async onSim(say) {
    const { onSim } = await import('./on-sim')
    return onSim((settings, agent) => runLive(settings, agent, say))
  },
}
