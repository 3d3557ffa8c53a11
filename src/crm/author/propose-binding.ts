import pMap from 'p-map'
import { isRefusal } from '../../../core/desk'
import { checkBinding } from '../bindings/check-binding'
import { readBinding } from '../bindings/read-binding'
import type { Crm } from '../crm'
import { grantedScopes, isGranted } from '../granted'
import { textOf, wrongInput } from '../input/input'
import { parsedInput } from '../input/parsed-input'
import { ownersOf, pipelinesOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'
import { objectNamed, objectsOf } from '../schema/objects'
import { fieldsOf } from '../schema/visible'
import { mentionsIn } from './objects-meant'
import { attempt, bestOf, type Goal, objectsMeant, type Proposal } from './proposal'
import { afterQuestion } from './reworded'
import type { ObjectSchema } from './schema'
import { tokensOf } from './tokens'

/** Longest goal, in UTF-16 units. */
const goalMax = 500
/** So many objects are looked at when none is named. */
const mostObjects = 20
/** So many problems are told. */
const mostProblems = 10

/**
 * Drafts the binding that a goal describes, by what the account calls its objects, fields and options: no model has a part in
 * it. What it did not understand or had to guess it asks, so that what is sure can be told from what is not.
 *
 * @throws {RuntimeError} for a goal that is missing or too long, and as `objectNamed`.
 */
export async function proposeBinding(crm: Crm, given: unknown): Promise<Proposal> {
  const { proposeBinding: definition } = await import('../../../definitions/actions/propose-binding')
  const input = parsedInput(definition.input.schema, given)
  const text = textOf(input.goal)
  if (text === undefined) throw wrongInput('goal', 'is missing', 'Say in a sentence what the bot is to do.')
  if (text.length > goalMax) {
    throw wrongInput('goal', `is longer than ${goalMax} characters`, 'Say in one sentence what one binding is to do.')
  }
  const asked = textOf(input.object)
  const [granted, all, named] = await Promise.all([
    grantedScopes(crm),
    objectsOf(crm),
    asked === undefined ? undefined : objectNamed(crm, asked),
  ])
  const canRead = (object: CrmObject) => object.isReadable && isGranted(granted, object.readScopes)
  const canWrite = (object: CrmObject) => isGranted(granted, object.writeScopes)
  const objects = all.filter((object) => canRead(object) || canWrite(object))
  const goal = goalIn(text, objects)
  const meant = named === undefined ? objectsMeant(goal) : [named]
  const isNamed = meant.length > 0
  const schemas = await pMap((isNamed ? meant : objects).slice(0, mostObjects), (object) => schemaOf(crm, object), {
    concurrency: 4,
  })
  const attempts = schemas.flatMap((schema) => {
    if (schema === undefined) return []
    const may = { canRead: canRead(schema.object), canWrite: canWrite(schema.object) }
    const made = attempt({ ...schema, ...may }, goal, text)
    // What is spoken of first is what it is about, as a rule.
    return [isNamed ? { ...made, cost: made.cost + 2 * meant.indexOf(schema.object) } : made]
  })
  return checked(crm, bestOf(attempts, isNamed))
}

/** What is said, and of what; a question of the user's before it is left out where what follows is about something. */
function goalIn(text: string, objects: readonly CrmObject[]): Goal {
  const contacts = objects.find(({ path }) => path === 'contacts')
  const read = (told: string) => {
    const tokens = tokensOf(told)
    return { tokens, mentions: mentionsIn(tokens, objects), contacts }
  }
  const after = afterQuestion(text)
  const goal = after === undefined ? undefined : read(after.told)
  return after === undefined || goal === undefined || objectsMeant(goal).length === 0
    ? read(text)
    : { ...goal, question: after.question }
}

/** What is proposed is what can be saved; else it is said what is wrong with it. */
async function checked(crm: Crm, { binding, ...proposal }: Proposal): Promise<Proposal> {
  if (binding === undefined) return proposal
  const read = await readBinding(binding)
  const problems = 'problems' in read ? read.problems : await checkBinding(crm, read.binding)
  if (problems.length > 0) {
    const questions = [...proposal.questions, invalid]
    return { ...proposal, confidence: 'low', problems: problems.slice(0, mostProblems), questions }
  }
  return { ...proposal, ...('binding' in read ? { binding: read.binding } : {}) }
}

const invalid = 'As it stands it is not valid in this account: "problems" says why. What is meant instead?'

/** What one object does not let be known does not keep the others from being tried. */
async function schemaOf(crm: Crm, object: CrmObject): Promise<Omit<ObjectSchema, 'canRead' | 'canWrite'> | undefined> {
  try {
    const fields = await fieldsOf(crm, object)
    const has = (field: string | undefined) => fields.some(({ name }) => name === field)
    const [pipelines, owners] = await Promise.all([
      has(object.pipelineField) ? pipelinesOf(crm, object.path) : [],
      has('hubspot_owner_id') ? ownersOf(crm).catch(noneIfRefused) : [],
    ])
    return { object, fields, pipelines, owners }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return undefined
  }
}

function noneIfRefused(error: unknown): never[] {
  if (!isRefusal(error)) throw error
  return []
}
