import type { Binding } from '../../../definitions/actions/binding'
import { textOf } from '../input/input'
import type { Problem } from '../input/problem'
import { inputValue } from './input-value'
import type { Values } from './placeholders'
import { typeOf } from './samples'

const missing = 'This input is missing. Ask the user for it; listBindings says what to give.'

/**
 * The inputs that a binding is run with, in the one way in which each is written; blank ones count as not given. What is
 * wrong is said by the inputs' names, without what was given. Pure.
 *
 * @param country of phone numbers without country code.
 */
export function readInputs(
  { inputs }: Binding,
  given: Readonly<Record<string, string>>,
  country: string | undefined,
): { values: Values } | { problems: Problem[] } {
  const names = inputs.map(({ name }) => name)
  const problems: Problem[] = []
  if (Object.keys(given).some((name) => !names.includes(name))) {
    problems.push({
      field: 'inputs',
      problem: 'One of these is no input of this binding. Give only those that it has.',
      allowed: names,
    })
  }
  const values = new Map<string, string>()
  for (const input of inputs) {
    const { name, required = true } = input
    const text = textOf(Object.hasOwn(given, name) ? given[name] : undefined)
    if (text === undefined) {
      if (required) problems.push({ field: name, problem: missing })
      continue
    }
    const checked = inputValue(typeOf(input), text, country)
    if ('value' in checked) values.set(name, checked.value)
    else problems.push({ field: name, ...checked })
  }
  return problems.length > 0 ? { problems } : { values }
}
