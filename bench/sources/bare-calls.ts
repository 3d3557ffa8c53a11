import * as z from 'zod'

/** The two calls of the bare handler, as recorded from the integration. */
export const bareCalls = z.object({
  send: z.object({
    /** With `{threadId}` in place of the thread's ID, where it is in the path. */
    url: z.string(),
    authorization: z.string(),
    body: z.record(z.string(), z.unknown()),
    /** What the body calls the session's reference and the message's ID; undefined where they are not in it. */
    refField: z.string().optional(),
    keyField: z.string().optional(),
  }),
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
