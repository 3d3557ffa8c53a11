import * as z from 'zod/mini'

/**
 * An ID in what HubSpot sends: text here, a number there, for the same thing. A number that JavaScript cannot hold exactly
 * is none, since a rounded ID is another record's; `readJson` gives such a one as text.
 */
export const id = z.lazy(() => z.pipe(z.union([z.string().check(z.minLength(1)), z.int()]), z.transform(String)))

/** An ID that need not be there; what is none is not. */
export const maybeId = z.lazy(() => z.catch(z.optional(id), undefined))

/** Whether an ID can stand in a path and in a tag: half characters cannot, nor dots alone, which lead elsewhere. */
export const isName = (text: string): boolean => text.length <= 200 && !/^\.{0,2}$|\p{Cs}/u.test(text)

/** Compares by ID, lowest first. IDs are numbers that JavaScript may not hold exactly: the shorter is the lower. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
}
