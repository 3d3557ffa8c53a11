import { RuntimeError } from '@botpress/sdk'
import type { Owner, Property } from '../../hubspot/crm-schema'
import type { DefaultPlace } from '../../installation/settings'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { isOfOwner } from '../records/shown'
import { ownersOf, pipelinesOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'
import { findProperty } from '../schema/fields'
import { chosenOwner } from './choose'
import { placeFor } from './place'
import { valueFor } from './value'

/** What something is to be set to. */
export type Given = {
  /** Name of the input, for whoever corrects it; else as it was written in `fields`. */
  field: string
  /** Name or label of the property. */
  property: string
  /** Not blank. */
  text: string
}

/** A given value whose property is known. */
export type Named = Given & { definition: Property }

/** Finds the property of each; one that is given twice, with two values, is a problem. */
export function nameAll(
  properties: readonly Property[],
  given: readonly Given[],
): { named: Named[]; problems: Problem[] } {
  const named = new Map<string, Named>()
  const problems: Problem[] = []
  for (const one of given) {
    const found = findProperty(properties, one.property)
    if (!('property' in found)) {
      problems.push(unknownField(one.field, found))
      continue
    }
    const { property: definition } = found
    const before = named.get(definition.name)
    if (before === undefined) named.set(definition.name, { ...one, definition })
    else if (before.text !== one.text) {
      const problem = `This is given twice, as "${before.field}" too. Give it once.`
      problems.push({ field: one.field, label: definition.label, problem })
    }
  }
  return { named: [...named.values()], problems }
}

function unknownField(field: string, found: { several: string[] } | { near: string[] }): Problem {
  if ('several' in found) {
    return { field, problem: 'Several fields are called so. Use one of these names.', allowed: found.several }
  }
  const problem = 'There is no such field in this account. Leave it out.'
  if (found.near.length === 0) return { field, problem }
  return { field, problem: 'There is no such field in this account. Similar ones are allowed.', allowed: found.near }
}

/** For what was not said. */
export type Defaults = { place?: DefaultPlace; owner?: string | undefined }

/** What the configuration has for new tickets and deals. */
export function defaultsFor({ installation: { settings } }: Crm, { path }: CrmObject): Defaults {
  return path === 'tickets' || path === 'deals'
    ? { place: settings.defaultPlaces[path], owner: settings.defaultOwner }
    : {}
}

export type Resolved = { properties: Record<string, string>; problems: Problem[] }

/**
 * Values as HubSpot takes them, by internal name, and what is wrong with those that it would not take. Pipeline and stage are
 * filled in where `defaults` or what is given name a place; an owner where `defaults` names one.
 *
 * @throws {RuntimeError} when a default of the configuration is wrong: only the bot's owner can mend that.
 */
export async function resolve(
  crm: Crm,
  object: CrmObject,
  given: readonly Named[],
  defaults: Defaults = {},
): Promise<Resolved> {
  const placing = given.filter(
    ({ definition: { name } }) => name === object.pipelineField || name === object.stageField,
  )
  const isOwned = given.some(({ definition }) => definition.name === ownerProperty)
  const owner = isOwned ? undefined : defaults.owner
  const needsOwners = owner !== undefined || given.some(({ definition }) => isOfOwner(definition))
  const owners = needsOwners ? await ownersOf(crm) : []
  const resolved: Resolved = { properties: {}, problems: [] }
  for (const { field, text, definition } of given.filter((one) => !placing.includes(one))) {
    const checked = valueFor(definition, text, { owners })
    if ('value' in checked) resolved.properties[definition.name] = checked.value
    else resolved.problems.push({ field, label: definition.label, ...checked })
  }
  if (owner !== undefined) resolved.properties[ownerProperty] = defaultOwner(owners, owner)
  const { pipelineField, stageField } = object
  if (pipelineField === undefined || stageField === undefined) return resolved
  if (defaults.place === undefined && placing.length === 0) return resolved
  const placed = await placeOf(crm, object.path, { pipelineField, stageField }, placing, defaults.place)
  return {
    properties: { ...resolved.properties, ...placed.properties },
    problems: [...resolved.problems, ...placed.problems],
  }
}

const ownerProperty = 'hubspot_owner_id'

function defaultOwner(owners: readonly Owner[], configured: string): string {
  const chosen = chosenOwner(owners, configured)
  if ('value' in chosen) return chosen.value
  throw ownersFault('default owner is not exactly one of this account')
}

async function placeOf(
  crm: Crm,
  path: string,
  { pipelineField, stageField }: { pipelineField: string; stageField: string },
  placing: readonly Named[],
  defaults: DefaultPlace = { pipeline: undefined, stage: undefined },
): Promise<Resolved> {
  const of = (name: string) => placing.find(({ definition }) => definition.name === name)
  const given = { pipeline: of(pipelineField), stage: of(stageField) }
  const wanted = { pipeline: given.pipeline?.text, stage: given.stage?.text }
  const placed = placeFor(await pipelinesOf(crm, path), wanted, defaults)
  if ('ownersFault' in placed) throw ownersFault(placed.ownersFault)
  if ('stageId' in placed) {
    return { properties: { [pipelineField]: placed.pipelineId, [stageField]: placed.stageId }, problems: [] }
  }
  const { at, fault } = placed
  const about = given[at]
  const label = at === 'pipeline' ? 'Pipeline' : 'Stage'
  return {
    properties: {},
    problems: [{ field: about?.field ?? at, label: about?.definition.label || label, ...fault }],
  }
}

/** @param fault as it reads after "The configuration's". */
const ownersFault = (fault: string) =>
  new RuntimeError(
    `The configuration's ${fault}. Do not try again; tell the user that this is not possible now. What the owner of the bot can do: correct it in the integration's configuration.`,
  )
