import type { Property } from '../../../src/hubspot/crm-schema'

/** A property as it is read from HubSpot. */
export const property = (changes: Partial<Property> & Pick<Property, 'name'>): Property => ({
  label: changes.name,
  description: '',
  type: 'string',
  fieldType: 'text',
  options: [],
  externalOptions: false,
  referencedObjectType: '',
  calculated: false,
  hidden: false,
  archived: false,
  hasUniqueValue: false,
  modificationMetadata: { readOnlyValue: false },
  dataSensitivity: 'non_sensitive',
  ...changes,
})

/** Options by value and label. */
export const options = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label, hidden: false, description: '' }))
