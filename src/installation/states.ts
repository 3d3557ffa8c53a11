import type { z } from '@botpress/sdk'
import { integrationState } from '../../core/platform/state'
import { states } from '../../definitions/states'

export type Credentials = z.infer<(typeof states)['credentials']['schema']>
export type ChannelState = z.infer<(typeof states)['channel']['schema']>
export type Connection = z.infer<(typeof states)['connection']['schema']>
export type ConnectedAccount = z.infer<(typeof states)['accounts']['schema']>['accounts'][number]

export const credentialsState = integrationState('credentials', states.credentials.schema)
export const channelState = integrationState('channel', states.channel.schema)
export const accountsState = integrationState('accounts', states.accounts.schema)
export const connectionState = integrationState('connection', states.connection.schema)
