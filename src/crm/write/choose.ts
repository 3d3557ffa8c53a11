import type { Owner, Property, PropertyOption } from '../../hubspot/crm-schema'
import { type Checked, named, withChoices } from '../input/problem'
import { ownerName } from '../records/shown'

/** Values that are one of several which an account has: options and owners, by label or value, in any case. */

/** So many options are chosen at once. */
const mostChosen = 1_000

/** An option's value; of a property with several, the options stand apart by `;` or `,`. */
export function chosenOption({ options, fieldType }: Property, text: string): Checked {
  const one = optionNamed(options, text)
  if ('value' in one || fieldType !== 'checkbox') return one
  const values: string[] = []
  const parts = new Set(text.split(/[;,]/).flatMap((part) => part.trim() || []))
  if (parts.size > mostChosen) return { problem: `These are more than ${mostChosen} options. Ask the user for fewer.` }
  for (const part of parts) {
    const chosen = optionNamed(options, part)
    if (!('value' in chosen)) return chosen
    values.push(chosen.value)
  }
  return { value: [...new Set(values)].join(';') }
}

function optionNamed(options: readonly PropertyOption[], text: string): Checked {
  // A value is unlike any other, so it wins over a label.
  const byValue = named(options, text, ({ value }) => [value])
  const found = byValue.length === 1 ? byValue : named(options, text, ({ label, value }) => [label, value])
  const [only] = found
  if (only !== undefined && found.length === 1) return { value: only.value }
  const choices = (found.length > 1 ? found : options.filter(({ hidden }) => !hidden)).map(({ label, value }) =>
    found.length > 1 ? `${label} (${value})` : label || value,
  )
  return found.length > 1
    ? withChoices('Several options are called so. Use the value that stands in brackets.', choices)
    : withChoices('There is no such option. Ask the user to choose one of these.', choices)
}

/** The ID of an owner, by ID, e-mail address or name. */
export function chosenOwner(owners: readonly Owner[], text: string): Checked {
  const present = owners.filter(({ archived }) => !archived)
  const byKey = named(present, text, ({ id, email }) => [id, email])
  const found = byKey.length > 0 ? byKey : named(present, text, (owner) => [ownerName(owner) ?? ''])
  const [only] = found
  if (only !== undefined && found.length === 1) return { value: only.id }
  const nameOf = (owner: Owner) => {
    const name = ownerName(owner)
    return name === undefined || name === owner.email ? owner.email || owner.id : `${name} (${owner.email || owner.id})`
  }
  return found.length > 1
    ? withChoices('Several owners are called so. Use what stands in brackets.', found.map(nameOf))
    : withChoices('There is no such owner. Use one of these, or leave it out.', present.map(nameOf))
}
