import type { Crm } from '../crm'
import type { GateInput } from '../gate/gate'
import { idOf, wrongInput } from '../input/input'
import { ownObject } from '../schema/objects'
import { givenFrom } from './given'
import { updateRecord } from './update-record'
import type { WriteResult } from './write-result'

type Input = GateInput & {
  contactId: string
  changes: Record<string, string>
  verification?: string | undefined
}

/** Changes a contact who has shown to be that contact. @throws as `updateRecord`. */
export async function updateContact(crm: Crm, input: Input): Promise<WriteResult> {
  const id = idOf('contactId', input.contactId)
  if (id === undefined) throw wrongInput('contactId', 'is missing', 'Find the contact first, and give its ID.')
  return await updateRecord(crm, input, {
    ...{ action: 'updateContact', object: ownObject(crm, 'contacts'), id, idField: 'contactId' },
    ...{ given: givenFrom([], input.changes, 'changes'), valuesField: 'changes', associate: [] },
  })
}
