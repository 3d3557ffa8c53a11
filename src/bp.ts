import * as sdk from '@botpress/sdk'
import type { Declares } from '../core/botpress'
import type { crmActions } from '../definitions/actions'
import type { configuration } from '../definitions/configuration'
import type { entities } from '../definitions/entities'
import type { events } from '../definitions/events'
import type { states } from '../definitions/states'
import type { conversationTags, messageTags, userTags } from '../definitions/tags'
import type { hitl } from '../interfaces/hitl'

/**
 * The types and the class that handlers are written against, inferred from the definition. This is the only place that
 * infers them, so that nothing depends on files that a code generator writes.
 */

type Infer<T extends { schema: sdk.z.ZodTypeAny }> = sdk.z.infer<T['schema']>
type Actions = (typeof hitl)['definition']['actions']
type Messages = (typeof hitl)['definition']['channels']['hitl']['messages']

type CrmActions = typeof crmActions

/** The interface leaves the session's entity open; ours fills it. */
type StartHitlInput = Omit<Infer<Actions['startHitl']['input']>, 'hitlSession'> & {
  hitlSession?: Infer<(typeof entities)['hubspotThread']> | undefined
}

type TIntegration = sdk.DefaultIntegration<{
  name: 'hubspot-inbox-hitl'
  version: '1.4.0'
  configuration: Infer<typeof configuration>
  configurations: Record<never, never>
  actions: {
    createUser: { input: Infer<Actions['createUser']['input']>; output: Infer<Actions['createUser']['output']> }
    startHitl: { input: StartHitlInput; output: Infer<Actions['startHitl']['output']> }
    stopHitl: { input: Infer<Actions['stopHitl']['input']>; output: Infer<Actions['stopHitl']['output']> }
  } & { [K in keyof CrmActions]: { input: Infer<CrmActions[K]['input']>; output: Infer<CrmActions[K]['output']> } }
  events: { [K in keyof (typeof hitl)['definition']['events']]: Infer<(typeof hitl)['definition']['events'][K]> } & {
    [K in keyof typeof events]: Infer<(typeof events)[K]>
  }
  channels: {
    hitl: {
      messages: { [K in keyof Messages]: Infer<Messages[K]> }
      conversation: { tags: { [K in keyof typeof conversationTags]: string } }
      message: { tags: { [K in keyof typeof messageTags]: string } }
    }
  }
  states: { [K in keyof typeof states]: { type: (typeof states)[K]['type']; payload: Infer<(typeof states)[K]> } }
  user: { tags: { [K in keyof typeof userTags]: string } }
  entities: { [K in keyof typeof entities]: Infer<(typeof entities)[K]> }
}>

export type IntegrationProps = sdk.IntegrationProps<TIntegration>

/** What every handler is given. */
export type HandlerProps = Pick<Parameters<IntegrationProps['register']>[0], 'ctx' | 'client' | 'logger'>
export type Context = HandlerProps['ctx']
export type Configuration = Context['configuration']

/** Proves that the definition declares what the core reads and writes. */
export type Declared = Declares<{
  conversation: typeof conversationTags
  message: typeof messageTags
  user: typeof userTags
  states: typeof states
}>

export class Integration extends sdk.Integration<TIntegration> {}
