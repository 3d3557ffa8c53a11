import type { Agent } from './agent'
import { asReport, complete } from './findings'
import type { LiveSettings } from './settings'
import { play, type Seen } from './story'
import { openTheatre, webhookUrlFor } from './theatre'

/**
 * Runs the happy path against the account in the settings and reports. The channel it makes is removed again; threads and
 * the contact stay.
 *
 * @returns whether no step failed; an assumption that is refuted is no failure of a step.
 */
export async function runLive(settings: LiveSettings, agent: Agent, say: (line: string) => void): Promise<boolean> {
  const seen: Seen = { steps: [], findings: [] }
  say(`The app's webhook target has to be ${webhookUrlFor(settings)}`)
  say('HubSpot brings news of closings only there. A bot on the same app goes without them: use an app of its own.\n')
  const theatre = await openTheatre(settings)
  try {
    await play(theatre, settings, agent, seen)
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown fault'
    seen.steps.push({ title: 'going on', outcome: 'failed', detail })
  } finally {
    await theatre.bot.unregister()
    await theatre.close()
  }
  say(asReport(seen.steps, complete(seen.findings, 'the test did not get there')))
  return seen.steps.every(({ outcome }) => outcome !== 'failed')
}
