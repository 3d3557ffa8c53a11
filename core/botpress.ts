import type { Client as PlainClient } from '@botpress/client'
import type * as sdk from '@botpress/sdk'
import type { hitl } from '../interfaces/hitl'
import type {
  coreStates,
  pageStates,
  selfTestTags,
  sessionMessageTags,
  sessionTags,
  sessionUserTags,
} from './definitions'

/**
 * What the core needs of Botpress' SDK. Its own client is generic per integration and does not narrow, so the core works on
 * the plain client inside it, which is the same everywhere, and on the names of `definitions.ts`. Each integration's `bp.ts`
 * proves with `Declares` that it declares them.
 */

export type Client = PlainClient
export type Logger = sdk.IntegrationLogger

/** Of what every handler of every integration is given. */
export type HandlerProps = {
  ctx: { webhookId: string; integrationId: string; configuration: object }
  client: { _inner: Client }
  logger: Logger
}

type Infer<T extends { schema: sdk.z.ZodTypeAny }> = sdk.z.infer<T['schema']>
type Actions = (typeof hitl)['definition']['actions']

export type CreateUserInput = Infer<Actions['createUser']['input']>
/** What the card's "Extra configuration" holds is each desk's own. */
export type StartHitlInput = Omit<Infer<Actions['startHitl']['input']>, 'hitlSession'> & {
  hitlSession?: Readonly<Record<string, unknown>> | undefined
}

export type SessionTag = keyof typeof sessionTags
export type SelfTestTag = keyof typeof selfTestTags
export type SessionMessageTag = keyof typeof sessionMessageTags
type SessionUserTag = keyof typeof sessionUserTags

/** Tags by name; an empty one counts as none. */
export type Tags = Readonly<Record<string, string | undefined>>

/** Compiles only for an integration that declares what the core reads and writes. */
export type Declares<
  T extends {
    conversation: Record<SessionTag | SelfTestTag, unknown>
    message: Record<SessionMessageTag, unknown>
    user: Record<SessionUserTag, unknown>
    states: Record<keyof typeof coreStates | keyof typeof pageStates, unknown>
  },
> = T
