import type { Clock } from '../messages/clock'
import type { EndReason, Session } from '../session/session'

const endings: Readonly<Record<EndReason, string>> = {
  agent: 'closed by the agent',
  user: 'ended by the customer',
  bot: 'ended by the bot',
  missed: 'missed',
  idle: 'closed after a long silence',
  deleted: 'its conversation was deleted',
}

/**
 * A session in one line: "19:15 to 19:32 with Robin Hale, closed by the agent". The day stands with it where it is not
 * today, and the time zone where it is not the agents' own.
 *
 * @param now epoch ms.
 */
export function summaryOf(
  { createdAt, openedAt = createdAt, end }: Session,
  agents: readonly string[],
  clock: Clock,
  now: number,
): string {
  const until = end?.at ?? openedAt
  const [first, last] = [clock.day(openedAt), clock.day(until)]
  const from = first === clock.day(now) ? '' : `${first}, `
  const to = last === first ? '' : `${last}, `
  const zone = clock.zone === 'UTC' ? ' UTC' : ''
  const who = agents.length === 0 ? 'an agent' : agents.join(' and ')
  return `${from}${clock.time(openedAt)} to ${to}${clock.time(until)}${zone} with ${who}, ${endings[end?.reason ?? 'agent']}`
}
