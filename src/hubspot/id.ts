import * as z from 'zod'

/** An ID in what HubSpot sends: text here, a number there, for the same thing. */
export const id = z.union([z.string().min(1), z.number()]).transform(String)
