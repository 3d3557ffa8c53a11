import * as z from 'zod'

/**
 * An ID in what HubSpot sends: text here, a number there, for the same thing. A number that JavaScript cannot hold exactly
 * is none, since a rounded ID is another record's; `readJson` gives such a one as text.
 */
export const id = z.union([z.string().min(1), z.int()]).transform(String)
