import type { Played, Schedule } from './run'
import type { Place } from './theatre'
import { tooMany } from './too-many'

/** Nothing was made that nobody asked for: each escalation calls for one conversation and one thread, at most. */
export function judgeWorld(place: Place, schedule: Schedule, played: Played): { violations: string[] } {
  const { seat, desk, botpress, bot, processes } = place
  const attempts = played.sessions.reduce((sum, session) => sum + session.attempts, 0)
  const strange = place.strangeThreads()
  const threads = desk.threads().filter(({ id }) => !strange.has(id))
  const people = schedule.people.length + Object.keys(seat.agents).length
  const blindOpenings = place.blindness?.repeatedOpenings() ?? 0
  const violations = [
    ...tooMany('Botpress conversations', botpress.conversations(bot).length, attempts),
    ...tooMany('Botpress users', botpress.users(bot).length, people),
    ...tooMany('threads', threads.length, attempts + blindOpenings),
    ...place.objections(schedule.people.flatMap(({ identity }) => identity ?? [])),
  ]
  if (processes.crashes() > 0) violations.push(`${processes.crashes()} processes ended by themselves`)
  return { violations }
}
