import { isRefusal } from '../../../core/desk'
import { shorten } from '../../../core/messages/split-text'
import type { Owner, Pipeline, Property } from '../../hubspot/crm-schema'
import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { ownersOf, pipelinesOf, propertiesOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'
import { objectAt } from '../schema/objects'
import { isHidden } from '../schema/visible'

/** Values of records as people read them in HubSpot: labels in place of internal values, times in ISO. */
export type Shower = {
  /** One value; undefined when it is empty. */
  value(record: CrmRecord, property: string): string | undefined
  /** Those of several properties that are filled. */
  values(record: CrmRecord, properties: readonly string[]): Record<string, string>
}

/** Longest value that is shown, in UTF-16 units: answers have to be small enough for a model. */
const valueMax = 600

/**
 * What the configuration hides is shown as empty.
 *
 * @param type as in paths.
 * @param properties whose values are to be shown: what they need is read, where it is not known yet.
 * @param isKept which of them are not shown.
 */
export async function showerFor(
  crm: Crm,
  type: string,
  properties: readonly string[],
  isKept: typeof isHidden = isHidden,
): Promise<Shower> {
  const object = await objectAt(crm, type)
  const definitions = new Map((await propertiesOf(crm, type)).map((property) => [property.name, property]))
  const asked = properties.flatMap((name) => definitions.get(name) ?? [])
  const places = object ?? unknownPlaces
  const [owners, pipelines] = await Promise.all([
    asked.some(isOfOwner) ? ownersIfAllowed(crm) : [],
    properties.some((name) => isOfPlace(places, name)) ? pipelinesOf(crm, type) : [],
  ])
  const value = (record: CrmRecord, name: string) => {
    const raw = record.properties[name]
    if (raw === null || raw === undefined || raw === '') return undefined
    if (object !== undefined && isKept(crm, object, name)) return undefined
    return shorten(shown(raw, name, { places, property: definitions.get(name), owners, pipelines }), valueMax)
  }
  return {
    value,
    values: (record, names) =>
      Object.fromEntries(
        names.flatMap((name) => {
          const text = value(record, name)
          return text === undefined ? [] : [[name, text]]
        }),
      ),
  }
}

/** Records are worth reading without the names of their owners, for which there is a scope of its own. */
async function ownersIfAllowed(crm: Crm): Promise<Owner[]> {
  try {
    return await ownersOf(crm)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return []
  }
}

/** Whether a property holds the ID of an owner. */
export const isOfOwner = ({ name, referencedObjectType }: Property) =>
  referencedObjectType === 'OWNER' || name === 'hubspot_owner_id'

type Places = Pick<CrmObject, 'pipelineField' | 'stageField'>

/** Of an object whose definition cannot be read: as all have it but deals. */
const unknownPlaces: Places = { pipelineField: 'hs_pipeline', stageField: 'hs_pipeline_stage' }

const isOfPlace = ({ pipelineField, stageField }: Places, name: string) => name === pipelineField || name === stageField

type Known = { places: Places; property: Property | undefined; owners: Owner[]; pipelines: Pipeline[] }

function shown(raw: string, name: string, { places, property, owners, pipelines }: Known): string {
  if (name === places.pipelineField) return pipelines.find(({ id }) => id === raw)?.label ?? raw
  if (name === places.stageField) {
    return pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === raw)?.label ?? raw
  }
  if (property === undefined) return raw
  if (isOfOwner(property)) return ownerName(owners.find(({ id }) => id === raw)) ?? raw
  if (property.type === 'date' || property.type === 'datetime') return timeText(raw, property.type)
  if (property.options.length === 0) return raw
  const label = (value: string) => property.options.find((option) => option.value === value)?.label || value
  // Several chosen values are one text.
  return raw
    .split(';')
    .filter((value) => value !== '')
    .map(label)
    .join(', ')
}

/** How an owner is called; undefined for none, and for one without name and address. */
export function ownerName(owner: Owner | undefined): string | undefined {
  if (owner === undefined) return undefined
  return [owner.firstName, owner.lastName].join(' ').trim() || owner.email || undefined
}

/** ISO in UTC, as HubSpot's own can be in epoch ms. */
function timeText(raw: string, type: 'date' | 'datetime'): string {
  const time = /^-?\d{10,}$/.test(raw) ? new Date(Number(raw)) : new Date(raw)
  if (Number.isNaN(time.getTime())) return raw
  return type === 'date' ? time.toISOString().slice(0, 10) : time.toISOString()
}
