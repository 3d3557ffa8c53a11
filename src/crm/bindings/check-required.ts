import type { Binding } from '../../../definitions/actions/binding'
import type { Problem } from '../input/problem'
import type { Named } from '../write/resolve'
import type { Live } from './live'
import { inputsIn } from './placeholders'

/** What a new record needs, and nobody fills in. */
export function checkRequired(
  { object, fields }: Live,
  { operation, inputs }: Binding,
  named: readonly Named[],
): Problem[] {
  const given = (name: string) => named.find(({ definition }) => definition.name === name)
  const isSure = ({ text }: Named) => {
    const asked = new Set(inputsIn(text))
    return inputs.every((input) => !asked.has(input.name) || input.required !== false)
  }
  const needed = object.requiredFields.flatMap((name): Problem[] => {
    const label = fields.find((field) => field.name === name)?.label || name
    const one = given(name)
    const needs = `${object.labelPlural} need a value of ${name}.`
    if (one === undefined) return [{ field: 'set', label, problem: `${needs} Set it.` }]
    return isSure(one) ? [] : [{ field: one.field, label, problem: `${needs} Make its input required.` }]
  })
  if (object.path !== 'contacts') return needed
  const isAnySure = (names: readonly string[]) =>
    names.some((name) => named.some((one) => one.definition.name === name && isSure(one)))
  return [
    ...needed,
    ...(operation === 'create' && !isAnySure(identityFields) ? [noIdentity] : []),
    ...(isAnySure(nameFields) ? [] : [noName]),
  ]
}

/** By what contacts are known. */
export const identityFields = ['phone', 'email']
/** Of which HubSpot's guide to contacts demands one; its table of objects does not. */
const nameFields = ['email', 'firstname', 'lastname']

const noIdentity: Problem = {
  field: 'set',
  problem: 'Contacts need a phone number or an e-mail address. Set one of them, by an input that is required.',
  allowed: identityFields,
}

const noName: Problem = {
  field: 'set',
  problem: 'Contacts need an e-mail address, a first or a last name. Set one of them, by an input that is required.',
  allowed: nameFields,
}
