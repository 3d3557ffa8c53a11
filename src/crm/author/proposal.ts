import type { Binding } from '../../../definitions/actions/binding'
import type { Problem } from '../input/problem'
import type { CrmObject } from '../schema/crm-object'
import { goesWith } from '../schema/describe-object'
import { isReadOnly } from '../write/value'
import { asBinding } from './binding'
import { called, type Draft, isWrite } from './draft'
import { draftFor, type Goal, unusedIn } from './drafted'
import type { ObjectSchema } from './schema'
import { likenessOf } from './stem'
import { type Token, wordsIn } from './tokens'

export type Proposal = {
  binding?: Binding
  /** `high`: every telling word was used, and none could mean two things. `medium`: something was guessed, and is asked. */
  confidence: 'high' | 'medium' | 'low'
  problems: Problem[]
  alternatives: string[]
  questions: string[]
}

/** What was made of a goal as one about one object. `cost`: how much of it is not understood. */
export type Attempt = Proposal & { object: CrmObject; cost: number }

/** Drafts a goal as one about an object, and says how sure it is. Pure. */
export function attempt(schema: ObjectSchema, goal: Goal, text: string): Attempt {
  const { object } = schema
  const draft = draftFor(schema, goal, (other) => goesWith(object, other))
  const unused = unusedIn(draft, goal.tokens)
  const lack = lackOf(draft)
  const isWhole = lack === undefined
  const questions = [
    ...inFew(unused).map((words) => unplaced(words, object)),
    ...(lack === undefined ? [] : [lack]),
    ...draft.questions,
  ]
  return {
    object,
    cost: unused.length * 4 + questions.length + (isWhole ? 0 : 3),
    ...(isWhole ? { binding: asBinding(draft, text) } : {}),
    confidence: unused.length > 0 || !isWhole || draft.isTie ? 'low' : draft.questions.length > 0 ? 'medium' : 'high',
    problems: [],
    alternatives: unused.flatMap((words) => alikeIn(schema, words)),
    questions: [...new Set(questions)].slice(0, 10),
  }
}

/** All of them, the last ones together where they are many. */
const inFew = (texts: readonly string[]): readonly string[] =>
  texts.length > 5 ? [...texts.slice(0, 4), texts.slice(4).join('", "')] : texts

const unplaced = (words: string, { labelPlural }: CrmObject) =>
  `"${words}" was used for nothing. Name what is meant as describeObject names it for ${labelPlural}, or leave it out.`

/** What is missing without which there is no binding. */
function lackOf(draft: Draft): string | undefined {
  const { schema, operation, conditions, links, set, match, items } = draft
  const { labelPlural, label } = schema.object
  if (items.some((item) => item.kind === 'verb' && item.verb === 'impossible')) {
    return 'A binding finds, lists, creates or updates records, and does nothing else. Which of these is wanted?'
  }
  if (isWrite(draft) ? !schema.canWrite : !schema.canRead) {
    return `${labelPlural} cannot be ${isWrite(draft) ? 'written' : 'read'} with this connection. Which other object is meant?`
  }
  if (operation !== 'create' && !schema.object.isReadable) {
    return `${labelPlural} can be created and nothing else. Which other object is meant?`
  }
  if (operation === 'find' && conditions.length === 0 && links.length === 0) {
    return `By what is the ${label} to be found? Name a field, such as ${uniqueOf(schema)}.`
  }
  if (operation === 'findOrCreate' && match.size === 0) {
    return `By which field is it known whether there is one already? It has to be unique.`
  }
  if (operation === 'create' && schema.object.path === 'contacts' && !set.has('email') && !set.has('phone')) {
    return 'A new contact is known by a phone number or an e-mail address. Which of them is given?'
  }
  if ((operation === 'update' || operation === 'create') && set.size === 0) {
    return `Which fields of the ${label} are to be filled?`
  }
  return undefined
}

function uniqueOf({ fields, object }: ObjectSchema): string {
  const field = fields.find(({ name, hasUniqueValue, hidden }) => hasUniqueValue && !hidden && !name.startsWith('hs_'))
  const main = field ?? fields.find(({ name }) => name === object.primaryField)
  return main === undefined ? 'its name' : called(main)
}

/** Fields with a word in common, as "object: label (name)". */
function alikeIn({ fields, object }: ObjectSchema, text: string): string[] {
  const wanted = wordsIn(text)
  return fields
    .filter((field) => !field.hidden && !(isReadOnly(field) && field.name.startsWith('hs_')))
    .map((field) => ({ field, like: likenessOf(wanted, wordsIn(`${field.label} ${field.name.replaceAll('_', ' ')}`)) }))
    .filter(({ like }) => like > 0)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, 3)
    .map(({ field }) => `${object.name}: ${called(field)}`)
}

/** The best of several attempts, with what speaks against it. */
export function bestOf(attempts: readonly Attempt[], isNamed: boolean): Proposal {
  const [best, second] = attempts.toSorted((a, b) => a.cost - b.cost)
  if (best === undefined) return nothing
  const { object, cost, ...proposal } = best
  const others = attempts
    .filter((one) => one !== best && one.cost <= cost + 4)
    .map((one) => `${one.object.name}: ${one.object.label}`)
  const alternatives = [...others, ...proposal.alternatives].slice(0, 10)
  const isTie = second !== undefined && second.cost <= cost
  if (isNamed && !isTie) return { ...proposal, alternatives }
  const several = isTie ? attempts.filter((one) => one.cost <= cost) : [best]
  const labels = several.slice(0, 6).map((one) => `${one.object.labelPlural} (${one.object.name})`)
  const question = isTie
    ? `Which object is meant: ${labels.join(', ')}? Say so with "object".`
    : `No object was named, so ${labels.join('')} was taken. Is that meant? Say so with "object".`
  return { ...proposal, alternatives, confidence: 'low', questions: [question, ...proposal.questions] }
}

const nothing: Proposal = {
  ...{ confidence: 'low', problems: [], alternatives: [] },
  questions: ['Which object is it about? listObjects names those that there are.'],
}

/** What object a goal is about can be known by its words alone: those that are spoken of, but for what others belong to. */
export function objectsMeant({ mentions }: Goal): CrmObject[] {
  const own = mentions.filter(({ isOther }) => !isOther)
  // "The caller's order's status" is about the order.
  const at = mentions.findIndex(({ isOwner }, place) => !isOwner || mentions[place + 1] === undefined)
  const first = mentions.slice(at, at + 1)
  return [...new Map((own.length > 0 ? own : first).map(({ object }) => [object.typeId, object])).values()]
}

export type { Goal, Token }
