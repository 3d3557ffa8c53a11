import type { Clock } from '../messages/clock'
import type { EndReason, Session } from '../session/session'
import type { Texts } from '../texts/languages'
import { say } from '../texts/say'

const endings = {
  agent: 'endedAgent',
  user: 'endedUser',
  bot: 'endedBot',
  missed: 'endedMissed',
  idle: 'endedSilent',
  deleted: 'endedDeleted',
} as const satisfies Record<EndReason, keyof Texts>

/**
 * A session in one line: "19:15 to 19:32 with Robin Hale, closed by the agent". The day stands with it where it is not
 * today, and UTC where that is the time zone.
 *
 * @param agents their names.
 * @param now epoch ms.
 */
export function summaryOf(
  texts: Texts,
  { createdAt, openedAt = createdAt, end }: Session,
  agents: readonly string[],
  clock: Clock,
  now: number,
): string {
  const until = end?.at ?? openedAt
  const [first, last] = [clock.day(openedAt), clock.day(until)]
  const from = `${first === clock.day(now) ? '' : `${first}, `}${clock.time(openedAt)}`
  const to = `${last === first ? '' : `${last}, `}${clock.time(until)}`
  const span = say(texts, 'earlierSpan', { from, to: clock.zone === 'UTC' ? `${to} UTC` : to })
  const names = listed(texts, agents)
  return say(texts, 'earlierSession', { time: span, names, ending: texts[endings[end?.reason ?? 'agent']] })
}

function listed(texts: Texts, names: readonly string[]): string {
  const [last] = names.slice(-1)
  if (last === undefined) return texts.anAgent
  return names.length === 1 ? last : say(texts, 'and', { names: names.slice(0, -1).join(', '), last })
}
