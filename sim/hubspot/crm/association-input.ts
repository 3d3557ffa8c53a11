import * as z from 'zod'
import { invalid } from '../errors'
import type { Crm } from './crm'
import { recordsOf, typeById } from './find'
import { type End, linksOf } from './links'
import type { AssociationType, ObjectType } from './model'

/** What a body names a way to associate by. */
export const associationSpec = z.strictObject({
  associationCategory: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK']),
  associationTypeId: z.int(),
})

/** What a create is associated with from the start. */
export const associationsBody = z.array(
  z.strictObject({ to: z.strictObject({ id: z.string() }), types: z.array(associationSpec).min(1) }),
)

export type AssociationsInput = z.infer<typeof associationsBody>
type Spec = z.infer<typeof associationSpec>

/** Other ends and ways, read from what a create names. Throws a 400 for a way of another direction or a missing record. */
export function readAssociations(crm: Crm, from: ObjectType, input: AssociationsInput) {
  return input.map(({ to: { id }, types }) => {
    const ways = types.map((spec) => findWay(crm, from, spec))
    const [toId, ...others] = new Set(ways.map(({ to }) => to))
    if (toId === undefined || others.length > 0)
      throw wrong(`types of one association lead to several kinds of objects`)
    const to = typeById(crm, toId)
    mustBeThere(crm, { type: to, id })
    return { to: { type: to, id }, ways }
  })
}

/** The way that a body names, from this kind of object. @throws a 400, also for the opposite direction. */
export function findWay(crm: Crm, from: ObjectType, { associationCategory, associationTypeId }: Spec): AssociationType {
  const way = crm.associationTypes.find(
    ({ id, category }) => id === associationTypeId && category === associationCategory,
  )
  if (way === undefined) throw wrong(`${associationCategory} association type ${associationTypeId} does not exist`)
  if (way.from !== from.typeId) {
    throw wrong(
      `invalid from object type ${from.typeId} for association type ${associationTypeId}, which is from ${way.from}`,
    )
  }
  return way
}

/** Throws a 400 when the record does not exist or is archived. */
export function mustBeThere(crm: Crm, { type, id }: End): void {
  const record = recordsOf(crm, type).get(id)
  if (record === undefined || record.id !== id || record.archivedAt !== undefined) {
    throw wrong(`${type.singular.toUpperCase()} with id ${id} does not exist`)
  }
}

/** HubSpot's answer to an association that cannot be. */
export const wrong = (message: string) => invalid('One or more associations are invalid', { errors: [{ message }] })

/** The other ends that can be seen: those that are not archived, oldest first. */
export function seenLinks(crm: Crm, from: End, to: ObjectType) {
  const store = recordsOf(crm, to)
  return linksOf(crm, from, to).filter(
    ({ id }) => store.get(id)?.archivedAt === undefined && store.get(id) !== undefined,
  )
}
