import type { Binding } from '../../../definitions/actions/binding'
import type { Property } from '../../hubspot/crm-schema'
import type { CrmObject } from '../schema/crm-object'
import { type FieldKind, kindOf } from '../schema/field-kinds'
import { wordsIn } from './tokens'

/** What a binding asks for when it is run, collected as it is drafted. */

type Input = Binding['inputs'][number]
export type Inputs = {
  /** The place of a field's value, as `{{name}}`. @param name that the goal gives. */
  forField(property: Property, name?: string): string
  /** The place of a record's ID. */
  forId(object: CrmObject, name?: string): string
  all(): Input[]
}

const types: Partial<Record<FieldKind, Input['type']>> = {
  ...{ phone: 'phone', number: 'number', date: 'date' },
  dateTime: 'dateTime',
  yesNo: 'yesNo',
}
const examples: Partial<Record<NonNullable<Input['type']>, string>> = {
  ...{ phone: '+12025550123', email: 'kim@example.com', number: '500', date: '2026-03-31' },
  ...{ dateTime: '2026-03-31T14:30:00Z', yesNo: 'true', id: '12345' },
}
const mostOptions = 8
const labelMax = 60

/** @param object that the binding is about. */
export function inputsFor(object: CrmObject): Inputs {
  const inputs: Input[] = []
  const keyed = new Map<string, string>()
  const add = (key: string, wanted: string, input: Omit<Input, 'name'>): string => {
    const before = keyed.get(key)
    if (before !== undefined) return `{{${before}}}`
    const taken = inputs.map(({ name }) => name)
    let name = wanted
    for (let more = 2; taken.includes(name); more += 1) name = `${wanted}${more}`
    keyed.set(key, name)
    const example = examples[input.type ?? 'text']
    inputs.push({ name, ...input, ...(example === undefined ? {} : { example }) })
    return `{{${name}}}`
  }
  return {
    forField(property, name) {
      const type = typeOf(object, property)
      const label = (property.label || property.name).slice(0, labelMax)
      const options = property.options.filter(({ hidden }) => !hidden).map((option) => option.label || option.value)
      const choice = options.length === 0 || type === 'yesNo' ? '' : ` One of: ${listed(options)}.`
      return add(`field:${property.name}`, name ?? nameOf(property), {
        description: `${label} of the ${object.label.toLowerCase()}.${choice || (format[type] ?? '')}`,
        type,
      })
    },
    forId(other, name) {
      const description = `ID of the ${other.label.toLowerCase()} in HubSpot, from an earlier answer.`
      return add(`id:${other.typeId}`, name ?? `${camel(wordsIn(other.label), 'record')}Id`, {
        description,
        type: 'id',
      })
    },
    all: () => inputs,
  }
}

const format: Partial<Record<NonNullable<Input['type']>, string>> = {
  ...{ phone: ' With + and the country code.', number: ' Digits with a decimal point.', date: ' As YYYY-MM-DD.' },
  ...{ dateTime: ' In ISO form, with a zone.', yesNo: ' true or false.' },
}

function listed(options: readonly string[]): string {
  const shown = options.slice(0, mostOptions).map((option) => option.slice(0, labelMax))
  return `${shown.join(', ')}${options.length > mostOptions ? ', …' : ''}`
}

function typeOf(object: CrmObject, property: Property): NonNullable<Input['type']> {
  const kind = kindOf(object, property)
  if (kind === 'text' && /e-?mail/i.test(`${property.name} ${property.label}`)) return 'email'
  if (kind === 'text' && property.fieldType === 'phonenumber') return 'phone'
  return types[kind] ?? 'text'
}

/** As people call it, where the internal name says the same without spaces; else by its internal name. */
function nameOf({ name, label }: Property): string {
  const bare = name.replace(/^(?:hs|hubspot)_(?:task_)?/, '')
  if (bare === 'timestamp') return camel(wordsIn(label), 'time')
  const byLabel = wordsIn(label)
  return camel(byLabel.join('') === bare.toLowerCase() ? byLabel : wordsIn(bare.replaceAll('_', ' ')), 'value')
}

/** Letters and digits, beginning with a letter. */
export function camel(words: readonly string[], otherwise: string): string {
  const [first = '', ...rest] = words.map((word) => word.replace(/[^a-z0-9]/g, '')).filter((word) => word !== '')
  const name = first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
  return /^[a-z]/.test(name) ? name.slice(0, 40) : otherwise
}
