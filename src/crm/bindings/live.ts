import type { Binding } from '../../../definitions/actions/binding'
import type { Property } from '../../hubspot/crm-schema'
import type { DefaultPlace } from '../../installation/settings'
import { explainLack } from '../action-scopes'
import type { Crm } from '../crm'
import { grantedScopes, isGranted } from '../granted'
import { WrongInputError } from '../input/input'
import type { Problem } from '../input/problem'
import { isOfOwner } from '../records/shown'
import { ownersOf, pipelinesOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'
import { findProperty } from '../schema/fields'
import { objectNamed } from '../schema/objects'
import { fieldsOf } from '../schema/visible'
import type { Choices } from '../search/search-values'
import { defaultsFor } from '../write/resolve'
import { conditionsOf } from './places'

/** What of the account a binding is checked against. */
export type Live = {
  object: CrmObject
  /** Those that the bot may know of. */
  fields: readonly Property[]
  choices: Choices
  /** The object of `associatedWith`. */
  other: CrmObject | undefined
  /** Where something new goes. */
  place: DefaultPlace
  /** Of phone numbers without country code. */
  country: string | undefined
  /** Epoch ms. */
  now: number
}

/**
 * Reads, or remembers, what a binding is about; what of it is not there, not allowed, or not granted is a problem.
 *
 * @throws what HubSpot says when it does not answer, or to whoever may not read owners.
 */
export async function readLive(crm: Crm, binding: Binding): Promise<{ live: Live } | { problems: Problem[] }> {
  const named = await objectFor(crm, binding.object, 'object', ...purposesOf(binding))
  const other = await (binding.associatedWith === undefined
    ? undefined
    : objectFor(crm, binding.associatedWith.object, 'associatedWith.object', 'read'))
  const problems = [named, other].flatMap((one) => (one !== undefined && 'problem' in one ? [one] : []))
  if ('problem' in named || (other !== undefined && 'problem' in other)) return { problems }
  const fields = await fieldsOf(crm, named)
  const { defaultCountry } = crm.installation.settings
  const { place = { pipeline: undefined, stage: undefined } } = defaultsFor(crm, named)
  const choices = await choicesOf(crm, named, fields, binding)
  return { live: { object: named, fields, choices, other, place, country: defaultCountry, now: Date.now() } }
}

/** Whether it writes; else it finds. */
export const isWriting = ({ operation }: Pick<Binding, 'operation'>): boolean =>
  operation === 'create' || operation === 'update' || operation === 'findOrCreate'

/** What is changed or may be there already has to be read, too. */
function purposesOf(binding: Binding): Purpose[] {
  if (!isWriting(binding)) return ['read']
  return binding.operation === 'create' ? ['write'] : ['read', 'write']
}

type Purpose = 'read' | 'write'

/** The object of a name, or why the bot cannot read or write its records. */
export async function objectFor(
  crm: Crm,
  name: string,
  field: string,
  ...purposes: readonly Purpose[]
): Promise<CrmObject | Problem> {
  try {
    const object = await objectNamed(crm, name, field)
    if (purposes.includes('read') && !object.isReadable) {
      return { field, problem: `Records of ${object.labelPlural} can be created but not read. Name another object.` }
    }
    const granted = await grantedScopes(crm)
    const needed = purposes.map((purpose) => (purpose === 'read' ? object.readScopes : object.writeScopes))
    const lacking = needed.filter((scopes) => !isGranted(granted, scopes)).flat()
    return lacking.length === 0 ? object : { field, problem: explainLack('runBinding', [...new Set(lacking)]) }
  } catch (error) {
    if (!(error instanceof WrongInputError)) throw error
    return { field: error.field, problem: `This ${error.problem}. ${error.next}` }
  }
}

/** Owners and pipelines, where the binding is about them. */
async function choicesOf(
  crm: Crm,
  { path, pipelineField, stageField }: CrmObject,
  fields: readonly Property[],
  { where = [], match = {}, set = {} }: Binding,
): Promise<Choices> {
  const names = [
    ...conditionsOf(where).map(({ condition }) => condition.field),
    ...Object.keys(match),
    ...Object.keys(set),
  ]
  const used = names.flatMap((name) => {
    const found = findProperty(fields, name)
    return 'property' in found ? [found.property] : []
  })
  const [owners, pipelines] = await Promise.all([
    used.some(isOfOwner) ? ownersOf(crm) : [],
    used.some(({ name }) => name === pipelineField || name === stageField) ? pipelinesOf(crm, path) : [],
  ])
  return { owners, pipelines }
}
