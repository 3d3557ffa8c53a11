import { listUsers } from '../../hubspot/users'
import type { Crm } from '../crm'
import { textOf } from '../input/input'
import { type Agent, agentFrom, isWorkingAt, nextTurn, type Status, statusAt } from './presence'

type Input = { emails?: string[] | undefined }

/** So many agents are named; those who are there come first. */
const mostAgents = 50

const order: readonly Status[] = ['available', 'away', 'offHours', 'outOfOffice', 'unknown']

/** Says whether anybody is there to talk to, asked anew each time. */
export async function checkAvailability(crm: Crm, { emails = [] }: Input) {
  const asked = emails.flatMap((email) => textOf(email)?.toLowerCase() ?? [])
  const users = await listUsers(crm.caller, crm.deadline)
  const agents = users.flatMap((facts) => agentFrom(facts) ?? [])
  const meant = asked.length === 0 ? agents : agents.filter(({ email }) => asked.includes(email))
  return availabilityOf(meant, Date.now(), asked.length > 0)
}

/**
 * Whether anybody of some agents is there, and when that may change.
 *
 * @param now epoch ms.
 * @param isNarrowed whether they were asked for by address.
 */
export function availabilityOf(agents: readonly Agent[], now: number, isNarrowed: boolean) {
  const all = agents
    .map((agent) => ({ agent, status: statusAt(agent, now) }))
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || byName(a.agent, b.agent))
  const available = all.some(({ status }) => status === 'available')
  // Who is due and not there may come at any time; what is known is when others begin.
  const turning = all.filter(({ status }) => (available ? status === 'available' : isOff(status)))
  const turns = turning.flatMap(({ agent }) => nextTurn(agent, now) ?? [])
  return {
    available,
    ...(available ? {} : { reason: reasonFor(all, isNarrowed) }),
    agents: all.slice(0, mostAgents).map(({ agent, status }) => {
      const isWorkingNow = isWorkingAt(agent, now)
      return { name: agent.name, status, ...(isWorkingNow === undefined ? {} : { isWorkingNow }) }
    }),
    ...(turns.length === 0 ? {} : { nextChangeAt: new Date(Math.min(...turns)).toISOString() }),
  }
}

const byName = (a: Agent, b: Agent) => a.name.localeCompare(b.name, 'en')
const isOff = (status: Status) => status === 'offHours' || status === 'outOfOffice'

const words: Record<Status, string> = {
  available: 'available',
  away: 'away',
  outOfOffice: 'out of office',
  offHours: 'outside working hours',
  unknown: 'without a known status',
}

function reasonFor(all: readonly { status: Status }[], isNarrowed: boolean): string {
  if (all.length === 0) {
    return isNarrowed
      ? 'No active user of the HubSpot account has these addresses.'
      : 'The account has no active users.'
  }
  const counts = order
    .map((status) => ({ status, count: all.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${words[status]}`)
  return `Nobody is known to be available: ${counts.join(', ')}.`
}
