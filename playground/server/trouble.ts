import type { Faults } from '../../sim/http/faults'
import type { BreakageId } from '../protocol'
import { beyondThePage } from './beyond-the-page'
import type { Trouble } from './desk'

/**
 * What is wrong with a desk: of all the troubles that are on, each takes its turn, then one call passes. Laid over each
 * other they would let so few calls pass that nothing could come through.
 */
export class Troubles {
  private readonly on = new Map<BreakageId, Trouble>()
  private readonly turns = { write: 0, other: 0 }

  constructor(faults: Pick<Faults, 'addCycle'>) {
    faults.addCycle({ path: beyondThePage, next: (method) => this.next(method === 'POST') })
  }

  /** Whether there is more than one. */
  get isShared(): boolean {
    return this.on.size > 1
  }

  /** Returns the function that turns it off again. */
  turnOn(id: BreakageId, trouble: Trouble): () => void {
    this.on.set(id, trouble)
    return () => this.on.delete(id)
  }

  private next(isWrite: boolean): Trouble['play'] | undefined {
    const present = [...this.on.values()].filter(({ isForWritesOnly }) => isWrite || !isForWritesOnly)
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
