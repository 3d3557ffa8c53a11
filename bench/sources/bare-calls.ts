import * as z from 'zod'

/** The two calls of the bare handler, as recorded from the integration. */
export const bareCalls = z.object({
  send: z.object({ url: z.string(), authorization: z.string(), body: z.record(z.string(), z.unknown()) }),
  reply: z.object({
    userId: z.string(),
    conversationId: z.string(),
    message: z.object({
      type: z.string(),
      payload: z.record(z.string(), z.unknown()),
      tags: z.record(z.string(), z.string()),
      discriminateByTags: z.array(z.string()),
    }),
  }),
})

export type BareCalls = z.infer<typeof bareCalls>
