import * as z from 'zod'
import type { DeskCalls } from './desk'

const tagged = z.object({ tags: z.record(z.string(), z.string()), discriminateByTags: z.array(z.string()) })
const byTags = tagged.transform(({ tags, discriminateByTags }) =>
  discriminateByTags.map((name) => `${name}=${tags[name] ?? ''}`).join(' '),
)
const inner = z.object({ message: byTags }).transform(({ message }) => message)

/** By what the other side recognises a request that is made again: the desk in a way of its own, Botpress by tags. */
export function idempotencyKeyOf(
  requestBody: unknown,
  { idempotencyKey }: Pick<DeskCalls, 'idempotencyKey'>,
): string | undefined {
  return idempotencyKey(requestBody) ?? z.union([inner, byTags]).safeParse(requestBody).data
}
