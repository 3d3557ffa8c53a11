import { type CrmRecord, readRecord } from '../../hubspot/records'
import type { CrmAction } from '../action-scopes'
import type { Crm } from '../crm'
import { assertWrites, type GateInput } from '../gate/gate'
import { assertVerified } from '../identity/verification'
import { wrongInput } from '../input/input'
import { showerFor } from '../records/shown'
import { titledBy, titleOf } from '../records/shown-records'
import { type CrmObject, inSentence } from '../schema/crm-object'
import { change } from './change'
import { changesOf, type GivenChanges } from './changes'
import { inOneLine } from './say'
import { write } from './write'
import { invalid, type WriteResult } from './write-result'

type Input = GateInput & { verification?: string | undefined }

/** A record, and how it is to be changed. */
export type Update = GivenChanges & {
  action: CrmAction
  object: CrmObject
  id: string
  /** Input that the ID was given by. */
  idField: string
}

/**
 * Changes a record, for a user who has shown to be the contact that it is, or one that it is associated with.
 *
 * @throws as `write` and `assertVerified`.
 */
export async function updateRecord(crm: Crm, input: Input, update: Update): Promise<WriteResult> {
  const { action, object, id, idField } = update
  assertWrites(crm)
  if (!object.isReadable) {
    const problem = `names ${object.labelPlural}, which this bot can create but not change`
    throw wrongInput('object', problem, 'Do not try again; tell the user that this is not possible.')
  }
  await assertVerified(crm, input, { object, id })
  const current = await currentRecord(crm, object, id)
  if (current === undefined) {
    return invalid([{ field: idField, problem: 'HubSpot has no such record. Look it up again.' }])
  }
  // One that was merged is another record now: whoever the old one belonged to need not have the new one.
  if (current.id !== id) await assertVerified(crm, input, { object, id: current.id })
  const title = titleOf(object, await showerFor(crm, object.path, titledBy(object)), current)
  return await write(crm, input, {
    ...{ action, object, id: current.id },
    asks: `change the ${inSentence(object)} "${inOneLine(title)}"`,
    does: `change the ${inSentence(object)}`,
    prepare: () => changesOf(crm, object, current, update),
    keys: [`${crm.portalId}:${object.path}:${current.id}`],
    carryOut: (prepared, send) => change(crm, object, current, prepared, send),
  })
}

/** Its title, and where it is in its pipeline. */
async function currentRecord(crm: Crm, object: CrmObject, id: string): Promise<CrmRecord | undefined> {
  const places = [object.pipelineField, object.stageField].flatMap((name) => name ?? [])
  const properties = [...new Set([...titledBy(object), ...places])]
  const found = await readRecord(crm.caller, object.path, id, { properties }, crm.deadline)
  return found === undefined || found.archived ? undefined : found
}
