import * as z from 'zod/mini'
import type { Caller } from './caller'
import { id } from './id'
import { allPages, page } from './paging'
import { paths } from './versions'

/** How records of HubSpot's CRM are linked. Each kind of link is of one direction. */

const kind = z.lazy(() =>
  z.object({
    category: z.string(),
    typeId: z.int(),
    /** Null for a link that says nothing. */
    label: z.pipe(
      z.nullish(z.string()),
      z.transform((value) => value ?? ''),
    ),
  }),
)
/** A kind of link: its ID, and who defined it, which is part of its ID. */
export type AssociationKind = Pick<z.infer<typeof kind>, 'category' | 'typeId'>
/** The same, with what it says; empty where it says nothing. */
export type AssociationLabel = z.infer<typeof kind>

/** As bodies take it. */
export const kindBody = ({ category, typeId }: AssociationKind) => ({
  associationCategory: category,
  associationTypeId: typeId,
})

/** One end of a link: a record of an object type. */
export type End = { type: string; id: string }

const association = z.lazy(() =>
  z.object({ toObjectId: id, associationTypes: z._default(z.catch(z.array(kind), []), []) }),
)

/** IDs of the records of another type that a record is associated with. */
export async function associatedIds(caller: Caller, from: End, to: string, deadline: number): Promise<string[]> {
  const found = await associationsOf(caller, from, to, deadline)
  return [...new Set(found.map(({ toObjectId }) => toObjectId))]
}

/** The kinds of links that there are from one record to another. */
export async function kindsBetween(caller: Caller, from: End, to: End, deadline: number): Promise<AssociationKind[]> {
  const found = await associationsOf(caller, from, to.type, deadline)
  return found.filter(({ toObjectId }) => toObjectId === to.id).flatMap(({ associationTypes }) => associationTypes)
}

function associationsOf(caller: Caller, { type, id: from }: End, to: string, deadline: number) {
  const path = paths.recordAssociations(type, from, to)
  return allPages((query) =>
    caller.call(
      { what: 'read the associations', method: 'GET', path, query: { limit: 500, ...query }, deadline },
      page(association),
    ),
  )
}

/** The kinds of links that there can be from one object to another. */
export async function listAssociationLabels(
  caller: Caller,
  from: string,
  to: string,
  deadline: number,
): Promise<AssociationLabel[]> {
  const path = paths.associationLabels(from, to)
  const call = { what: 'read the kinds of associations', method: 'GET', path, deadline } as const
  const { results } = await caller.call(call, page(kind))
  return results
}

/**
 * Links two records. HubSpot puts these kinds in the place of all that there are between them.
 *
 * @param kinds one at least.
 */
export async function associate(
  caller: Caller,
  from: End,
  to: End,
  kinds: readonly AssociationKind[],
  deadline: number,
): Promise<void> {
  const path = paths.recordAssociation(from.type, from.id, to.type, to.id)
  const call = {
    what: 'link the records',
    method: 'PUT',
    path,
    body: kinds.map(kindBody),
    repeatable: true,
    deadline,
  } as const
  await caller.effect(call)
}
