import type { Option, Property } from './model'

export type OptionInput = string | { label: string; value: string; hidden?: boolean; description?: string }

/** A property as one defines it; what is left out is as HubSpot's defaults are. */
export type PropertyInput = Partial<Omit<Property, 'name' | 'options'>> & {
  name: string
  /** A text stands for an option whose value is its label. */
  options?: OptionInput[]
}

/** A definition with everything that was left out; a string property with the name as its label, in words. */
export function property({ options = [], ...input }: PropertyInput): Property {
  const type = input.type ?? 'string'
  return {
    label: inWords(input.name),
    fieldType: fieldTypes[type] ?? 'text',
    groupName: 'information',
    description: '',
    displayOrder: -1,
    hidden: false,
    calculated: false,
    readOnly: input.calculated ?? false,
    unique: false,
    hubspotDefined: false,
    formField: true,
    externalOptions: false,
    referencedObjectType: undefined,
    dataSensitivity: 'non_sensitive',
    required: false,
    archived: false,
    ...input,
    type,
    options: (type === 'bool' && options.length === 0 ? yesAndNo : options).map(option),
  }
}

const fieldTypes: Record<string, string> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
  phone_number: 'phonenumber',
}

const yesAndNo = [
  { label: 'Yes', value: 'true' },
  { label: 'No', value: 'false' },
]

/** An option with its place among the others. */
export function option(input: OptionInput, displayOrder: number): Option {
  const given = typeof input === 'string' ? { label: input, value: input } : input
  return { hidden: false, displayOrder, ...given }
}

/** Options as `value: label`. */
export const labelled = (labels: Record<string, string>): OptionInput[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

function inWords(name: string): string {
  const words = name.replace(/^hs_/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
