import type { Kind } from './kinds'
import type { Reading } from './reading'
import type { Surroundings } from './surroundings'
import type { Walk } from './walk'

/** A number, as places in what was read. */
export type Match = { kind: Kind; from: number; to: number }

/** What is looked at: the text as it was read, where in it, what begins there, and what stands around. */
export type Place = { reading: Reading; at: number; walked: Walk; around: Surroundings }
