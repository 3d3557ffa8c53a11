import type { UserFacts } from '../../hubspot/users'
import { instantOf, zonedTime } from './time-zone'
import {
  isWorking,
  type Range,
  readOutOfOffice,
  readWorkingHours,
  unreadable,
  type WorkingHours,
} from './working-hours'

/** Whether somebody is there, as far as HubSpot knows. */
export type Status = 'available' | 'away' | 'outOfOffice' | 'offHours' | 'unknown'

/** Somebody who works in the account. */
export type Agent = {
  name: string
  /** In lower case; empty when there is none. */
  email: string
  /** What HubSpot shows of them now: set by themselves, by the help desk, or by HubSpot. */
  flag: 'available' | 'away' | undefined
  hours: WorkingHours | undefined
  outOfOffice: readonly Range[]
  /** Something was set that cannot be read. */
  isUnclear: boolean
}

/** Reads what HubSpot keeps of a user; undefined for one who was deactivated. */
export function agentFrom(facts: UserFacts): Agent | undefined {
  if (facts.hs_deactivated?.toLowerCase() === 'true') return undefined
  const email = facts.hs_email?.trim().toLowerCase() ?? ''
  const hours = readWorkingHours(facts.hs_working_hours, facts.hs_standard_time_zone)
  const outOfOffice = readOutOfOffice(facts.hs_out_of_office_hours)
  const flag = facts.hs_availability_status?.trim().toLowerCase()
  return {
    // The address is for nobody but colleagues.
    name: [facts.hs_given_name, facts.hs_family_name].join(' ').trim() || 'Agent without a name',
    email,
    flag: flag === 'available' || flag === 'away' ? flag : undefined,
    hours: hours === unreadable ? undefined : hours,
    outOfOffice: outOfOffice === unreadable ? [] : outOfOffice,
    isUnclear: hours === unreadable || outOfOffice === unreadable,
  }
}

/**
 * Whether somebody is there. Out of office wins over working hours, and these over what is shown: who is away because the
 * day is over is off hours, and so is who left without saying so.
 *
 * @param at epoch ms.
 */
export function statusAt(agent: Agent, at: number): Status {
  if (isOut(agent, at)) return 'outOfOffice'
  if (agent.hours !== undefined && !isWorking(agent.hours, at)) return 'offHours'
  if (agent.flag === 'away') return 'away'
  return agent.isUnclear || agent.flag === undefined ? 'unknown' : 'available'
}

/** Whether it is within somebody's working hours; undefined when they are not known. */
export const isWorkingAt = ({ hours }: Agent, at: number): boolean | undefined =>
  hours === undefined ? undefined : isWorking(hours, at)

const isOut = ({ outOfOffice }: Agent, at: number) => outOfOffice.some(({ start, end }) => start <= at && at < end)

const isDue = (agent: Agent, at: number) => !isOut(agent, at) && isWorkingAt(agent, at) !== false

/**
 * When somebody next begins or ends to be due at work, by working hours and times out of office.
 *
 * @param now epoch ms.
 * @returns epoch ms, to the minute; undefined when no change is known.
 */
export function nextTurn(agent: Agent, now: number): number | undefined {
  const before = isDue(agent, now)
  let last = now
  for (const at of turns(agent, now)) {
    if (isDue(agent, at) !== before) return firstAfter(last, at, (time) => isDue(agent, time) !== before)
    last = at
  }
  return undefined
}

const day = 86_400_000
/** In so many days every period of a week comes. */
const daysAhead = 8

/** Times at which something may change, in their order. */
function turns({ hours, outOfOffice }: Agent, now: number): number[] {
  const edges = outOfOffice.flatMap(({ start, end }) => [start, end]).filter((at) => at > now)
  const ofHours = hours === undefined ? [] : [now, ...edges].flatMap((from) => edgesOf(hours, from))
  return [...new Set([...edges, ...ofHours])].filter((at) => at > now).toSorted((a, b) => a - b)
}

function edgesOf({ zone, periods }: WorkingHours, from: number): number[] {
  const today = zonedTime(zone, from).date
  const dates = Array.from({ length: daysAhead + 1 }, (_, ahead) => today + ahead * day)
  const minutes = [...new Set(periods.flatMap(({ start, end }) => [start, end]))]
  return dates.flatMap((date) => minutes.map((minute) => instantOf(zone, date, minute)))
}

/** The first minute after `from` for which something holds that holds at `to`; a change of the clock may come before. */
function firstAfter(from: number, to: number, holds: (at: number) => boolean): number {
  let [low, high] = [from, to]
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 120_000) * 60_000
    if (middle <= low || middle >= high) break
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
