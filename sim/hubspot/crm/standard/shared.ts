import type { PropertyInput } from '../property'

/** HubSpot's own: as the API's definitions have it. */
export const own = (input: PropertyInput): PropertyInput => ({ hubspotDefined: true, ...input })

/** A property that HubSpot fills in. */
export const calculated = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, readOnly: true, calculated: true, formField: false, ...more, name })

/** Whom a record belongs to: an owner's id, and the options are not listed with the property. */
export const owner: PropertyInput = own({
  name: 'hubspot_owner_id',
  type: 'enumeration',
  externalOptions: true,
  referencedObjectType: 'OWNER',
  description: 'The owner of the record.',
  label: 'Owner',
})

/** What every record has, under the names that the kind of object has for the times. */
export function always(created: string, modified: string): PropertyInput[] {
  const time = { type: 'datetime', formField: false, readOnly: true }
  return [
    own({ name: 'hs_object_id', label: 'Record ID', type: 'number', readOnly: true, unique: true, formField: false }),
    own({ name: created, label: 'Create Date', ...time }),
    own({ name: modified, label: 'Last Modified Date', ...time }),
    own({
      name: 'hs_merged_object_ids',
      label: 'Merged record IDs',
      type: 'enumeration',
      fieldType: 'checkbox',
      readOnly: true,
      hidden: true,
    }),
    own({
      name: 'hs_coordinates',
      label: 'Coordinates',
      type: 'object_coordinates',
      fieldType: 'text',
      hidden: true,
      readOnly: true,
    }),
    own({ name: 'hs_unique_creation_key', label: 'Unique creation key', readOnly: true, unique: true, hidden: true }),
  ]
}

/** What HubSpot makes of a phone number; `kind` is `phone` or `mobile`. */
export function phoneFields(kind: 'phone' | 'mobile'): PropertyInput[] {
  const label = kind === 'phone' ? 'phone number' : 'mobile number'
  const name = `${kind}_number`
  return [
    calculated(`hs_searchable_calculated_${name}`, `Calculated ${label} without country code`),
    calculated(`hs_searchable_calculated_international_${name}`, `Calculated ${label} with country code`),
    calculated(`hs_calculated_${name}`, `Calculated ${label}`),
    calculated(`hs_calculated_${name}_country_code`, `Calculated country of the ${label}`),
  ]
}
