import type { RecordRef } from '../../crm-protocol'
import { recordAt } from '../../record-at'

/** The records whose addresses stand in an answer, each once, in the order in which they come. */
export function recordsIn(answer: unknown): RecordRef[] {
  const found = new Map<string, RecordRef>()
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      const ref = recordAt(value)
      if (ref) found.set(`${ref.typeId}/${ref.id}`, ref)
    } else if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) look(inner)
    }
  }
  look(answer)
  return [...found.values()]
}
