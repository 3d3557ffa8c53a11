import * as z from 'zod'
import { id } from './id'

/** The form of every HubSpot list. */
export const page = <T>(item: z.ZodType<T>) =>
  z.object({
    results: z.array(item),
    paging: z.object({ next: z.object({ after: id }).nullish() }).nullish(),
  })

/** Reads a list to its last page. `fetchPage` gets the query of the page it is to fetch. */
export async function allPages<T>(
  fetchPage: (query: Record<string, string>) => Promise<z.infer<ReturnType<typeof page<T>>>>,
): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const current = await fetchPage(after === undefined ? {} : { after })
    items.push(...current.results)
    const next = current.paging?.next?.after
    // A server that names the same page again would keep us here for ever.
    after = next === after ? undefined : next
  } while (after !== undefined)
  return items
}
