import type { Owner, Pipeline, Property } from '../../../src/hubspot/crm-schema'

/** A property as it is read from HubSpot, but for what a test is about. */
export const property = (change: Partial<Property> = {}): Property => ({
  name: 'some_field',
  label: change.name ?? 'Some field',
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
  dataSensitivity: '',
  ...change,
})

/** Options by value and label. */
export const options = (labels: Record<string, string>): Property['options'] =>
  Object.entries(labels).map(([value, label]) => ({ value, label, hidden: false, description: '' }))

export const owner = (id: string, firstName: string, lastName: string, email: string): Owner => ({
  id,
  firstName,
  lastName,
  email,
  type: 'PERSON',
  archived: false,
})

/** @param stages by ID: the label, with a `!` in front where what is in it is closed. */
export const pipeline = (id: string, label: string, stages: Record<string, string>): Pipeline => ({
  id,
  label,
  displayOrder: 0,
  archived: false,
  stages: Object.entries(stages).map(([stageId, name]) => ({
    id: stageId,
    label: name.replace('!', ''),
    displayOrder: 0,
    archived: false,
    metadata: { ticketState: name.startsWith('!') ? 'CLOSED' : 'OPEN' },
  })),
})
