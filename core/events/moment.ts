import { timing } from '../timing'

/**
 * When something happened at the desk. Two of the desk's own times are compared with each other, and neither with our clock,
 * which may differ by minutes.
 */
export type Moment = {
  /** The desk's time; epoch ms. */
  at: number
  /** The same by our clock, as well as it can be known; epoch ms. */
  here: number
  /** How long ago it was when the desk told of it; ms. */
  age: number
}

/**
 * @param at the desk's time; epoch ms.
 * @param told when the desk told of it, by its own clock; epoch ms.
 * @param now epoch ms by our clock.
 */
export function momentOf(at: number, told: number, now: number): Moment {
  const ahead = told - now
  // A smaller difference may be the time that the webhook took.
  const here = Math.abs(ahead) < timing.clockSkew ? at : at - ahead
  return { at, here: Math.min(here, now), age: told - at }
}
