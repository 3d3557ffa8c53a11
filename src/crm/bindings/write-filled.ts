import type { Binding } from '../../../definitions/actions/binding'
import type { Crm } from '../crm'
import type { GateInput } from '../gate/gate'
import { writeRecord } from '../write/write-record'
import { invalid, type WriteResult } from '../write/write-result'

type Input = GateInput & { verification?: string | undefined }

/** Writes what a binding says, with its inputs put in. @throws as `writeRecord`. */
export async function writeFilled(crm: Crm, binding: Binding, input: Input): Promise<WriteResult> {
  const { operation, object, match, set = {}, associate = [] } = binding
  if (operation === 'update' && Object.keys(set).length + associate.length === 0) {
    return invalid([nothingToWrite])
  }
  const { conversationId, messageId, confirmation, verification } = input
  const gate = { conversationId, messageId, confirmation, verification }
  return await writeRecord(crm, { operation, object, match, set, associate, ...gate }, 'runBinding')
}

const nothingToWrite = {
  field: 'inputs',
  problem: 'None of the inputs that say what to write was given. Ask the user for one of them at least.',
}
