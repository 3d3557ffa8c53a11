import * as z from 'zod'

/** What the bot reads of the actions' answers. */

const contactSchema = z.object({ id: z.string(), firstName: z.string().optional(), name: z.string().optional() })
export type KnownContact = z.infer<typeof contactSchema>
export const foundContact = z.object({ found: z.boolean(), contact: contactSchema.optional() })

export const foundTickets = z.object({
  tickets: z.array(
    z.object({ url: z.string(), subject: z.string().default('Your ticket'), stage: z.string().default('open') }),
  ),
})

export const written = z.object({
  status: z.enum(['done', 'existing', 'needsConfirmation', 'invalid']),
  record: z.object({ id: z.string(), url: z.string(), title: z.string() }).optional(),
  confirmation: z.string().optional(),
  say: z.string().optional(),
  problems: z.array(z.object({ problem: z.string() })).default([]),
})
export type Written = z.infer<typeof written>
