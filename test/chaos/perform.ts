import { agents } from '../../sim/hubspot-stage'
import { recordUnspeakable } from '../record'
import { unspeakableInHubSpot } from '../stage/unspeakable-in-hubspot'
import { redeliverAll } from './redeliver'
import { drawSchedule, playSchedule, type Scenario } from './run'
import { autoAssignedInbox } from './schedule'
import type { Row } from './summary'
import type { Theatre } from './theatre'
import { writeCalls, writeTraces } from './trace'
import { judge } from './verdict'
import { enter } from './world'

/** Plays a scenario in a place of its own, judges it, and delivers all its webhooks once more. */
export async function perform(
  theatre: Theatre,
  scenario: Scenario,
  seed: number,
): Promise<{ row: Row; violations: string[] }> {
  const leave = enter(theatre, scenario.world)
  try {
    return await performHere(theatre, scenario, seed)
  } finally {
    leave()
  }
}

async function performHere(theatre: Theatre, scenario: Scenario, seed: number) {
  const place = await theatre.newPlace()
  Object.assign(place.bot.plugin, scenario.world?.plugin)
  theatre.hubspot.autoAssign(place.portalId, autoAssignedInbox.id, agents.dana.userId)
  const schedule = drawSchedule(seed, scenario)
  const played = await playSchedule(place, schedule).catch((error: unknown) => {
    writeCalls(place, error)
    throw error
  })
  const verdict = judge(place, scenario, schedule, played)
  const { violations: changed, redelivered } = await redeliverAll(place)
  const violations = [...verdict.violations, ...changed]
  writeTraces(place, played, violations)
  recordUnspeakable('chaos', place, unspeakableInHubSpot(place))
  const { faults, atOnce } = played
  const row = {
    fault: scenario.name,
    faults,
    sessions: played.sessions.length,
    atOnce,
    ...verdict.tally,
    redelivered,
    violations: violations.length,
  }
  return { row, violations }
}
