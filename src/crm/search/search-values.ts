import type { Owner, Pipeline, Property } from '../../hubspot/crm-schema'
import { type Fault, named, withChoices } from '../input/problem'
import { ownerName } from '../records/shown'
import type { FieldKind } from '../schema/field-kinds'
import { chosenOwner } from '../write/choose'

/** What values are compared with, as HubSpot keeps them. */
export type Choices = { pipelines: readonly Pipeline[]; owners: readonly Owner[] }

/** What a text can mean; several where people call several so, such as stages of two pipelines. */
export type Meant = { values: string[] } | Fault

/**
 * A value to search for, as HubSpot keeps it: options, owners, pipelines and stages by label or value, in any case. What is
 * wrong with it is said without the value, which may be somebody's own, and gets into logs with what is thrown.
 *
 * @param text not blank.
 */
export function meantBy(kind: FieldKind, property: Property, text: string, { pipelines, owners }: Choices): Meant {
  switch (kind) {
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(text)
        ? { values: [text] }
        : { problem: 'This value is no number. Use digits with a decimal point, for example 1234.5.' }
    case 'yesNo':
      return truth(property, text)
    case 'owner':
      return ownerMeant(owners, text)
    case 'pipeline':
      return oneOf(
        pipelines.map(({ id, label }) => ({ value: id, label })),
        text,
        'pipeline',
      )
    case 'stage': {
      const stages = pipelines.flatMap((pipeline) => pipeline.stages)
      return oneOf(
        stages.map(({ id, label }) => ({ value: id, label })),
        text,
        'stage',
      )
    }
    case 'choice':
    case 'multipleChoice':
      // Options that come from elsewhere are not listed.
      return property.options.length === 0 ? { values: [text] } : oneOf(property.options, text, 'option')
    default:
      return { values: [text] }
  }
}

type Choice = { value: string; label: string; hidden?: boolean }

function oneOf(choices: readonly Choice[], text: string, what: string): Meant {
  const byValue = choices.filter(({ value }) => value === text)
  const found = byValue.length > 0 ? byValue : named(choices, text, ({ label, value }) => [label, value])
  if (found.length > 0) return { values: [...new Set(found.map(({ value }) => value))] }
  const there = choices.filter(({ hidden }) => hidden !== true).map(({ label, value }) => label || value)
  return withChoices(`There is no such ${what}. Use one of these.`, [...new Set(there)])
}

function truth(property: Property, text: string): Meant {
  const small = text.toLowerCase()
  if (small === 'true' || small === 'yes') return { values: ['true'] }
  if (small === 'false' || small === 'no') return { values: ['false'] }
  const found = named(property.options, text, ({ label, value }) => [label, value])
  const [only] = found
  if (only !== undefined && found.length === 1) return { values: [only.value] }
  return { problem: 'This value is no yes or no.', allowed: ['true', 'false'] }
}

/** Who owns records may have left the account: an ID is taken as it is. */
function ownerMeant(owners: readonly Owner[], text: string): Meant {
  if (/^\d{1,20}$/.test(text)) return { values: [text] }
  if (owners.length === 0) {
    return { problem: 'Names of owners cannot be read with this connection. Use the ID of the owner, or leave it out.' }
  }
  const chosen = chosenOwner(owners, text)
  if ('value' in chosen) return { values: [chosen.value] }
  // What is thrown gets into logs, where no address may stand.
  const present = owners.filter(({ archived }) => !archived).map((owner) => ownerName({ ...owner, email: '' }))
  const names = [...new Set(present.flatMap((name) => name ?? []))]
  return withChoices(
    'This is no owner, or the name of several. Use a name of these, an e-mail address, or an ID.',
    names,
  )
}
