import * as z from 'zod'
import type { Caller } from './caller'
import { id } from './id'
import { page } from './paging'
import { paths } from './versions'

/** The objects that an account defined itself (Enterprise only). */

const words = z.lazy(() =>
  z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
)
const names = z.lazy(() => z.array(z.string()).catch([]).default([]))

const customObject = z.lazy(() =>
  z.object({
    objectTypeId: id,
    name: z.string(),
    fullyQualifiedName: words,
    labels: z.object({ singular: words, plural: words }).catch({ singular: '', plural: '' }),
    primaryDisplayProperty: words,
    secondaryDisplayProperties: names,
    requiredProperties: names,
    /** Where the text of a search is looked for. */
    searchableProperties: names,
    /** One for each direction in which its records can be associated. */
    associations: z
      .array(z.object({ fromObjectTypeId: id, toObjectTypeId: id }))
      .catch([])
      .default([]),
    archived: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
  }),
)
/** The definition of a custom object, without its properties. */
export type CustomObject = z.infer<typeof customObject>

/**
 * All custom objects of the account, in one answer.
 *
 * @throws {HubSpotError} 403 without the scope, and maybe in an account that cannot have any (not documented).
 */
export async function listCustomObjects(caller: Caller, deadline: number): Promise<CustomObject[]> {
  const query = { includePropertyDefinitions: false, includeAssociationDefinitions: true, includeAuditMetadata: false }
  const call = { what: 'list the custom objects', method: 'GET', path: paths.schemas, query, deadline } as const
  const { results } = await caller.call(call, page(customObject))
  return results.filter(({ archived }) => !archived)
}
