import { gather } from './evidence'
import { type Judgement, judgeReplies, judgeWords, type Tally } from './judge-messages'
import { judgeSession } from './judge-session'
import { judgeWorld } from './judge-world'
import type { PlayedSession } from './people'
import type { Played, Schedule } from './run'
import type { Place } from './theatre'

/** Holds what can be seen when a run is over against what follows from its schedule. */
export function judge(
  place: Place,
  scenario: { gentle?: boolean; harsh?: boolean },
  schedule: Schedule,
  played: Played,
): Judgement {
  const evidence = gather(place)
  const isGentle = ({ plan }: PlayedSession) => scenario.gentle === true || plan.end.when === 'calm'
  const messages = played.sessions.flatMap((session) => [
    judgeWords(evidence, session, scenario.harsh === true),
    judgeReplies(evidence, evidence.seen(session), session, isGentle(session)),
  ])
  const rest = [
    ...played.sessions.map((session) => judgeSession(place, session, isGentle(session))),
    judgeWorld(place, schedule, played),
  ]
  const tally: Tally = {
    messages: 0,
    lost: 0,
    doubled: 0,
    reported: 0,
    unknowable: place.blindness?.repeatedOpenings() ?? 0,
    overtaken: 0,
  }
  for (const part of messages) {
    tally.messages += part.tally.messages
    tally.lost += part.tally.lost
    tally.doubled += part.tally.doubled
    tally.reported += part.tally.reported
    tally.unknowable += part.tally.unknowable
    tally.overtaken += part.tally.overtaken
  }
  return { tally, violations: [...messages, ...rest].flatMap(({ violations }) => violations) }
}
