import { recordUnspeakable } from '../record'
import type { Own } from './own'
import { redeliverAll } from './redeliver'
import { drawSchedule, playSchedule } from './run'
import type { Scenario } from './scenario'
import type { Row } from './summary'
import { recordingOf, type Theatre } from './theatre'
import { writeCalls, writeTraces } from './trace'
import { judge } from './verdict'
import { enter } from './world'

/** Plays a scenario in a place of its own, judges it, and delivers all its news once more. */
export async function perform<O extends Own>(
  theatre: Theatre<O>,
  scenario: Scenario<O>,
  seed: number,
): Promise<{ row: Row; violations: string[] }> {
  const leave = enter(theatre, scenario.world)
  try {
    return await performHere(theatre, scenario, seed)
  } finally {
    leave()
  }
}

async function performHere<O extends Own>(theatre: Theatre<O>, scenario: Scenario<O>, seed: number) {
  const place = await theatre.newPlace()
  Object.assign(place.bot.plugin, scenario.world?.plugin)
  const schedule = drawSchedule(seed, scenario, theatre.seat.lacks)
  const played = await playSchedule(place, schedule).catch((error: unknown) => {
    writeCalls(place, error)
    throw error
  })
  await place.settleOwed?.()
  const verdict = judge(place, scenario, schedule, played)
  const { violations: changed, redelivered, repeatedNotes } = await redeliverAll(place)
  const mayLack = scenario.world?.botpress?.statesSurviveUpgrades === false
  const sessions = played.sessions.map(({ conversationId, identity }) => ({ conversationId, identity }))
  const violations = [...verdict.violations, ...changed, ...(place.objectionsToOwed?.(sessions, mayLack) ?? [])]
  writeTraces(place, played, violations)
  recordUnspeakable(recordingOf(theatre.seat), place, place.unspeakable())
  const { faults, atOnce } = played
  const row = {
    fault: scenario.name,
    faults,
    sessions: played.sessions.length,
    atOnce,
    ...verdict.tally,
    unknowable: verdict.tally.unknowable + repeatedNotes,
    redelivered,
    violations: violations.length,
  }
  return { row, violations }
}
