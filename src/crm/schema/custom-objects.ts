import QuickLRU from 'quick-lru'
import { isRefusal } from '../../../core/desk'
import { type CustomObject, listCustomObjects } from '../../hubspot/custom-objects'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { grantedScopes, isGranted } from '../granted'
import type { CrmObject } from './crm-object'

/** The objects that the account defined. */
export type CustomObjects =
  | { objects: readonly CrmObject[] }
  /** None can be known, and why. */
  | { objects: readonly never[]; missing: 'scope' | 'refused' }

const cache = new QuickLRU<string, Promise<CustomObject[]>>({ maxSize: 300, maxAge: timing.schemaTrust })

/** Each of these lets read the definitions. */
const scopes = ['crm.schemas.custom.read', 'crm.objects.custom.read']

/**
 * Reads what the account defined, and remembers it for some minutes. Most accounts have none, and not to be allowed to know
 * is no fault as long as nobody asks for one.
 *
 * @throws a passing fault.
 */
export async function customObjectsOf(crm: Crm): Promise<CustomObjects> {
  if (!isGranted(await grantedScopes(crm), scopes)) return { objects: [], missing: 'scope' }
  const name = `${crm.installation.key}:${crm.portalId}`
  const known = cache.get(name)
  const reading = known ?? listCustomObjects(crm.caller, crm.deadline)
  if (known === undefined) {
    cache.set(name, reading)
    // What is refused today may be granted in a minute.
    reading.catch(() => cache.delete(name))
  }
  try {
    return { objects: (await reading).map(asObject) }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { objects: [], missing: 'refused' }
  }
}

function asObject(custom: CustomObject): CrmObject {
  const { name, objectTypeId: typeId, labels, fullyQualifiedName, associations } = custom
  const primaryField = custom.primaryDisplayProperty || 'hs_object_id'
  const others = associations.flatMap(({ fromObjectTypeId, toObjectTypeId }) => [fromObjectTypeId, toObjectTypeId])
  return {
    name,
    // Its name alone is none in a path.
    path: typeId,
    typeId,
    label: labels.singular || name,
    labelPlural: labels.plural || labels.singular || name,
    isCustom: true,
    filterName: undefined,
    aliases: [fullyQualifiedName, `p_${name}`].map((alias) => alias.toLowerCase()).filter((alias) => alias !== ''),
    primaryField,
    ...{ titleFields: [primaryField], otherTitleFields: [] },
    usualFields: [...new Set([primaryField, ...custom.secondaryDisplayProperties])],
    requiredFields: custom.requiredProperties,
    searchedFields: custom.searchableProperties,
    createdField: 'hs_createdate',
    pipelineField: 'hs_pipeline',
    stageField: 'hs_pipeline_stage',
    readScopes: ['crm.objects.custom.read'],
    writeScopes: ['crm.objects.custom.write'],
    isReadable: true,
    associatedTypeIds: [...new Set(others)].filter((other) => other !== typeId),
  }
}
