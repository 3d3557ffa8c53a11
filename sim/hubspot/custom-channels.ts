import * as z from 'zod'
import type { SimResponse } from '../http/server'
import { checkCapabilities } from './capabilities'
import { conflict, invalid, notFound } from './errors'
import type { App, Channel } from './model'
import { pageWithTotal } from './paging'
import { type ApiRequest, developer } from './routes'
import { iso, type World } from './world'

const base = '/conversations/custom-channels/2026-09'

/** HubSpot wants https; the loopback address is let through so that a whole bridge can run on one machine. */
const webUrl = z.url().refine((url) => /^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url), 'must use https')

const createBody = z.strictObject({
  name: z.string().min(1),
  capabilities: z.record(z.string(), z.unknown()),
  webhookUrl: webUrl.optional(),
  channelAccountConnectionRedirectUrl: webUrl.optional(),
  channelDescription: z.string().optional(),
  channelLogoUrl: webUrl.optional(),
})

/** The spec calls every field of a patch required, which is an artefact: partial bodies work. */
const patchBody = createBody.partial().extend({ channelAccountConnectionRedirectUrl: webUrl.nullish() })

export const customChannelRoutes = [
  developer('GET', base, list),
  developer('POST', base, create),
  developer('GET', `${base}/{channelId}`, (request, app) => ok(visibleChannel(request, app))),
  developer('PATCH', `${base}/{channelId}`, patch),
  developer('DELETE', `${base}/{channelId}`, remove),
]

/** Whether HubSpot has made the new channel known everywhere yet. */
export const isVisible = (world: World, channel: Channel): boolean => channel.visibleAt <= world.clock()

function list({ world, http }: ApiRequest, app: App): SimResponse {
  const channels = [...world.channels.values()].filter(
    (channel) => channel.appId === app.appId && isVisible(world, channel),
  )
  return { status: 200, body: pageWithTotal(world, http, channels.map(channelBody)) }
}

function create({ world, json }: ApiRequest, app: App): SimResponse {
  const body = json(createBody)
  checkCapabilities(body.capabilities)
  const own = [...world.channels.values()].filter((channel) => channel.appId === app.appId)
  if (own.length >= world.settings.maxChannels) {
    throw conflict(`An app can have at most ${world.settings.maxChannels} custom channels`)
  }
  const createdAt = world.now()
  const channel: Channel = {
    id: world.nextChannelId(),
    appId: app.appId,
    name: body.name,
    capabilities: body.capabilities,
    webhookUrl: body.webhookUrl,
    channelAccountConnectionRedirectUrl: body.channelAccountConnectionRedirectUrl,
    channelDescription: body.channelDescription,
    channelLogoUrl: body.channelLogoUrl,
    createdAt,
    visibleAt: world.clock() + world.settings.publicDelayMs,
  }
  world.channels.set(channel.id, channel)
  return { status: 201, body: channelBody(channel) }
}

function patch(request: ApiRequest, app: App): SimResponse {
  const channel = ownChannel(request, app)
  const body = request.json(patchBody)
  if (Object.keys(body).length === 0) {
    throw invalid('The update request has nothing to update', {
      subCategory: 'CustomChannelsError.EMPTY_UPDATE_REQUEST_BODY',
    })
  }
  if (body.capabilities !== undefined) checkCapabilities(body.capabilities)
  const { channelAccountConnectionRedirectUrl: redirectUrl, ...rest } = body
  Object.assign(channel, rest)
  if (redirectUrl !== undefined) channel.channelAccountConnectionRedirectUrl = redirectUrl ?? undefined
  return ok(channel)
}

function remove(request: ApiRequest, app: App): SimResponse {
  const channel = ownChannel(request, app)
  const { world } = request
  world.channels.delete(channel.id)
  for (const account of world.accounts.values()) {
    if (account.channelId === channel.id) account.archivedAt ??= world.now()
  }
  return { status: 204 }
}

function visibleChannel(request: ApiRequest, app: App): Channel {
  const channel = ownChannel(request, app)
  if (!isVisible(request.world, channel)) throw unknownChannel(channel.id)
  return channel
}

function ownChannel({ world, param }: ApiRequest, app: App): Channel {
  const channel = world.channels.get(param('channelId'))
  if (channel === undefined || channel.appId !== app.appId) throw unknownChannel(param('channelId'))
  return channel
}

export const unknownChannel = (channelId: string) => notFound(`No custom channel with id ${channelId} was found`)

const ok = (channel: Channel): SimResponse => ({ status: 200, body: channelBody(channel) })

function channelBody(channel: Channel): Record<string, unknown> {
  const { appId: _appId, visibleAt: _visibleAt, createdAt, capabilities, ...rest } = channel
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { ...given, capabilities: structuredClone(capabilities), createdAt: iso(createdAt) }
}
