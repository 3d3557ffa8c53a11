import type { z as sdk } from '@botpress/sdk'
import * as z from 'zod/mini'
import { integrationState } from '../../../../core/platform/state'
import type { states } from '../../definitions/states'

/**
 * The states of an installation, as they are read. `definitions/states.ts` says the same to Botpress, with words for people;
 * that is more than loading and running the integration needs.
 */

type Declared<K extends keyof typeof states> = sdk.infer<(typeof states)[K]['schema']>

const credentials = z.lazy(() =>
  z.object({
    accessToken: z.string(),
    expiresAt: z.number(),
    renewAt: z.number(),
    from: z.string(),
    throttledUntil: z.optional(z.number()),
    issued: z.optional(z.array(z.number())),
  }),
) satisfies z.ZodMiniType<Declared<'credentials'>>

const connection = z.lazy(() =>
  z.object({
    refreshToken: z.string(),
    region: z.string(),
    clientId: z.string(),
    screenName: z.string(),
    appId: z.string(),
    departmentId: z.string(),
    connectedAt: z.number(),
  }),
) satisfies z.ZodMiniType<Declared<'connection'>>

const visit = z.lazy(() =>
  z.object({
    usedNonces: z.array(z.object({ nonce: z.string(), until: z.number() })),
    grant: z.optional(
      z.object({
        id: z.string(),
        at: z.number(),
        region: z.string(),
        refreshToken: z.string(),
        accessToken: z.string(),
        expiresAt: z.number(),
        scopes: z.array(z.string()),
        screenName: z.string(),
      }),
    ),
    work: z.optional(z.object({ id: z.string(), step: z.string(), remarks: z.array(z.string()) })),
  }),
) satisfies z.ZodMiniType<Declared<'visit'>>

const brand = z.lazy(() =>
  z.object({
    region: z.string(),
    screenName: z.string(),
    appId: z.string(),
    name: z.string(),
    departmentId: z.string(),
    departments: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
) satisfies z.ZodMiniType<Declared<'brand'>>

const webhook = z.lazy(() =>
  z.object({
    id: z.string(),
    url: z.string(),
    keys: z.array(z.string()),
    readAt: z.number(),
    replayedAt: z.number(),
  }),
) satisfies z.ZodMiniType<Declared<'webhook'>>

export type Credentials = z.infer<typeof credentials>
export type Connection = z.infer<typeof connection>
export type VisitState = z.infer<typeof visit>
export type BrandState = z.infer<typeof brand>
export type WebhookState = z.infer<typeof webhook>

export const credentialsState = integrationState('credentials', credentials)
export const connectionState = integrationState('connection', connection)
export const visitState = integrationState('visit', visit)
export const brandState = integrationState('brand', brand)
export const webhookState = integrationState('webhook', webhook)
