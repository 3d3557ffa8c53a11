import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { answerMax, fitting } from '../records/fit'
import { assertAuthoring } from './authoring'
import { checkBinding } from './check-binding'
import { readBinding } from './read-binding'
import { bindingsMax, keepBinding } from './store'

/** Whether there is such a binding now, whether it is new, and what is wrong with it. */
export type Saved = { saved: boolean; created: boolean; problems: Problem[] }

/**
 * Saves a binding, once the account can do what it says.
 *
 * @throws {RuntimeError} where authoring is switched off.
 */
export async function saveBinding(crm: Crm, given: Record<string, unknown>): Promise<Saved> {
  assertAuthoring(crm)
  const { replace, ...parts } = given
  const read = await readBinding(parts)
  if ('problems' in read) return refused(read.problems)
  const problems = await checkBinding(crm, read.binding)
  if (problems.length > 0) return refused(problems)
  const kept = await keepBinding(crm, read.binding, replace === true)
  if (kept === 'taken') return refused([taken])
  if (kept === 'full') return refused([full])
  return { saved: true, created: kept === 'created', problems: [] }
}

const refused = (problems: readonly Problem[]): Saved => ({
  saved: false,
  created: false,
  problems: fitting(problems, answerMax),
})

const taken: Problem = {
  field: 'name',
  problem: 'Another binding is called so. Use another name, or set "replace" to true if it is to take its place.',
}

const full: Problem = {
  field: 'name',
  problem: `There is no room for another binding: at most ${bindingsMax} are kept. Delete one that is not needed any more, and save this again.`,
}
