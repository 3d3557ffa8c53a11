import type { FaultRule, Faults } from '../../sim/http/faults'
import { rateLimitBody } from '../../sim/hubspot'
import type { BreakageId } from '../protocol'
import { beyondThePage } from './beyond-the-page'

type Play = Omit<FaultRule, 'path' | 'method'>
type Trouble = {
  play: Play
  isForWritesOnly: boolean
  /** How many calls it spoils in a row where it is the only one. */
  alone: number
}

const troubles = {
  'hubspot-429': {
    play: { status: 429, headers: { 'retry-after': '1' }, body: rateLimitBody('SECONDLY') },
    isForWritesOnly: false,
    alone: 2,
  },
  'hubspot-503': {
    play: { status: 503, body: { status: 'error', message: 'Service unavailable' } },
    isForWritesOnly: false,
    alone: 2,
  },
  'hubspot-drop': { play: { drop: 'after' }, isForWritesOnly: true, alone: 1 },
} as const satisfies Partial<Record<BreakageId, Trouble>>

export type TroubleId = keyof typeof troubles

export const isHubSpotTrouble = (id: BreakageId): id is TroubleId => id in troubles

/**
 * What is wrong with HubSpot: of all the troubles that are on, each takes its turn, then one call passes. Laid over each
 * other they would let so few calls pass that nothing could come through.
 */
export class HubSpotTrouble {
  private readonly on = new Set<TroubleId>()
  private readonly turns = { write: 0, other: 0 }

  constructor(faults: Pick<Faults, 'addCycle'>) {
    faults.addCycle({ path: beyondThePage, next: (method) => this.next(method === 'POST') })
  }

  /** Whether there is more than one. */
  get isShared(): boolean {
    return this.on.size > 1
  }

  /** Returns the function that turns it off again. */
  turnOn(id: TroubleId): () => void {
    this.on.add(id)
    return () => this.on.delete(id)
  }

  private next(isWrite: boolean): Play | undefined {
    const active: Trouble[] = [...this.on].map((id) => troubles[id])
    const present = active.filter(({ isForWritesOnly }) => isWrite || !isForWritesOnly)
    const [only] = present
    if (only === undefined) return undefined
    const plays =
      present.length === 1 ? Array.from({ length: only.alone }, () => only.play) : present.map(({ play }) => play)
    const kind = isWrite ? 'write' : 'other'
    const turn = this.turns[kind] % (plays.length + 1)
    this.turns[kind] += 1
    return plays[turn]
  }
}
