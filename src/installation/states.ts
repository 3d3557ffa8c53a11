import type { z as sdk } from '@botpress/sdk'
import * as z from 'zod/mini'
import { integrationState } from '../../core/platform/state'
import type { states } from '../../definitions/states'

/**
 * The states of an installation, as they are read. `definitions/states.ts` says the same to Botpress, with words for people;
 * that is more than loading and running the integration needs.
 */

type Declared<K extends keyof typeof states> = sdk.infer<(typeof states)[K]['schema']>

const credentials = z.lazy(() =>
  z.object({
    refreshToken: z.string(),
    accessToken: z.string(),
    expiresAt: z.number(),
    portalId: z.string(),
    configuredTokenHash: z.string(),
    connectedAt: z.optional(z.number()),
    appId: z.optional(z.string()),
  }),
) satisfies z.ZodMiniType<Declared<'credentials'>>

const channel = z.lazy(() => z.object({ channelId: z.string(), webhookUrl: z.string() })) satisfies z.ZodMiniType<
  Declared<'channel'>
>

const accounts = z.lazy(() =>
  z.object({
    accounts: z.array(
      z.object({
        id: z.string(),
        inboxId: z.string(),
        inboxName: z.string(),
        authorized: z.boolean(),
        active: z.boolean(),
        changedAt: z.number(),
        address: z.string(),
      }),
    ),
  }),
) satisfies z.ZodMiniType<Declared<'accounts'>>

const connection = z.lazy(() =>
  z.object({
    usedNonces: z.array(z.object({ nonce: z.string(), until: z.number() })),
    grant: z.optional(
      z.object({
        id: z.string(),
        at: z.number(),
        refreshToken: z.string(),
        accessToken: z.string(),
        expiresAt: z.number(),
        portalId: z.string(),
        confirmed: z.boolean(),
      }),
    ),
    work: z.optional(
      z.object({
        id: z.string(),
        step: z.enum(['find', 'wait', 'accounts', 'finish', 'done']),
        inboxes: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
        connected: z.number(),
        channelId: z.string(),
        createdAt: z.number(),
      }),
    ),
    portalId: z.string(),
    portalName: z.string(),
    scopes: z.array(z.string()),
    inboxIds: z.array(z.string()),
  }),
) satisfies z.ZodMiniType<Declared<'connection'>>

/** How the interaction log is set; an entry of the keyed states. */
export const logSettingsEntry = z.lazy(() =>
  z.object({
    mode: z.enum(['off', 'summary', 'summaryAndTranscript']),
    onNoMatch: z.enum(['skip', 'create']),
    source: z.enum(['configuration', 'action']),
    /** What the configuration said then. */
    configured: z.string(),
    /** When the log was last switched on; epoch ms. */
    since: z.optional(z.number()),
    /** Why it is off although it was switched on: a sentence for the bot's owner. */
    lack: z.optional(z.string()),
  }),
)
export type LogSettings = z.infer<typeof logSettingsEntry>

export type Credentials = z.infer<typeof credentials>
export type ChannelState = z.infer<typeof channel>
export type Connection = z.infer<typeof connection>
export type ConnectedAccount = z.infer<typeof accounts>['accounts'][number]

export const credentialsState = integrationState('credentials', credentials)
export const channelState = integrationState('channel', channel)
export const accountsState = integrationState('accounts', accounts)
export const connectionState = integrationState('connection', connection)
