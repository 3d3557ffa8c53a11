import * as z from 'zod/mini'

/** Values as SalesIQ writes them: most are texts, and some samples have numbers in their place. */

export const id = z.lazy(() =>
  z.union([
    z.string().check(z.minLength(1), z.maxLength(200)),
    z.pipe(z.int().check(z.nonnegative()), z.transform(String)),
  ]),
)
/** One that goes beside what counts, so that another form of it costs only itself. */
export const optionalId = z.lazy(() => z.catch(z.optional(id), undefined))
export const optionalText = z.lazy(() => z.catch(z.optional(z.string()), undefined))
export const optionalFlag = z.lazy(() => z.catch(z.optional(z.boolean()), undefined))

/** Epoch ms. */
export const time = z.lazy(() => z.coerce.number().check(z.int(), z.positive(), z.lte(8e15)))
/** `-1` and the like stand for none. */
export const optionalTime = z.lazy(() => z.catch(z.optional(time), undefined))
