import { runProduction } from '../run'
import type { Agent } from './agent'
import { assumptions } from './assumptions'
import type { LiveSettings } from './settings'
import { play } from './story'
import { openHubSpotTheatre, webhookUrlFor } from './theatre'

/** The happy path against the account in the settings. The channel it makes is removed again; threads and the contact stay. */
export function runLive(settings: LiveSettings, agent: Agent, say: (line: string) => void): Promise<boolean> {
  say(`The app's webhook target has to be ${webhookUrlFor(settings)}`)
  say('HubSpot brings news of closings only there. A bot on the same app goes without them: use an app of its own.\n')
  return runProduction(
    {
      desk: 'HubSpot',
      assumptions,
      open: () => openHubSpotTheatre(settings),
      play: (theatre, seen) => play(theatre, settings, agent, seen),
    },
    say,
  )
}
