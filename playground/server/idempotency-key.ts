import * as z from 'zod'

const tagged = z.object({ tags: z.record(z.string(), z.string()), discriminateByTags: z.array(z.string()) })
const hubspot = z.object({ integrationIdempotencyId: z.string() }).transform((body) => body.integrationIdempotencyId)
const byTags = tagged.transform(({ tags, discriminateByTags }) =>
  discriminateByTags.map((name) => `${name}=${tags[name] ?? ''}`).join(' '),
)
const inner = z.object({ message: byTags }).transform(({ message }) => message)

/** By what the other side recognises a request that is made again: HubSpot by an id, Botpress by tags. */
export function idempotencyKeyOf(requestBody: unknown): string | undefined {
  return z.union([hubspot, inner, byTags]).safeParse(requestBody).data
}
