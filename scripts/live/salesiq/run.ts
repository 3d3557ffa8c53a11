import { runProduction } from '../run'
import type { Agent } from './agent'
import { assumptions } from './assumptions'
import type { LiveSettings } from './settings'
import { play } from './story'
import { openSalesIqTheatre } from './theatre'

/** The happy path against the portal in the settings. The webhook it makes is removed again; chats and visitors stay. */
export function runLive(settings: LiveSettings, agent: Agent, say: (line: string) => void): Promise<boolean> {
  return runProduction(
    {
      desk: 'Zoho',
      assumptions,
      open: () => openSalesIqTheatre(settings),
      play: (theatre, seen) => play({ theatre, settings, agent, seen }),
    },
    say,
  )
}
