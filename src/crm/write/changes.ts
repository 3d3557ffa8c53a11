import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { pipelinesOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'
import { type GivenLink, linksFrom } from './links'
import { named } from './named'
import { type Defaults, type Given, type Named, type Resolved, resolve } from './resolve'
import type { Prepared } from './writing'

/** What a record is to be changed to. */
export type GivenChanges = {
  given: readonly Given[]
  /** Input that the values were given by. */
  valuesField: string
  associate: readonly GivenLink[]
}

/** The values and links that a record gets, and what is wrong with others. */
export async function changesOf(
  crm: Crm,
  object: CrmObject,
  current: CrmRecord,
  { given, valuesField, associate }: GivenChanges,
): Promise<Prepared> {
  const known = await named(crm, object, given, 'update')
  const place = await placeOf(crm, object, current, known.named)
  const [resolved, linked] = await Promise.all([
    resolve(crm, object, known.named, place),
    linksFrom(crm, object, associate),
  ])
  const properties = withoutStill(object, current, known.named, resolved)
  const problems = [...known.problems, ...resolved.problems, ...linked.problems]
  const isNothing = Object.keys(properties).length === 0 && linked.links.length === 0 && problems.length === 0
  const nothing: Problem = { field: valuesField, problem: 'There is nothing to change. Ask the user what it is to be.' }
  return { properties, given: known.named, links: linked.links, problems: isNothing ? [nothing] : problems }
}

/** A stage is meant in the pipeline that the record is in, unless another one is named. */
async function placeOf(
  crm: Crm,
  { path, pipelineField, stageField }: CrmObject,
  { properties }: CrmRecord,
  given: readonly Named[],
): Promise<Defaults> {
  const isPlaced = given.some(({ definition: { name } }) => name === pipelineField || name === stageField)
  const pipeline = pipelineField === undefined ? undefined : properties[pipelineField]
  if (!isPlaced || !pipeline) return {}
  const isKnown = (await pipelinesOf(crm, path)).some(({ id }) => id === pipeline)
  return isKnown ? { place: { pipeline, stage: undefined } } : {}
}

/** The pipeline that it is in already, alone, says nothing of its stage. */
function withoutStill(
  { pipelineField, stageField }: CrmObject,
  current: CrmRecord,
  given: readonly Named[],
  { properties }: Resolved,
): Record<string, string> {
  const isStaged = given.some(({ definition: { name } }) => name === stageField)
  const isStill = pipelineField !== undefined && properties[pipelineField] === current.properties[pipelineField]
  const unchanged = isStill ? [pipelineField, ...(isStaged ? [] : [stageField])] : []
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !unchanged.includes(name)))
}
