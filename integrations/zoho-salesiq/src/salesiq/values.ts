import * as z from 'zod'

/** Values as SalesIQ writes them: most are texts, and some samples have numbers in their place. */

export const id = z.lazy(() => z.union([z.string().min(1).max(200), z.number().int().nonnegative().transform(String)]))
/** One that goes beside what counts, so that another form of it costs only itself. */
export const optionalId = z.lazy(() => id.optional().catch(undefined))
export const optionalText = z.lazy(() => z.string().optional().catch(undefined))
export const optionalFlag = z.lazy(() => z.boolean().optional().catch(undefined))

/** Epoch ms. */
export const time = z.lazy(() => z.coerce.number().int().positive().max(8e15))
/** `-1` and the like stand for none. */
export const optionalTime = z.lazy(() => time.optional().catch(undefined))
