import * as z from 'zod'
import { parseBody } from '../errors'
import { ok, type Route } from './call'

const configureSchema = z.strictObject({
  identifier: z.string().max(200).nullable().optional(),
  scheduleRegisterCall: z
    .enum(['hourly', 'daily', 'weekly', 'bi-weekly', 'monthly', 'bi-monthly', 'quarterly', 'yearly'])
    .optional(),
  sandboxIdentifiers: z.unknown().optional(),
})

/** `configureIntegration`: only recorded; nobody calls register by the clock here. */
export const configureRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1/chat/integrations/configure',
    run: ({ site, body }) => {
      const { identifier, scheduleRegisterCall } = parseBody(configureSchema, body)
      if (identifier !== undefined) site.identifier = identifier
      if (scheduleRegisterCall !== undefined) site.scheduleRegisterCall = scheduleRegisterCall
      return ok({})
    },
  },
]
