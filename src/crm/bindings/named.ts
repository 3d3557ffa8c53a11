import type { Binding } from '../../../definitions/actions/binding'
import type { Crm } from '../crm'
import { textOf, wrongInput } from '../input/input'
import { mostChoices } from '../input/problem'
import { allBindings, findBinding } from './store'

/** The binding of a name. @throws {RuntimeError} for none, with the names that there are. */
export async function bindingNamed(crm: Crm, given: string): Promise<Binding> {
  const name = textOf(given)
  if (name === undefined) throw nameMissing()
  const found = await findBinding(crm, name)
  if (found !== undefined) return found
  const names = (await allBindings(crm)).map((binding) => binding.name)
  if (names.length === 0) {
    throw wrongInput(
      'name',
      'is no binding, and there are none in this account',
      'Do not try again; use another action, or tell the user that this is not possible.',
    )
  }
  const shown = names.slice(0, mostChoices).join(', ')
  const more = names.length > mostChoices ? `, and ${names.length - mostChoices} more` : ''
  throw wrongInput('name', `is no binding. There are: ${shown}${more}`, 'Use one of these names.')
}

export const nameMissing = () => wrongInput('name', 'is missing', 'Give the name of a binding, as listBindings has it.')
