import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { keyedState, NoRoomError } from '../../../core/platform/keyed-state'
import { inTurn } from '../../../core/platform/turn'
import type { Binding } from '../../../definitions/actions/binding'
import { timing } from '../../timing'
import type { Crm } from '../crm'

/** The bindings of an installation in one HubSpot account, for all processes; they are kept until they are deleted. */

/** So many are kept for an account. */
export const bindingsMax = 100

const entry = z.lazy(() => z.object({ portalId: z.string(), binding: z.unknown() }))
const kept = keyedState('binding', entry, 'lasting')

/** The case of letters tells no two names apart. */
const keyOf = ({ portalId }: Crm, name: string) => `${portalId}:${name.trim().toLowerCase()}`

/** The binding of a name; undefined when there is none. One read of Botpress' state. */
export async function findBinding(crm: Crm, name: string): Promise<Binding | undefined> {
  return bindingIn(await kept.read(crm.installation, keyOf(crm, name)))
}

/** All bindings, by name. */
export async function allBindings(crm: Crm): Promise<Binding[]> {
  const ofAll = await kept.all(crm.installation)
  const own = await Promise.all(ofAll.filter(({ portalId }) => portalId === crm.portalId).map(bindingIn))
  return own
    .flatMap((binding) => binding ?? [])
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
}

export type Kept = 'created' | 'replaced' | 'same' | 'taken' | 'full'

/**
 * Keeps a binding, in turn with all others that are saved, so that they are never more than there may be.
 *
 * @returns `taken` when another one has the name and is not to be replaced, `full` when there is no room: nothing is written.
 */
export async function keepBinding(crm: Crm, binding: Binding, replace: boolean): Promise<Kept> {
  const { installation, portalId } = crm
  const terms = { lease: timing.crmTurnLease, patience: timing.crmTurnPatience, pause: timing.lockPause }
  return await inTurn(installation, [`bindings:${portalId}`], terms, {
    action: async (confirm) => {
      const found = await findBinding(crm, binding.name)
      const outcome = found === undefined ? 'created' : isDeepStrictEqual(found, binding) ? 'same' : 'replaced'
      if (outcome === 'same') return outcome
      if (outcome === 'replaced' && !replace) return 'taken'
      if (outcome === 'created' && (await allBindings(crm)).length >= bindingsMax) return 'full'
      await confirm()
      try {
        const after = { portalId, binding }
        await kept.change(installation, keyOf(crm, binding.name), () => ({ after, result: undefined }))
        return outcome
      } catch (error) {
        if (!(error instanceof NoRoomError)) throw error
        return 'full'
      }
    },
  })
}

/** Takes a binding away. @returns whether there was one. */
export function dropBinding(crm: Crm, name: string): Promise<boolean> {
  return kept.change(crm.installation, keyOf(crm, name), (before) => ({
    after: undefined,
    result: before !== undefined,
  }))
}

/** One of another form, by another version, counts as absent. */
async function bindingIn(found: z.infer<typeof entry> | undefined): Promise<Binding | undefined> {
  const { bindingSchema } = await import('../../../definitions/actions/binding')
  const read = bindingSchema.safeParse(found?.binding)
  return read.success ? read.data : undefined
}
