import * as z from 'zod/mini'
import { id } from './id'

/** The form of every HubSpot list. */
export const page = <T>(item: z.ZodMiniType<T>) =>
  z.object({
    results: z.array(item),
    paging: z.nullish(z.object({ next: z.nullish(z.object({ after: id })) })),
  })

/** Reads a list to its last page. `fetchPage` gets the query of the page it is to fetch. */
export async function allPages<T>(
  fetchPage: (query: Record<string, string>) => Promise<z.infer<ReturnType<typeof page<T>>>>,
): Promise<T[]> {
  const items: T[] = []
  // A server that names a page again would keep us here for ever.
  const seen = new Set<string>()
  let after: string | undefined
  do {
    const current = await fetchPage(after === undefined ? {} : { after })
    items.push(...current.results)
    after = current.paging?.next?.after
    if (after === undefined || seen.has(after)) break
    seen.add(after)
  } while (seen.size < mostPages)
  return items
}

/** Of a hundred entries each: more than any account has. */
const mostPages = 1_000
