import type { Binding } from '../../../definitions/actions/binding'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { forgetSchema } from '../schema/account-schema'
import { checkForm } from './check-form'
import { checkLinks } from './check-links'
import { checkSearch } from './check-search'
import { checkWrite } from './check-write'
import { isWriting, type Live, readLive } from './live'
import { inputsIn } from './placeholders'
import { openPlaces } from './places'

/**
 * What is wrong with a binding in the connected account as it is now; nothing when it can be run. What this process has known
 * for long of the account is no reason to find a fault: it is read again then.
 *
 * @throws what HubSpot says when it does not answer.
 */
export async function checkBinding(crm: Crm, binding: Binding): Promise<Problem[]> {
  const { problems, path } = await checkNow(crm, binding)
  if (problems.length === 0 || path === undefined) return problems
  const isDoubtful = forgetSchema(crm, path, Date.now() - timing.schemaDoubt)
  return isDoubtful ? (await checkNow(crm, binding)).problems : problems
}

async function checkNow(crm: Crm, binding: Binding): Promise<{ problems: Problem[]; path?: string }> {
  const form = checkForm(binding, crm.installation.settings.defaultCountry)
  const read = await readLive(crm, binding)
  if ('problems' in read) return { problems: [...form, ...read.problems] }
  const { live } = read
  const links = await checkLinks(crm, live.object, binding)
  return { problems: [...form, ...links, ...checkAgainst(live, withUnknownInputs(binding))], path: live.object.path }
}

const checkAgainst = (live: Live, binding: Binding): Problem[] =>
  isWriting(binding) ? checkWrite(live, binding) : checkSearch(live, binding)

/** Inputs that there are not are told once; beyond that they count as if they held anything. */
function withUnknownInputs(binding: Binding): Binding {
  const known = new Set(binding.inputs.map(({ name }) => name))
  const unknown = new Set(openPlaces(binding).flatMap(({ text }) => inputsIn(text)))
  const added = [...unknown].filter((name) => !known.has(name)).map((name) => ({ name, description: '' }))
  return { ...binding, inputs: [...binding.inputs, ...added] }
}
