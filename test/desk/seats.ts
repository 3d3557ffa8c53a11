import { hubspotSeat } from './hubspot-seat'
import { salesIqSeat } from './salesiq-seat'
import type { Seat } from './seat'

/** Every test of this folder runs at each of these desks. */
export const seats: readonly Seat[] = [hubspotSeat, salesIqSeat]
