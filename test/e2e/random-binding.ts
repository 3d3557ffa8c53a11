import fc from '../property'
import { type Field, type FieldType, options, type RandomWorld, titleOf } from './binding-worlds'

/** Bindings as people and models may write them: most of them sensible, some broken somewhere. */

type InputType = 'text' | 'phone' | 'email' | 'number' | 'date' | 'dateTime' | 'yesNo' | 'id'
type RandomInput = { name: string; description: string; type: InputType; required: boolean }

export type RandomBinding = {
  binding: Record<string, unknown>
  /** What it is run with: values that fit the inputs' types. */
  values: Record<string, string>
  /** Whether these also suit what they stand in, so that nothing is left to be found out. */
  isSure: boolean
}

/** A text with what it asks for: `@` stands for the input's name. */
type Template = {
  text: string
  asks: { type: InputType; value: string; required: boolean } | undefined
  isSure: boolean
}

const good: Record<FieldType, readonly string[]> = {
  string: ['alpha', 'Beta', 'x1'],
  number: ['12', '-3.5', '2026'],
  date: ['2026-03-31', '2024-02-29'],
  datetime: ['2026-03-31T14:30:00Z', '2026-03-31'],
  bool: ['yes', 'false', 'True'],
  enumeration: Object.entries(options).flat(),
  several: Object.entries(options).flat(),
  phone_number: ['+4930901820'],
}
const bad = ['many things', '2026-02-30', '12,5', 'pink', 'x'.repeat(700)]
const suited: Record<FieldType, readonly InputType[]> = {
  string: ['text', 'phone', 'email', 'number', 'date', 'dateTime', 'yesNo', 'id'],
  number: ['number', 'id', 'text'],
  date: ['date', 'dateTime', 'text'],
  datetime: ['date', 'dateTime', 'text'],
  bool: ['yesNo', 'text'],
  enumeration: ['text'],
  several: ['text'],
  phone_number: ['phone', 'text'],
}
const typed: Record<Exclude<InputType, 'text'>, string> = {
  ...{ phone: '+49 (30) 901820', email: ' Kim@Example.com', number: '42', date: '2026-03-31' },
  ...{ dateTime: '2026-03-31T14:30', yesNo: 'Yes', id: '77' },
}
const anyType = fc.constantFrom<InputType>('text', 'phone', 'email', 'number', 'date', 'dateTime', 'yesNo', 'id')
const seldom = (often: number) => fc.integer({ min: 0, max: often }).map((dice) => dice === 0)

const constant = (text: string): Template => ({ text, asks: undefined, isSure: true })

function template(type: FieldType): fc.Arbitrary<Template> {
  const asking = (kind: InputType, text: string, isWhole: boolean) =>
    fc.record({ value: fc.constantFrom(...good[type]), isOptional: seldom(5) }).map(({ value, isOptional }) => ({
      text,
      asks: { type: kind, value: kind === 'text' ? value : typed[kind], required: !isOptional },
      isSure: kind !== 'text' || isWhole || type === 'string',
    }))
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...good[type]).map(constant) },
    { weight: 1, arbitrary: fc.constantFrom(...bad).map(constant) },
    { weight: 5, arbitrary: fc.constantFrom(...suited[type]).chain((kind) => asking(kind, '{{@}}', true)) },
    { weight: 1, arbitrary: anyType.chain((kind) => asking(kind, '{{@}}', true)) },
    { weight: 1, arbitrary: anyType.chain((kind) => asking(kind, 'No. {{ @ }}', false)) },
  )
}

const equal = ['is', 'isNot', 'isAnyOf', 'isNoneOf']
const known = ['isKnown', 'isUnknown']
const ordered = ['isBelow', 'isAbove', 'isBetween']
const operatorsFor: Record<FieldType, readonly string[]> = {
  string: [...equal, 'contains', 'startsWith', ...known],
  phone_number: [...equal, 'contains', 'startsWith', ...known],
  number: [...equal, ...ordered, ...known],
  date: ['is', ...ordered, ...known],
  datetime: ['is', ...ordered, ...known],
  bool: ['is', 'isNot', ...known],
  enumeration: [...equal, ...known],
  several: [...equal, ...known],
}
const anyOperator = [...new Set(Object.values(operatorsFor).flat())]

/** A part of a binding, with the templates in it, in order; `put` gets their texts. */
type Part<T> = { templates: Template[]; put(texts: string[]): T }

function condition(fields: readonly Field[]): fc.Arbitrary<Part<Record<string, unknown>>> {
  return fc.constantFrom(...fields).chain(({ name, type }) => {
    const operator = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...operatorsFor[type]) },
      { weight: 1, arbitrary: fc.constantFrom(...anyOperator) },
    )
    const field = fc.oneof(
      { weight: 15, arbitrary: fc.constant(name) },
      { weight: 1, arbitrary: fc.constant('nothing') },
    )
    return fc.record({ field, operator, one: template(type), other: template(type) }).map((drawn) => {
      const { field: called, operator: word, one, other } = drawn
      const about = { field: called, operator: word }
      if (word === 'isKnown' || word === 'isUnknown') return { templates: [], put: () => about }
      if (word === 'isBetween') {
        // Which of two comes first is not known of what is asked for.
        const either = [one, other].map((each) => ({ ...each, isSure: each.asks === undefined }))
        return { templates: either, put: ([from, to]) => ({ ...about, from, to }) }
      }
      if (word.startsWith('isAny') || word.startsWith('isNone')) {
        return { templates: [one, other], put: (values) => ({ ...about, values }) }
      }
      return { templates: [one], put: ([value]) => ({ ...about, value }) }
    })
  })
}

function values(fields: readonly Field[]): fc.Arbitrary<Part<Record<string, string>>> {
  return fc.subarray([...fields], { minLength: 1, maxLength: Math.min(3, fields.length) }).chain((chosen) =>
    fc.tuple(...chosen.map(({ type }) => template(type))).map((templates) => ({
      templates,
      put: (texts) => Object.fromEntries(chosen.map(({ name }, at) => [name, texts[at] ?? ''])),
    })),
  )
}

type Ids = { object: string; contactId: string; targetId: string }

/** What a binding is made of, before its inputs have names. */
type Draft = { parts: Record<string, Part<unknown>>; fixed: Record<string, unknown> }

function search(fields: readonly Field[], contactId: string): fc.Arbitrary<Draft> {
  const name = fc.constantFrom(...fields.map((field) => field.name))
  return fc
    .record({
      operation: fc.constantFrom('find', 'list', 'latest'),
      groups: fc.array(fc.array(condition(fields), { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
      sort: fc.array(name, { maxLength: 2 }),
      answer: fc.array(name, { maxLength: 3 }),
      link: fc.constantFrom('none', 'none', 'constant', 'input'),
    })
    .map(({ operation, groups, sort, answer, link }) => {
      const where: Part<unknown> = {
        templates: groups.flat().flatMap(({ templates }) => templates),
        put: (texts) => {
          let at = 0
          return groups.map((all) => ({
            all: all.map(({ templates, put }) => {
              at += templates.length
              return put(texts.slice(at - templates.length, at))
            }),
          }))
        },
      }
      return {
        parts: {
          ...(groups.length === 0 ? {} : { where }),
          ...(link === 'none'
            ? {}
            : { associatedWith: linked(link === 'input', contactId, (id) => ({ object: 'contacts', id })) }),
        },
        fixed: {
          ...{ operation, fields: answer },
          sort: sort.map((field, at) => ({ field, direction: at === 0 ? 'descending' : 'ascending' })),
        },
      }
    })
}

const linked = (isAsked: boolean, id: string, put: (id: string) => unknown): Part<unknown> => ({
  templates: [
    isAsked ? { text: '{{@}}', asks: { type: 'id', value: id, required: true }, isSure: true } : constant(id),
  ],
  put: ([text = '']) => put(text),
})

function write({ base, fields }: RandomWorld, { contactId, targetId }: Ids): fc.Arbitrary<Draft> {
  const unique = fields.find((field) => field.unique)
  const title = titleOf[base].name
  // Another record may have a unique value already, which is not the binding's fault.
  const free = fields.filter((field) => !field.readOnly && !field.unique)
  return fc
    .record({
      operation: fc.constantFrom('create', 'update', 'findOrCreate'),
      // Sometimes what cannot be written.
      set: fc.oneof(
        { weight: 9, arbitrary: values(free.length > 0 ? free : fields) },
        { weight: 1, arbitrary: values(fields.filter((field) => !field.unique)) },
      ),
      isTitled: seldom(7).map((isNot) => !isNot),
      isWrong: seldom(9),
      isLinked: fc.boolean(),
      isAsked: fc.boolean(),
    })
    .map(({ operation, set, isTitled, isWrong, isLinked, isAsked }) => {
      const isUpdate = operation === 'update'
      const titled = isTitled && !isUpdate ? { [title]: base === 'contacts' ? 'new@example.com' : 'New one' } : {}
      const key = isUpdate
        ? 'hs_object_id'
        : (unique?.name ?? (base === 'contacts' ? 'email' : (fields[0]?.name ?? '')))
      const matched: Part<unknown> = isUpdate
        ? linked(isAsked, targetId, (id) => ({ [key]: id }))
        : {
            templates: [],
            put: () => ({ [key]: base === 'contacts' && unique === undefined ? 'new@example.com' : 'key1' }),
          }
      return {
        parts: {
          set: {
            templates: set.templates,
            put: (texts) => ({ ...(operation === 'findOrCreate' && key === title ? {} : titled), ...set.put(texts) }),
          },
          ...(operation === 'create' && !isWrong ? {} : { match: matched }),
          ...(isLinked
            ? { associate: linked(isAsked, contactId, (id) => [{ object: isWrong ? 'nothing' : 'contacts', id }]) }
            : {}),
        },
        fixed: { operation },
      }
    })
}

/** A binding of a world, of which the object and two records are there. */
export function randomBinding(world: RandomWorld, ids: Ids): fc.Arbitrary<RandomBinding> {
  const { name, label } = titleOf[world.base]
  const title: Field = { name, label, type: 'string', readOnly: false, unique: false }
  const draft = fc.oneof(search([...world.fields, title], ids.contactId), write(world, ids))
  return fc
    .record({ draft, isLackingInput: seldom(15), isGiven: fc.boolean() })
    .map(({ draft: drawn, isLackingInput, isGiven }) => {
      const inputs: RandomInput[] = []
      const given: Record<string, string> = {}
      let isSure = true
      const texts = ({ templates }: Part<unknown>) =>
        templates.map(({ text, asks, isSure: isOne }) => {
          if (!isOne) isSure = false
          if (asks === undefined) return text
          const input = `in${inputs.length}`
          inputs.push({ name: input, description: 'Something.', type: asks.type, required: asks.required })
          if (asks.required || isGiven) given[input] = asks.value
          else isSure = false
          return text.replace('@', input)
        })
      const parts = Object.fromEntries(Object.entries(drawn.parts).map(([part, one]) => [part, one.put(texts(one))]))
      const binding = {
        ...{ name: 'random', description: 'Something.', object: ids.object, ...drawn.fixed, ...parts },
        inputs: isLackingInput ? inputs.slice(1) : inputs,
      }
      return { binding, values: given, isSure }
    })
}
