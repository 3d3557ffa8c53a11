import type { z } from '@botpress/sdk'
import { states } from '../definitions/states'
import type { Client, Context } from './bp'
import { isNotFound } from './not-found'
import { unrepeated } from './unrepeated'

/** Where a state of the installation is read and written. */
type Place = { ctx: Pick<Context, 'integrationId'>; client: Client }

/**
 * One state of the installation. What is stored in another form, by another version, counts as absent: an optional part by
 * itself, so that the rest is not lost with the next write, and else all of it.
 */
export type IntegrationState<T> = {
  read(place: Place): Promise<T | undefined>
  /** null clears it. */
  write(place: Place, payload: T | null): Promise<void>
  /** For what was read under a lock of seconds: the request is not repeated. */
  writeOnce(place: Place, payload: T): Promise<void>
}

function integrationState<S extends z.ZodType>(name: string, schema: S): IntegrationState<z.infer<S>> {
  const reference = (place: Place) => ({ type: 'integration', id: place.ctx.integrationId, name }) as const
  return {
    async read(place) {
      try {
        const { state } = await place.client._inner.getState(reference(place))
        return parsed(schema, state.payload)
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw error
      }
    },
    async write(place, payload) {
      await place.client._inner.setState({ ...reference(place), payload })
    },
    async writeOnce(place, payload) {
      await unrepeated(place.client).setState({ ...reference(place), payload })
    },
  }
}

function parsed<S extends z.ZodType>(schema: S, payload: Record<string, unknown> | null): z.infer<S> | undefined {
  const stored = schema.safeParse(payload)
  if (stored.success) return stored.data
  const strange = new Set(stored.error.issues.map(({ path }) => path[0]))
  const known = Object.entries(payload ?? {}).filter(([name]) => !strange.has(name))
  return schema.safeParse(Object.fromEntries(known)).data
}

export type Credentials = z.infer<(typeof states)['credentials']['schema']>
export type ChannelState = z.infer<(typeof states)['channel']['schema']>
export type Connection = z.infer<(typeof states)['connection']['schema']>
export type ConnectedAccount = z.infer<(typeof states)['accounts']['schema']>['accounts'][number]

export const credentialsState = integrationState('credentials', states.credentials.schema)
export const channelState = integrationState('channel', states.channel.schema)
export const accountsState = integrationState('accounts', states.accounts.schema)
export const connectionState = integrationState('connection', states.connection.schema)
