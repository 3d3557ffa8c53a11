import type { Property } from '../../hubspot/crm-schema'
import type { Crm } from '../crm'
import { wrongInput } from '../input/input'
import { propertiesOf } from './account-schema'
import { type CrmObject, isNamed } from './crm-object'

/** Whether the configuration keeps a field from the bot; also one that users are asked about, to know them by. */
export function isHidden(crm: Crm, object: CrmObject, field: string): boolean {
  return isIdentityField(crm, object, field) || isHiddenInCreate(crm, object, field)
}

/** The same, for a new record: what users say of themselves may be written down then. */
export function isHiddenInCreate({ installation }: Crm, object: CrmObject, field: string): boolean {
  const small = field.toLowerCase()
  return installation.settings.crm.hiddenFields.some(
    (hidden) => hidden.field === small && isNamed(object, hidden.object),
  )
}

function isIdentityField({ installation }: Crm, object: CrmObject, field: string): boolean {
  const { way, fields } = installation.settings.identity
  return way === 'answers' && object.path === 'contacts' && fields.includes(field.toLowerCase())
}

/** The fields of an object that the bot may know of: none that is sensitive, and none that the configuration hides. */
export async function fieldsOf(crm: Crm, object: CrmObject): Promise<Property[]> {
  const properties = await propertiesOf(crm, object.path)
  return properties.filter(({ name }) => !isHidden(crm, object, name))
}

/** The fields that the bot may write in a new record, or in one that is there. */
export async function writableFieldsOf(
  crm: Crm,
  object: CrmObject,
  operation: 'create' | 'update',
): Promise<Property[]> {
  if (operation === 'update') return fieldsOf(crm, object)
  const properties = await propertiesOf(crm, object.path)
  return properties.filter(({ name }) => !isHiddenInCreate(crm, object, name))
}

/**
 * What is found by a field tells what stands in it, so none that is hidden is looked in.
 *
 * @param input that is given, by its name.
 * @throws {RuntimeError} that names the input.
 */
export function assertVisible(crm: Crm, object: CrmObject, input: string, fields: readonly string[]): void {
  if (!fields.some((field) => isHidden(crm, object, field))) return
  const problem = `looks in a field of ${object.labelPlural} that is kept from this bot ("Hidden CRM fields", "Identity fields")`
  throw wrongInput(
    input,
    problem,
    'Do not try it again; look by something else, or tell the user that it is not possible.',
  )
}

/** HubSpot chooses where it looks for a text; where that is not known, nothing may be hidden. */
export function assertTextVisible(crm: Crm, object: CrmObject, input: string): void {
  const { hiddenFields } = crm.installation.settings.crm
  const known = object.searchedFields
  const hidden = hiddenFields.filter((field) => isNamed(object, field.object)).map(({ field }) => field)
  assertVisible(crm, object, input, known.length === 0 ? hidden : known)
}
