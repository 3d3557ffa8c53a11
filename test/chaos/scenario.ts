import type { Lane } from './faults'
import type { Own } from './own'
import type { Shape } from './schedule'
import type { World } from './world'

/** A kind of run: who takes part, and what goes wrong meanwhile. */
export type Scenario<O extends Own> = {
  name: string
  /** Where it stands among the rows; its schedule is drawn from the seed and this. */
  number: number
  /** Default: the stand-ins as they are of themselves. */
  world?: World<O>
  shape: Shape
  lanes: Lane<O>[]
  /** No fault of it lasts so long that a reply written before the end could miss its time. */
  gentle?: boolean
  /** Its faults refuse what end users write, or take away who would carry it: that may be reported instead. */
  harsh?: boolean
}
