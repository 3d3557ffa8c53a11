import { gather } from './evidence'
import { judgeReplies, judgeWords, type Tally } from './judge-messages'
import { judgeSession } from './judge-session'
import { judgeWorld } from './judge-world'
import type { Played, Scenario, Schedule } from './run'
import type { Place } from './theatre'

export type Verdict = { tally: Tally; violations: string[] }

/** Holds what can be seen when a run is over against what follows from its schedule. */
export function judge(place: Place, scenario: Scenario, schedule: Schedule, played: Played): Verdict {
  const evidence = gather(place)
  const judged = played.sessions.flatMap((session) => {
    const isGentle = scenario.gentle === true || session.plan.end.when === 'calm'
    return [judgeWords(evidence, session), judgeReplies(evidence, session, isGentle), judgeSession(place, session)]
  })
  const all = [...judged, judgeWorld(place, schedule, played)]
  const tally: Tally = { messages: 0, lost: 0, doubled: 0, reported: 0 }
  for (const part of all) {
    if (!('tally' in part)) continue
    tally.messages += part.tally.messages
    tally.lost += part.tally.lost
    tally.doubled += part.tally.doubled
    tally.reported += part.tally.reported
  }
  return { tally, violations: all.flatMap(({ violations }) => violations) }
}
