import { agents } from '../../sim/stage'
import { recordUnspeakable } from '../record'
import { redeliverAll } from './redeliver'
import { drawSchedule, playSchedule, type Scenario } from './run'
import { autoAssignedInbox } from './schedule'
import type { Row } from './summary'
import type { Theatre } from './theatre'
import { writeCalls, writeTraces } from './trace'
import { judge } from './verdict'

/** Plays a scenario in a place of its own, judges it, and delivers all its webhooks once more. */
export async function perform(
  theatre: Theatre,
  scenario: Scenario,
  seed: number,
): Promise<{ row: Row; violations: string[] }> {
  const place = await theatre.newPlace()
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
  recordUnspeakable('chaos', place)
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
