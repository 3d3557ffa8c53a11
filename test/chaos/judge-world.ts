import * as z from 'zod'
import type { Played, Schedule } from './run'
import type { Place } from './theatre'
import { tooMany } from './too-many'

/**
 * Nothing was made that nobody asked for: each escalation calls for one conversation and one thread, at most. One whose process
 * ended is asked for again by Botpress, upon which the integration cannot tell whether it is the same, and takes no chances.
 */
export function judgeWorld(place: Place, schedule: Schedule, played: Played): { violations: string[] } {
  const { seat, desk, botpress, bot, processes } = place
  const attempts = played.sessions.reduce((sum, session) => sum + session.attempts, 0) + cutOff(place)
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

/** How many escalations were cut off by the end of the process that had them. */
function cutOff({ botpress, bot }: Place): number {
  return botpress.dispatchLog.calls.filter(
    ({ path, headers, status, requestBody }) =>
      path === '/action_triggered' &&
      headers['x-bot-id'] === bot.botId &&
      status === 0 &&
      escalation.safeParse(requestBody).success,
  ).length
}

const escalation = z.object({ type: z.literal('startHitl') })
