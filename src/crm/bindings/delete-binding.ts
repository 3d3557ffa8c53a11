import type { Crm } from '../crm'
import { textOf } from '../input/input'
import { parsedInput } from '../input/parsed-input'
import { assertAuthoring } from './authoring'
import { nameMissing } from './named'
import { dropBinding } from './store'

/** Deletes a binding. @throws {RuntimeError} where authoring is switched off. */
export async function deleteBinding(crm: Crm, given: unknown): Promise<{ deleted: boolean }> {
  assertAuthoring(crm)
  const { deleteBinding: definition } = await import('../../../definitions/actions/delete-binding')
  const name = textOf(parsedInput(definition.input.schema, given).name)
  if (name === undefined) throw nameMissing()
  return { deleted: await dropBinding(crm, name) }
}
