import type { Crm } from './crm'
import type { ObjectType, Property } from './model'
import { listedOptions } from './values'

/** A property definition as the API shows it. */
export function propertyBody(property: Property, createdAt: number) {
  const { name, label, type, fieldType, groupName, description, displayOrder, hidden, calculated, archived } = property
  const { unique, hubspotDefined, formField, externalOptions, referencedObjectType, dataSensitivity } = property
  const at = new Date(createdAt).toISOString()
  return {
    ...{ name, label, type, fieldType, groupName, description, displayOrder, hidden, calculated, archived },
    ...{ hubspotDefined, formField, externalOptions, dataSensitivity, hasUniqueValue: unique },
    ...(referencedObjectType === undefined ? {} : { referencedObjectType }),
    options: listedOptions(property),
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyValue: property.readOnly || calculated,
    },
    ...{ createdAt: at, updatedAt: at },
    ...(archived ? { archivedAt: at } : {}),
  }
}

export type Included = { properties: boolean; associations: boolean; audit: boolean }

/** The schema of a custom object as the API shows it. */
export function schemaBody(crm: Crm, type: ObjectType, included: Included) {
  const { name, labels, description, fullyQualifiedName, primaryDisplayProperty, archived } = type
  const { secondaryDisplayProperties, requiredProperties, searchableProperties } = type
  const at = new Date(type.createdAt).toISOString()
  const properties = [...type.properties.values()].filter(
    (it) => !it.archived && it.dataSensitivity === 'non_sensitive',
  )
  const ways = crm.associationTypes.filter(({ from, to }) => from === type.typeId || to === type.typeId)
  return {
    id: type.typeId.replace('2-', ''),
    objectTypeId: type.typeId,
    ...{ name, labels, description, fullyQualifiedName, primaryDisplayProperty, archived },
    ...{ secondaryDisplayProperties, requiredProperties, searchableProperties, allowsSensitiveProperties: true },
    properties: included.properties ? properties.map((it) => propertyBody(it, type.createdAt)) : [],
    associations: included.associations
      ? ways.map(({ id, from, to, label }) => ({
          ...{ id: String(id), fromObjectTypeId: from, toObjectTypeId: to },
          ...(label === undefined ? {} : { name: label }),
        }))
      : [],
    ...(included.audit ? { createdAt: at, updatedAt: at } : {}),
  }
}
