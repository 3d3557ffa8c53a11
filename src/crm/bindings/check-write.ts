import type { Binding } from '../../../definitions/actions/binding'
import { WrongInputError } from '../input/input'
import { type Fault, mostChoices, type Problem } from '../input/problem'
import { type FieldKind, kindOf } from '../schema/field-kinds'
import { findProperty } from '../schema/fields'
import { asKept } from '../write/named'
import { placeFor } from '../write/place'
import { type Given, type Named, nameAll } from '../write/resolve'
import { isReadOnly, valueFor } from '../write/value'
import { checkRequired, identityFields } from './check-required'
import type { Live } from './live'
import { filled, inputsIn } from './placeholders'
import { loosened, noneFits, waysToFill } from './samples'

/** Whether what a binding writes can be written, with inputs that fit. Links are looked at elsewhere. Pure. */

const idField = 'hs_object_id'

export function checkWrite(live: Live, binding: Binding): Problem[] {
  const { object, fields } = live
  const { operation, match = {}, set = {} } = binding
  const isUpdate = operation === 'update'
  const given: Given[] = [
    ...(isUpdate
      ? []
      : Object.entries(match).map(([property, text]) => ({ field: `match.${property}`, property, text }))),
    ...Object.entries(set).map(([property, text]) => ({ field: `set.${property}`, property, text })),
  ]
  const { named, problems } = nameAll(fields, given)
  const isPlace = ({ definition }: Named) => ['pipeline', 'stage'].includes(kindOf(object, definition))
  return [
    ...problems,
    ...checkMatch(live, binding),
    ...named.filter((one) => !isPlace(one)).flatMap((one) => checkValue(live, binding, one)),
    ...checkPlace(live, binding, named.filter(isPlace)),
    ...(isUpdate ? [] : checkRequired(live, binding, named)),
  ]
}

/** What names the record to update, or to be found, has to name one alone. */
function checkMatch({ object, fields }: Live, { operation, match = {} }: Binding): Problem[] {
  const names = Object.keys(match)
  if (operation === 'update') {
    if (names.length === 1 && names[0]?.toLowerCase() === idField) return []
    const problem = `An update names its record by its ID and nothing else: {"${idField}": "{{recordId}}"}, with an input of the type id.`
    return [{ field: 'match', problem, allowed: [idField] }]
  }
  const isContact = object.path === 'contacts'
  const keys = fields
    .filter((field) => !isReadOnly(field))
    .filter(({ name, hasUniqueValue }) => hasUniqueValue || (isContact && identityFields.includes(name)))
    .map(({ name }) => name)
  const wrong = names.flatMap((field): Problem[] => {
    const found = findProperty(fields, field)
    // What there is not is told elsewhere.
    if (!('property' in found) || keys.includes(found.property.name)) return []
    const problem = `Several ${object.labelPlural} can have the same value here, so none can be found by it. Use a field with unique values.`
    return [{ field: `match.${field}`, label: found.property.label, problem, allowed: keys.slice(0, mostChoices) }]
  })
  // Contacts are known by phone number and e-mail address together, too.
  const others = names.filter((name) => {
    const found = findProperty(fields, name)
    return !isContact || !('property' in found) || !identityFields.includes(found.property.name)
  })
  if (wrong.length > 0 || others.length <= 1) return wrong
  return [{ field: 'match', problem: 'These are several fields. Name the one by which the record is found.' }]
}

function checkValue(live: Live, { inputs }: Binding, one: Named): Problem[] {
  const { field, text, definition } = one
  const kind = kindOf(live.object, definition)
  const about = { kind, property: definition, choices: live.choices }
  let first: Fault | undefined
  for (const template of [text, loosened(text, inputs)]) {
    for (const way of waysToFill([template], inputs, about)) {
      const value = filled(template, way) ?? ''
      const fault = faultOf(live, { ...one, text: value }, inputsIn(template).length > 0)
      if (fault === undefined) return []
      first ??= fault
    }
  }
  if (first === undefined) return []
  const problem = inputsIn(text).length === 0 ? first.problem : `${first.problem} ${noneFits}`
  return [{ field, label: definition.label, ...first, problem }]
}

function faultOf({ object, choices, country }: Live, one: Named, isSample: boolean): Fault | undefined {
  const checked = valueFor(one.definition, one.text, choices)
  if (!('value' in checked)) return checked
  try {
    // A sample of a phone number is none.
    if (!isSample) asKept(object, one, country)
    return undefined
  } catch (error) {
    if (!(error instanceof WrongInputError)) throw error
    return { problem: `This ${error.problem}. Write it out, or let an input of that type stand here.` }
  }
}

/** Pipeline and stage belong together. */
function checkPlace(live: Live, { inputs }: Binding, placing: readonly Named[]): Problem[] {
  if (placing.length === 0) return []
  const { object, choices, place } = live
  const of = (kind: FieldKind) => placing.find(({ definition }) => kindOf(object, definition) === kind)
  const [pipeline, stage] = [of('pipeline'), of('stage')]
  const ways = ({ text, definition }: Named, kind: FieldKind) =>
    [text, loosened(text, inputs)].flatMap((template) =>
      waysToFill([template], inputs, { kind, property: definition, choices }).flatMap(
        (way) => filled(template, way) ?? [],
      ),
    )
  let first: Problem | undefined
  for (const pipelineText of pipeline === undefined ? [undefined] : ways(pipeline, 'pipeline')) {
    for (const stageText of stage === undefined ? [undefined] : ways(stage, 'stage')) {
      const placed = placeFor(choices.pipelines, { pipeline: pipelineText, stage: stageText }, place)
      if ('stageId' in placed) return []
      // A wrong default is the configuration's, and told when something is written.
      if ('ownersFault' in placed) return []
      const about = (placed.at === 'pipeline' ? pipeline : stage) ?? placing[0]
      first ??= { field: about?.field ?? placed.at, ...placed.fault }
    }
  }
  return first === undefined ? [] : [first]
}
