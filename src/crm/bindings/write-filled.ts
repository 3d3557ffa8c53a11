import type { Binding } from '../../../definitions/actions/binding'
import type { Crm } from '../crm'
import type { GateInput } from '../gate/gate'
import { invalid, type WriteResult } from '../write/write-result'

/** Writes what a binding says. @throws as `writeRecord`. */
export async function writeFilled(_crm: Crm, _binding: Binding, _input: GateInput): Promise<WriteResult> {
  return invalid([])
}
