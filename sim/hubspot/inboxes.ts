import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { isVisible } from './custom-channels'
import { notFound } from './errors'
import type { Channel, Inbox } from './model'
import { pageWithTotal } from './paging'
import { type ApiRequest, bearer } from './routes'
import { iso } from './world'

const base = '/conversations/conversations/2026-09'
const read = ['conversations.read']

export const inboxRoutes = [
  bearer('GET', `${base}/inboxes`, read, listInboxes),
  bearer('GET', `${base}/inboxes/{inboxId}`, read, getInbox),
  bearer('GET', `${base}/channels`, read, listChannels),
  bearer('GET', `${base}/channels/{channelId}`, read, getChannel),
]

function listInboxes({ world, http }: ApiRequest, { portal }: Caller): SimResponse {
  const inboxes = http.query.get('archived') === 'true' ? [] : [...portal.inboxes.values()]
  return { status: 200, body: pageWithTotal(world, http, inboxes.map(inboxBody)) }
}

function getInbox({ param }: ApiRequest, { portal }: Caller): SimResponse {
  const inbox = portal.inboxes.get(param('inboxId'))
  if (inbox === undefined) throw notFound(`No inbox with id ${param('inboxId')} was found`)
  return { status: 200, body: inboxBody(inbox) }
}

function inboxBody({ createdAt, ...inbox }: Inbox): Record<string, unknown> {
  return { ...inbox, createdAt: iso(createdAt), updatedAt: iso(createdAt), archived: false }
}

/** The channels that have a live account in the portal, of whichever app. */
function channelsOf({ world }: ApiRequest, { portal }: Caller): Channel[] {
  const ids = new Set(
    [...portal.accounts.values()]
      .filter(({ archivedAt }) => archivedAt === undefined)
      .map(({ channelId }) => channelId),
  )
  return [...ids].flatMap((id) => {
    const channel = world.channels.get(id)
    return channel !== undefined && isVisible(world, channel) ? [channel] : []
  })
}

function listChannels(request: ApiRequest, caller: Caller): SimResponse {
  const channels = channelsOf(request, caller).map(({ id, name }) => ({ id, name }))
  return { status: 200, body: pageWithTotal(request.world, request.http, channels) }
}

function getChannel(request: ApiRequest, caller: Caller): SimResponse {
  const channel = channelsOf(request, caller).find(({ id }) => id === request.param('channelId'))
  if (channel === undefined) throw notFound(`No channel with id ${request.param('channelId')} was found`)
  return { status: 200, body: { id: channel.id, name: channel.name } }
}
