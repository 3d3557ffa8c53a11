import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { notFound } from './errors'
import type { ChannelMessage } from './message-model'
import { publish } from './publish'
import { publishBody } from './publish-body'
import { type ApiRequest, bearer } from './routes'
import { iso } from './world'

const base = '/conversations/custom-channels/2026-09/{channelId}/messages'
const read = ['conversations.custom_channels.read']
const write = ['conversations.custom_channels.write']

const statusBody = z.strictObject({
  statusType: z.enum(['SENT', 'FAILED', 'READ']),
  errorMessage: z.string().optional(),
})

export const channelMessageRoutes = [
  bearer('POST', base, write, ({ world, param, json }, caller) => ({
    status: 201,
    body: structuredClone(publish(world, caller, param('channelId'), json(publishBody))),
  })),
  bearer('GET', `${base}/{messageId}`, read, (request, caller) => ok(ownMessage(request, caller))),
  bearer('PATCH', `${base}/{messageId}`, write, updateStatus),
]

function updateStatus(request: ApiRequest, caller: Caller): SimResponse {
  const message = ownMessage(request, caller)
  const { statusType, errorMessage } = request.json(statusBody)
  message.status = { statusType }
  if (statusType === 'FAILED') {
    message.status.failureDetails = {
      ...(errorMessage === undefined ? {} : { errorMessage }),
      errorMessageTokens: {},
    }
  }
  message.updatedAt = iso(request.world.now())
  return ok(message)
}

function ownMessage({ world, param }: ApiRequest, { app, portal }: Caller): ChannelMessage {
  const found = world.channelMessages.get(param('messageId'))
  const channel = world.channels.get(param('channelId'))
  if (
    found === undefined ||
    found.thread.portalId !== portal.portalId ||
    found.message.channelId !== channel?.id ||
    channel.appId !== app.appId
  ) {
    throw notFound(`No message with id ${param('messageId')} was found on channel ${param('channelId')}`)
  }
  return found.message
}

const ok = (message: ChannelMessage): SimResponse => ({ status: 200, body: structuredClone(message) })
