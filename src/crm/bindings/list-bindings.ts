import type { Binding } from '../../../definitions/actions/binding'
import type { Crm } from '../crm'
import { answerMax, fitting, sizeOf } from '../records/fit'
import { allBindings } from './store'

/** Of the answer, so much is for what stands around the bindings. */
const around = 100

/** The bindings of the account by name: whole where they can be read whole, else with what it takes to run them. */
export async function listBindings(crm: Crm): Promise<{ bindings: Binding[]; more: number }> {
  const all = await allBindings(crm)
  const room = answerMax - around
  if (sizeOf(all) <= room) return { bindings: all, more: 0 }
  const shown = fitting(all.map(toRun), room)
  return { bindings: shown, more: all.length - shown.length }
}

const toRun = ({ name, description, operation, object, inputs }: Binding): Binding => ({
  ...{ name, description, operation, object, inputs },
})
