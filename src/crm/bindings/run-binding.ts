import { RuntimeError, type z } from '@botpress/sdk'
import type { Binding } from '../../../definitions/actions/binding'
import type { runBinding as ofAction } from '../../../definitions/actions/run-binding'
import { mayRefuseAValue } from '../../hubspot/refused-value'
import type { Crm } from '../crm'
import { parsedInput } from '../input/parsed-input'
import type { Problem } from '../input/problem'
import { asError, problemText } from '../input/problem-text'
import type { ShownRecord } from '../records/shown-records'
import { forgetSchema } from '../schema/account-schema'
import { objectNamed } from '../schema/objects'
import { answerSearch } from '../search/answer-search'
import { invalid, type WriteResult } from '../write/write-result'
import { checkBinding } from './check-binding'
import { fill, inputsOf } from './fill'
import { isWriting } from './live'
import { bindingNamed } from './named'
import { inputsIn, type Values } from './placeholders'
import { readInputs } from './read-inputs'
import { writeFilled } from './write-filled'

/** What was found, or what became of what was to be written. */
export type Ran = { records: ShownRecord[] } | { write: WriteResult }

/**
 * Does what a binding says, with these inputs. What is remembered of the account is read again once where it can be the
 * reason for a refusal.
 *
 * @throws {RuntimeError} for a name that there is not, for inputs that do not fit what is looked for, and for a binding that
 * does not suit the account any more, with what is gone.
 */
export async function runBinding(crm: Crm, given: unknown): Promise<Ran> {
  const { runBinding: definition } = await import('../../../definitions/actions/run-binding')
  const input = parsedInput(definition.input.schema, given)
  const binding = await bindingNamed(crm, input.name)
  const began = Date.now()
  try {
    return await run(crm, binding, input)
  } catch (error) {
    // What is written is looked after where it is written.
    if (isWriting(binding) || !mayRefuseAValue(error)) throw error
    const { path } = await objectNamed(crm, binding.object)
    if (!forgetSchema(crm, path, began)) throw error
    return await run(crm, binding, input)
  }
}

type Input = z.infer<typeof ofAction.input.schema>

async function run(crm: Crm, binding: Binding, input: Input): Promise<Ran> {
  const outdated = await checkBinding(crm, binding)
  if (outdated.length > 0) throw outOfDate(binding, outdated)
  const read = readInputs(binding, input.inputs ?? {}, crm.installation.settings.defaultCountry)
  if ('problems' in read) {
    if (isWriting(binding)) return { write: invalid(read.problems) }
    throw asError(read.problems)
  }
  const { values } = read
  if (!isWriting(binding)) return { records: await find(crm, binding, values) }
  return { write: await writeFilled(crm, fill(binding, values), input) }
}

/** How many are answered with. */
const limits = { find: { usual: 5, most: 100 }, list: { usual: 10, most: 100 }, latest: { usual: 1, most: 1 } }

async function find(crm: Crm, binding: Binding, values: Values): Promise<ShownRecord[]> {
  const { operation, object, where, associatedWith, sort, fields, limit } = fill(binding, values)
  const asked = [...inputsOf(binding.where ?? []), ...inputsIn(binding.associatedWith?.id ?? '')]
  // Whoever looks for one is not to be given anybody's.
  if (operation !== 'list' && asked.length > 0 && !asked.some((name) => values.has(name))) throw asError([nothingGiven])
  const most = operation === 'list' || operation === 'latest' ? limits[operation] : limits.find
  const { records } = await answerSearch(crm, { object, where, associatedWith, sort, fields, limit }, most)
  return records
}

const nothingGiven = {
  field: 'inputs',
  problem: 'None of the inputs that say what is meant was given. Ask the user for one of them at least.',
}

/** What the owner of the bot has to mend. Addresses of people, which an owner can be chosen by, are not to be logged. */
function outOfDate({ name }: Binding, problems: readonly Problem[]): RuntimeError {
  const told = problems.slice(0, mostTold).map(({ allowed, ...problem }) => {
    const safe = allowed?.filter((one) => !one.includes('@')) ?? []
    return problemText({ ...problem, ...(safe.length === 0 ? {} : { allowed: safe }) })
  })
  return new RuntimeError(
    `The binding ${name} does not suit the HubSpot account as it is now. ${told.join(' ')} Do not try again; tell the user that this is not possible now. What the owner of the bot can do: save the binding anew with "replace", or put back in HubSpot what is gone.`,
  )
}

const mostTold = 3
