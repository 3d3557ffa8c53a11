import type { z } from '@botpress/sdk'
import { states } from '../definitions/states'
import type { Client, Context } from './bp'
import { isNotFound } from './not-found'
import { unrepeated } from './unrepeated'

/** Where a state of the installation is read and written. */
type Place = { ctx: Pick<Context, 'integrationId'>; client: Client }

/** One state of the installation. What is stored in another form, by another version, counts as absent. */
export type IntegrationState<T> = {
  read(place: Place): Promise<T | undefined>
  /** null clears it. */
  write(place: Place, payload: T | null): Promise<void>
  /** For what was read under a lock of seconds: the request is not repeated. */
  writeOnce(place: Place, payload: T): Promise<void>
}

function integrationState<T extends Record<string, unknown>>(name: string, schema: z.ZodType<T>): IntegrationState<T> {
  const reference = (place: Place) => ({ type: 'integration', id: place.ctx.integrationId, name }) as const
  return {
    async read(place) {
      try {
        const { state } = await place.client._inner.getState(reference(place))
        const stored = schema.safeParse(state.payload)
        return stored.success ? stored.data : undefined
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

export type Credentials = z.infer<(typeof states)['credentials']['schema']>
export type ChannelState = z.infer<(typeof states)['channel']['schema']>
export type Connection = z.infer<(typeof states)['connection']['schema']>
export type ConnectedAccount = z.infer<(typeof states)['accounts']['schema']>['accounts'][number]

export const credentialsState = integrationState('credentials', states.credentials.schema)
export const channelState = integrationState('channel', states.channel.schema)
export const accountsState = integrationState('accounts', states.accounts.schema)
export const connectionState = integrationState('connection', states.connection.schema)
