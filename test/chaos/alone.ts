import type { FaultSource } from './faults'
import type { Own } from './own'
import type { Scenario } from './scenario'
import type { Shape } from './schedule'

/** A few people, whom nothing happens to but what the row is about. */
export const few: Shape = {
  people: 6,
  arrivals: 300,
  acts: [3, 5],
  pauses: [20, 900],
  early: 0,
  secondSession: 0,
  endInStorm: 0,
  repliesAfterEnd: 0,
  endings: ['agent', 'agent', 'user', 'bot'],
  to: ['manual'],
}

/** Agents act as soon as there is a thread. */
export const early: Partial<Shape> = { early: 1, to: ['manual', 'automatic'] }

/**
 * A family of faults, one after the other, among few people.
 *
 * @param longest ms between two faults.
 */
export function alone<O extends Own>(
  number: number,
  name: string,
  from: FaultSource<O>,
  count: number,
  shape: Partial<Shape> = {},
  longest = Math.round(2_600 / count),
): Scenario<O> {
  const lanes = [{ from: [from], count, pauses: [20, longest] satisfies [number, number] }]
  return { number, name, shape: { ...few, ...shape }, lanes }
}

/** Durations of Botpress and desks, at the pace that the integration's own are played at. */
export const ms = (duration: number) => Math.round(duration * Number(process.env.HITL_TIME_SCALE ?? '1'))
