import * as z from 'zod/mini'
import type { Caller } from './caller'
import { id } from './id'
import { page } from './paging'
import { paths } from './versions'

/** The objects that an account defined itself (Enterprise only). */

const words = z.lazy(() =>
  z.pipe(
    z.nullish(z.string()),
    z.transform((value) => value ?? ''),
  ),
)
const names = z.lazy(() => z._default(z.catch(z.array(z.string()), []), []))

const customObject = z.lazy(() =>
  z.object({
    objectTypeId: id,
    name: z.string(),
    fullyQualifiedName: words,
    labels: z.catch(z.object({ singular: words, plural: words }), { singular: '', plural: '' }),
    primaryDisplayProperty: words,
    secondaryDisplayProperties: names,
    requiredProperties: names,
    /** Where the text of a search is looked for. */
    searchableProperties: names,
    /** One for each direction in which its records can be associated. */
    associations: z._default(z.catch(z.array(z.object({ fromObjectTypeId: id, toObjectTypeId: id })), []), []),
    archived: z.pipe(
      z.nullish(z.boolean()),
      z.transform((value) => value ?? false),
    ),
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
