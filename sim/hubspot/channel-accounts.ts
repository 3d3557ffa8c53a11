import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { identifierTypes } from './capabilities'
import { isVisible, unknownChannel } from './custom-channels'
import { invalid, notFound } from './errors'
import { emitAccountEvent } from './events'
import type { DeliveryIdentifier } from './message-model'
import type { Channel, ChannelAccount } from './model'
import { listParam, pageWithTotal } from './paging'
import { type ApiRequest, bearer } from './routes'
import { iso, type World } from './world'

const base = '/conversations/custom-channels/2026-09/{channelId}/channel-accounts'
const eitherScope = ['conversations.custom_channels.read', 'conversations.custom_channels.write']
const read = ['conversations.read']

export const deliveryIdentifier = z.strictObject({ type: z.enum(identifierTypes), value: z.string().min(1) })

const createBody = z.strictObject({
  inboxId: z.string(),
  name: z.string().min(1),
  authorized: z.boolean(),
  deliveryIdentifier: deliveryIdentifier.optional(),
})

const patchBody = z.strictObject({ name: z.string().min(1).optional(), authorized: z.boolean().optional() })

export const channelAccountRoutes = [
  bearer('GET', base, eitherScope, list),
  bearer('POST', base, eitherScope, create),
  bearer('GET', `${base}/{channelAccountId}`, eitherScope, (request, caller) => ok(ownAccount(request, caller))),
  bearer('PATCH', `${base}/{channelAccountId}`, eitherScope, patch),
  bearer('GET', '/conversations/conversations/2026-09/channel-accounts', read, listAll),
  bearer('GET', '/conversations/conversations/2026-09/channel-accounts/{channelAccountId}', read, getAny),
]

function list(request: ApiRequest, caller: Caller): SimResponse {
  const channel = ownChannel(request, caller)
  const types = listParam(request.http, 'deliveryIdentifierType')
  const values = request.http.query.getAll('deliveryIdentifierValue')
  const accounts = accountsIn(request, caller).filter(
    ({ channelId, deliveryIdentifier: identifier }) =>
      channelId === channel.id &&
      (types.length === 0 || types.includes(identifier?.type ?? '')) &&
      (values.length === 0 || values.includes(identifier?.value ?? '')),
  )
  return { status: 200, body: pageWithTotal(request.world, request.http, accounts.map(accountBody)) }
}

function listAll(request: ApiRequest, caller: Caller): SimResponse {
  const channelIds = listParam(request.http, 'channelId')
  const inboxIds = listParam(request.http, 'inboxId')
  const accounts = accountsIn(request, caller).filter(
    (account) =>
      (channelIds.length === 0 || channelIds.includes(account.channelId)) &&
      (inboxIds.length === 0 || inboxIds.includes(account.inboxId)),
  )
  return { status: 200, body: pageWithTotal(request.world, request.http, accounts.map(accountBody)) }
}

function accountsIn({ http }: ApiRequest, { portal }: Caller): ChannelAccount[] {
  const archived = http.query.get('archived') === 'true'
  return [...portal.accounts.values()].filter((account) => (account.archivedAt !== undefined) === archived)
}

function create(request: ApiRequest, caller: Caller): SimResponse {
  const { world } = request
  const channel = ownChannel(request, caller)
  const body = request.json(createBody)
  if (!caller.portal.inboxes.has(body.inboxId)) throw invalid(`No inbox with id ${body.inboxId} was found`)
  checkIdentifier(channel, body.deliveryIdentifier)
  const reused = isKnown(caller, channel, body.deliveryIdentifier)
  const account: ChannelAccount = {
    id: world.nextId(),
    channelId: channel.id,
    portalId: caller.portal.portalId,
    inboxId: body.inboxId,
    name: body.name,
    active: !reused || world.settings.reusedIdentifierActive,
    authorized: body.authorized,
    archivedAt: undefined,
    deliveryIdentifier: body.deliveryIdentifier,
    createdAt: world.now(),
  }
  caller.portal.accounts.set(account.id, account)
  world.accounts.set(account.id, account)
  if (world.settings.accountWebhooks) emitAccountEvent(world, account, 'CHANNEL_ACCOUNT_CREATED')
  return { status: 201, body: accountBody(account) }
}

function checkIdentifier(channel: Channel, identifier: DeliveryIdentifier | undefined): void {
  const { deliveryIdentifierTypes: types } = channel.capabilities
  if (identifier === undefined || !Array.isArray(types) || types.includes(identifier.type)) return
  throw invalid(`The channel has no delivery identifiers of type ${identifier.type}`)
}

function isKnown({ portal }: Caller, channel: Channel, identifier: DeliveryIdentifier | undefined): boolean {
  if (identifier === undefined) return false
  return [...portal.accounts.values()].some(
    ({ channelId, deliveryIdentifier: other }) =>
      channelId === channel.id && other?.type === identifier.type && other.value === identifier.value,
  )
}

function patch(request: ApiRequest, caller: Caller): SimResponse {
  const account = ownAccount(request, caller)
  const body = request.json(patchBody)
  if (account.archivedAt !== undefined) throw unknownAccount(account.id)
  if (body.name !== undefined) account.name = body.name
  if (body.authorized !== undefined) account.authorized = body.authorized
  if (request.world.settings.accountWebhooks) emitAccountEvent(request.world, account, 'CHANNEL_ACCOUNT_UPDATED')
  return ok(account)
}

function ownChannel({ world, param }: ApiRequest, { app }: Caller): Channel {
  const channel = world.channels.get(param('channelId'))
  if (channel === undefined || channel.appId !== app.appId || !isVisible(world, channel)) {
    throw unknownChannel(param('channelId'))
  }
  return channel
}

function ownAccount(request: ApiRequest, caller: Caller): ChannelAccount {
  const channel = ownChannel(request, caller)
  const account = anyAccount(request, caller)
  if (account.channelId !== channel.id) throw unknownAccount(account.id)
  return account
}

/** Archived accounts only answer to `archived=true`. */
function anyAccount({ http, param }: ApiRequest, { portal }: Caller): ChannelAccount {
  const account = portal.accounts.get(param('channelAccountId'))
  const archived = http.query.get('archived') === 'true'
  if (account === undefined || (account.archivedAt !== undefined) !== archived) {
    throw unknownAccount(param('channelAccountId'))
  }
  return account
}

function getAny(request: ApiRequest, caller: Caller): SimResponse {
  return ok(anyAccount(request, caller))
}

const unknownAccount = (accountId: string) => notFound(`No channel account with id ${accountId} was found`)

const ok = (account: ChannelAccount): SimResponse => ({ status: 200, body: accountBody(account) })

function accountBody(account: ChannelAccount): Record<string, unknown> {
  const { portalId: _portalId, createdAt, archivedAt, deliveryIdentifier: identifier, ...rest } = account
  return {
    ...rest,
    createdAt: iso(createdAt),
    archived: archivedAt !== undefined,
    ...(archivedAt === undefined ? {} : { archivedAt: iso(archivedAt) }),
    ...(identifier === undefined ? {} : { deliveryIdentifier: identifier }),
  }
}

/** The account's portal-side switches as an administrator sets them in HubSpot's settings. */
export function updateAccount(
  world: World,
  account: ChannelAccount,
  change: Partial<Pick<ChannelAccount, 'authorized' | 'active'>>,
): void {
  Object.assign(account, change)
  emitAccountEvent(world, account, 'CHANNEL_ACCOUNT_UPDATED')
}

/** Takes the account away, as deleting it in HubSpot's settings does. */
export function purgeAccount(world: World, account: ChannelAccount): void {
  account.archivedAt ??= world.now()
  account.active = false
  emitAccountEvent(world, account, 'CHANNEL_ACCOUNT_PURGED')
}
