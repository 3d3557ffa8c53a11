import type { CrmSide } from '../../sim/hubspot'
import fc from '../property'

/** Accounts as they may be: objects of HubSpot's own and of the account, with fields of every type. */

export const fieldTypes = [
  'string',
  'number',
  'date',
  'datetime',
  'bool',
  'enumeration',
  'several',
  'phone_number',
] as const
export type FieldType = (typeof fieldTypes)[number]

export type Field = { name: string; label: string; type: FieldType; readOnly: boolean; unique: boolean }

/** What bindings are about: an object, with fields of its own besides those that it has anyway. */
export type RandomWorld = {
  base: 'custom' | 'contacts' | 'companies' | 'tickets' | 'deals'
  fields: readonly Field[]
  hasPipelines: boolean
}

export const options = { red: 'Red', dark_blue: 'Dark blue', GREEN: 'green' }

/** What there is without which no record of the object is made. */
export const titleOf = {
  custom: { name: 'title', label: 'Title' },
  contacts: { name: 'email', label: 'Email' },
  companies: { name: 'name', label: 'Company name' },
  tickets: { name: 'subject', label: 'Ticket name' },
  deals: { name: 'dealname', label: 'Deal Name' },
} as const

export const randomWorld: fc.Arbitrary<RandomWorld> = fc.record({
  base: fc.constantFrom('custom', 'custom', 'contacts', 'companies', 'tickets', 'deals'),
  fields: fc
    .array(
      fc.record({
        type: fc.constantFrom(...fieldTypes),
        readOnly: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
        unique: fc.boolean(),
        label: fc.constantFrom('Colour', 'Number of', 'Größe', 'Due'),
      }),
      { minLength: 4, maxLength: 8 },
    )
    .map((all) =>
      all.map((field, at) => ({
        ...field,
        name: `field_${at}`,
        // Some labels are those of several.
        label: at % 3 === 0 ? field.label : `${field.label} ${at}`,
        unique: field.unique && field.type === 'string' && !field.readOnly,
      })),
    ),
  hasPipelines: fc.boolean(),
})

const propertyOf = ({ name, label, type, readOnly, unique }: Field) => ({
  ...{ name, label, readOnly, unique, type: type === 'several' ? 'enumeration' : type },
  ...(type === 'several' ? { fieldType: 'checkbox' } : {}),
  ...(type === 'several' || type === 'enumeration'
    ? { options: Object.entries(options).map(([value, text]) => ({ value, label: text })) }
    : {}),
})

/** Makes it so. @returns the object's name, and IDs of a contact and of a record of the object that is linked to it. */
export function build(crm: CrmSide, { base, fields, hasPipelines }: RandomWorld) {
  crm.setSearchLag(0)
  const contact = crm.add('contacts', { email: 'kim@example.com', firstname: 'Kim' })
  if (base === 'custom') {
    crm.defineObject({
      ...{ name: 'thing', labels: { singular: 'Thing', plural: 'Things' }, primaryDisplayProperty: 'title' },
      properties: [{ name: 'title', label: 'Title' }, ...fields.map(propertyOf)],
      associatedObjects: ['contacts'],
      ...(hasPipelines ? { pipelines: [pipeline] } : {}),
    })
  } else {
    for (const field of fields) crm.defineProperty(base, propertyOf(field))
    if (hasPipelines && (base === 'tickets' || base === 'deals')) crm.definePipeline(base, pipeline)
  }
  const path = base === 'custom' ? 'p_thing' : base
  const place = { tickets: { hs_pipeline: '0', hs_pipeline_stage: '1' }, deals: dealPlace(crm) }
  const values = {
    [titleOf[base].name]: base === 'contacts' ? 'dana@example.com' : 'Something',
    ...(base === 'tickets' || base === 'deals' ? place[base] : {}),
    ...(base === 'custom' && hasPipelines ? { hs_pipeline: 'p1', hs_pipeline_stage: 's1' } : {}),
  }
  const target =
    base === 'contacts' ? contact : crm.add(path, values, { associate: [{ object: 'contacts', id: contact.id }] })
  return { object: base === 'custom' ? 'Thing' : base, path, contactId: contact.id, targetId: target.id }
}

function dealPlace(crm: CrmSide) {
  const [first] = crm.type('deals').pipelines
  const [stage] = first?.stages ?? []
  return { pipeline: first?.id ?? '', dealstage: stage?.id ?? '' }
}

const pipeline = {
  id: 'p1',
  label: 'Path',
  stages: [
    { id: 's1', label: 'Begun' },
    { id: 's2', label: 'Ended', closed: true },
  ],
}
