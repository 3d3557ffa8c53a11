import type { Binding } from '../../../definitions/actions/binding'
import { mostChoices, type Problem } from '../input/problem'
import { type BindingInput, inputValue, isId, noId } from './input-value'
import { hasStrayBraces, inputsIn, isOpen } from './placeholders'
import { fixedPlaces, openPlaces } from './places'
import { typeOf } from './samples'

/** What can be said of a binding without knowing the account: its name, its inputs, and what belongs to what it does. Pure. */

const mostInputs = 10
const isName = (text: string) => /^[A-Za-z0-9]\w{0,59}$/.test(text)
const noName = 'This is no name. Use letters, digits and _, at most 60, and begin with a letter or a digit.'

/** @param country of phone numbers without country code. */
export function checkForm(binding: Binding, country: string | undefined): Problem[] {
  const { name, description } = binding
  return [
    ...(isName(name) ? [] : [{ field: 'name', problem: noName }]),
    ...(description === ''
      ? [{ field: 'description', problem: 'This is empty. Say in a sentence what it is for.' }]
      : []),
    ...checkParts(binding),
    ...checkInputs(binding, country),
    ...checkPlaceholders(binding),
    ...checkIds(binding),
    ...checkNeeded(binding),
  ]
}

type Operation = Binding['operation']
type Part = Exclude<keyof Binding, 'name' | 'description' | 'operation' | 'object' | 'inputs'>

const searching: readonly Part[] = ['where', 'associatedWith', 'sort', 'fields']

/** What belongs to an operation. */
const partsOf: Readonly<Record<Operation, readonly Part[]>> = {
  find: [...searching, 'limit'],
  list: [...searching, 'limit'],
  latest: searching,
  create: ['set', 'associate'],
  update: ['match', 'set', 'associate'],
  findOrCreate: ['match', 'set', 'associate'],
}

/** Of these it needs one. */
const neededOf: Readonly<Record<Operation, readonly (readonly Part[])[]>> = {
  find: [['where', 'associatedWith']],
  list: [],
  latest: [],
  create: [['set']],
  update: [['match'], ['set', 'associate']],
  findOrCreate: [['match']],
}

const parts: readonly Part[] = ['where', 'match', 'set', 'associate', 'associatedWith', 'sort', 'fields', 'limit']

function checkParts(binding: Binding): Problem[] {
  const { operation } = binding
  const strange = parts.filter((part) => binding[part] !== undefined && !partsOf[operation].includes(part))
  const missing = neededOf[operation].filter((any) => any.every((part) => binding[part] === undefined))
  return [
    ...strange.map((field) => ({
      field,
      problem: `This does not belong to the operation ${operation}. Leave it out; these do.`,
      allowed: [...partsOf[operation]],
    })),
    ...missing.map((any) => ({
      field: any.join(' or '),
      problem: `The operation ${operation} needs this. Give it.`,
    })),
  ]
}

function checkInputs(binding: Binding, country: string | undefined): Problem[] {
  const { inputs } = binding
  const used = new Set(openPlaces(binding).flatMap(({ text }) => inputsIn(text)))
  const seen = new Set<string>()
  const problems: Problem[] = []
  if (inputs.length > mostInputs) {
    problems.push({ field: 'inputs', problem: `These are more than ${mostInputs} inputs. Use fewer.` })
  }
  inputs.forEach((input, at) => {
    const tell = (part: keyof BindingInput, problem: string) =>
      problems.push({ field: `inputs.${at}.${part}`, problem })
    const { name, description, example } = input
    if (!isName(name)) tell('name', noName)
    if (seen.has(name.toLowerCase())) tell('name', 'Another input is called so. Give each a name of its own.')
    seen.add(name.toLowerCase())
    if (description === '') tell('description', 'This is empty. Say what to give, with format and example.')
    if (isName(name) && !used.has(name)) {
      tell(
        'name',
        `No value and no ID asks for this input. Write {{${name}}} where it belongs, or leave the input out.`,
      )
    }
    const checked = example === undefined ? undefined : inputValue(typeOf(input), example, country)
    if (checked !== undefined && !('value' in checked))
      tell('example', `This does not fit the type of the input. ${checked.problem}`)
  })
  return problems
}

function checkPlaceholders(binding: Binding): Problem[] {
  const names = binding.inputs.map(({ name }) => name)
  const allowed = names.slice(0, mostChoices)
  const unknown = openPlaces(binding).flatMap(({ at, text }): Problem[] => {
    if (hasStrayBraces(text)) {
      return [{ field: at, problem: 'Braces stand here that belong to no input. Write an input as {{name}}.' }]
    }
    if (inputsIn(text).every((name) => names.includes(name))) return []
    const problem = 'This asks for an input that "inputs" does not have. Add it there, or use one of these.'
    return [{ field: at, problem, ...(allowed.length === 0 ? {} : { allowed }) }]
  })
  const misplaced = fixedPlaces(binding).filter(({ text }) => isOpen(text))
  return [
    ...unknown,
    ...misplaced.map(({ at }) => ({
      field: at,
      problem: 'An input may stand in values and IDs only, not here. Write out what is meant.',
    })),
  ]
}

/** IDs are digits, or what an input of that kind holds. */
function checkIds({ associate = [], associatedWith, match = {}, operation, inputs }: Binding): Problem[] {
  const ids = [
    ...associate.map(({ id }, at) => ({ field: `associate.${at}.id`, id })),
    ...(associatedWith === undefined ? [] : [{ field: 'associatedWith.id', id: associatedWith.id }]),
    ...(operation === 'update' ? Object.entries(match).map(([name, id]) => ({ field: `match.${name}`, id })) : []),
  ]
  return ids.flatMap(({ field, id }): Problem[] => {
    if (isId(id)) return []
    if (!isOpen(id)) return [{ field, ...noId }]
    const [only, ...others] = inputsIn(id)
    const input = inputs.find(({ name }) => name === only)
    // What is wrong with an input that there is not is told elsewhere.
    if (input === undefined) return []
    const isWhole = others.length === 0 && /^\{\{[^{}]*\}\}$/.test(id)
    if (isWhole && ['id', 'text', 'number'].includes(typeOf(input))) return []
    return [{ field, problem: `This has to be one input alone, of the type id, for example {{${input.name}}}.` }]
  })
}

/** Without these, other records than those meant would be found or written. */
function checkNeeded({ associatedWith, match = {}, inputs }: Binding): Problem[] {
  const texts = [...(associatedWith === undefined ? [] : [associatedWith.id]), ...Object.values(match)]
  const asked = new Set(texts.flatMap(inputsIn))
  return inputs.flatMap(({ name, required }, at) =>
    required === false && asked.has(name)
      ? [
          {
            field: `inputs.${at}.required`,
            problem: 'This input says which records are meant, so it has to be required. Leave "required" out.',
          },
        ]
      : [],
  )
}
