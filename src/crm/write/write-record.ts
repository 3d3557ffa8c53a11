import type { z } from '@botpress/sdk'
import type { writeRecord as ofAction } from '../../../definitions/actions/write-record'
import type { CrmAction } from '../action-scopes'
import type { Crm } from '../crm'
import { assertWrites } from '../gate/gate'
import { idOf, textOf, wrongInput } from '../input/input'
import { parsedInput } from '../input/parsed-input'
import type { CrmObject } from '../schema/crm-object'
import { objectNamed } from '../schema/objects'
import { fieldsOf } from '../schema/visible'
import { sameByMatch } from './by-match'
import { contactWriting, isOfContactIdentity } from './contact-writing'
import { givenFrom } from './given'
import { named } from './named'
import { recordWriting } from './record-writing'
import { nameAll } from './resolve'
import { updateRecord } from './update-record'
import { write } from './write'
import { invalid, type WriteResult } from './write-result'

type Input = z.infer<typeof ofAction.input.schema>

/** Creates, changes, or finds or creates a record of whatever object. @throws as `write` and `updateRecord`. */
export async function writeRecord(crm: Crm, input: unknown, action: CrmAction = 'writeRecord'): Promise<WriteResult> {
  const { writeRecord: definition } = await import('../../../definitions/actions/write-record')
  const given = parsedInput(definition.input.schema, input)
  const object = await objectNamed(crm, given.object)
  if (given.operation === 'update') return await update(crm, action, object, given)
  if (textOf(given.id) !== undefined) {
    throw wrongInput('id', `is not for ${given.operation}`, 'Leave it out, or use the operation update.')
  }
  return given.operation === 'create'
    ? await create(crm, action, object, given)
    : await findOrCreate(crm, action, object, given)
}

async function update(crm: Crm, action: CrmAction, object: CrmObject, input: Input): Promise<WriteResult> {
  const { id: byMatch, ...others } = idIn(input.match)
  if (Object.keys(others).length > 0) {
    throw wrongInput('match', 'names more than the ID', 'For update give "id" alone; look the record up first.')
  }
  const id = idOf('id', input.id) ?? idOf('match.hs_object_id', byMatch)
  if (id === undefined) throw wrongInput('id', 'is missing', 'Look the record up, and give its ID.')
  return await updateRecord(crm, input, {
    ...{ action, object, id, idField: 'id' },
    ...{ given: givenFrom([], input.set, 'set'), valuesField: 'set', associate: input.associate ?? [] },
  })
}

/** The ID among what has to match; internal names count in any case. */
function idIn(match: Record<string, string> = {}): { id?: string | undefined; [other: string]: string | undefined } {
  const isId = (name: string) => name.trim().toLowerCase() === 'hs_object_id'
  const [id] = Object.entries(match).flatMap(([name, value]) => (isId(name) ? [value] : []))
  return { ...Object.fromEntries(Object.entries(match).filter(([name]) => !isId(name))), id }
}

async function create(crm: Crm, action: CrmAction, object: CrmObject, input: Input): Promise<WriteResult> {
  if (givenFrom([], input.match, 'match').length > 0) {
    throw wrongInput('match', 'is not for create', 'Leave it out, or use the operation findOrCreate.')
  }
  const { associate = [] } = input
  const given = givenFrom([], input.set, 'set')
  const country = crm.installation.settings.defaultCountry
  if (object.path === 'contacts') {
    return await write(crm, input, await contactWriting(crm, object, { action, given, country, associate }))
  }
  return await write(crm, input, recordWriting(crm, object, { action, given, associate }))
}

/** Contacts are known by phone number and e-mail address, and by what else has to match; all others by the latter alone. */
async function findOrCreate(crm: Crm, action: CrmAction, object: CrmObject, input: Input): Promise<WriteResult> {
  if (!object.isReadable) {
    const problem = `names ${object.labelPlural}, which this bot can create but not look for`
    throw wrongInput('object', problem, 'Use the operation create.')
  }
  const { associate = [] } = input
  const match = givenFrom([], input.match, 'match')
  const given = givenFrom([], { ...input.set, ...input.match }, 'set')
  if (match.length === 0) throw wrongInput('match', 'is missing', 'Give what tells the record from all others.')
  // What is looked for tells what stands there, so nothing hidden can be.
  const seen = nameAll(await fieldsOf(crm, object), match)
  const known = await named(crm, object, match, 'create')
  const problems = seen.problems.length > 0 ? seen.problems : known.problems
  if (problems.length > 0) {
    assertWrites(crm)
    return invalid(problems)
  }
  if (object.path !== 'contacts') {
    const sameness = await sameByMatch(crm, object, known.named)
    return await write(crm, input, recordWriting(crm, object, { action, given, associate, sameness }))
  }
  const country = crm.installation.settings.defaultCountry
  const others = known.named.filter((one) => !isOfContactIdentity(one))
  const also = others.length === 0 ? {} : { also: await sameByMatch(crm, object, others) }
  return await write(crm, input, await contactWriting(crm, object, { action, given, country, associate, ...also }))
}
