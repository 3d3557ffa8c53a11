import * as z from 'zod/mini'
import type { DeskEvent } from '../../core/desk'
import { readJson } from '../../core/platform/json'
import type { ThreadName } from '../../core/session/session'
import { agentReplyFrom } from '../desk/agent-reply'
import { actorIdFrom } from '../hubspot/actor-id'
import { agentMessage } from '../hubspot/agent-message'
import { id, isName } from '../hubspot/id'

/** A change of a channel account, made in HubSpot's settings. `at` is HubSpot's time, in epoch ms, where it says one. */
export type AccountEvent = {
  kind: 'account'
  account: string
  change: 'created' | 'updated' | 'purged'
  accountId: string
  at: number | undefined
  facts: AccountFacts
}

/** What HubSpot tells us, in our own terms. */
export type HubSpotEvent = DeskEvent | AccountEvent

/** What an account webhook says of the account; HubSpot's field names are not confirmed, so several are read. */
export type AccountFacts = { authorized?: boolean; active?: boolean }

/**
 * Reads a webhook body: one event or an array of them, of both of HubSpot's webhook systems.
 *
 * @param appId of this app; undefined while it is not known.
 * @returns the events that mean something to us; undefined when the body is not JSON.
 */
export function parseEvents(body: string, appId: string | undefined): HubSpotEvent[] | undefined {
  let json: unknown
  try {
    json = readJson(body)
  } catch {
    return undefined
  }
  return (Array.isArray(json) ? json : [json]).flatMap((item) => channelEvent(item, appId) ?? appEvent(item) ?? [])
}

const flag = z.lazy(() => z.catch(z.optional(z.boolean()), undefined))

const envelope = z.lazy(() => z.object({ type: z.string(), portalId: id }))

const threadIds = z.lazy(() =>
  z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(10)),
)
const reply = z.lazy(() =>
  z.object({
    channelIntegrationThreadIds: threadIds,
    message: agentMessage.check(
      z.refine(({ createdAt }) => !Number.isNaN(Date.parse(createdAt)), { path: ['createdAt'] }),
      z.refine((message) => isName(message.id), { path: ['id'] }),
    ),
  }),
)
const namesOfReply = z.lazy(() =>
  z.object({
    channelIntegrationThreadIds: z.catch(threadIds, []),
    message: z.catch(
      z.object({
        id: z.catch(z.optional(id.check(z.refine(isName))), undefined),
        channelAccountId: z.catch(z.optional(id), undefined),
      }),
      { id: undefined, channelAccountId: undefined },
    ),
  }),
)

const account = z.lazy(() =>
  z.object({
    channelAccountId: id,
    authorized: flag,
    active: flag,
    eventTimestamp: z.catch(z.optional(z.string()), undefined),
  }),
)

const accountChanges = new Map([
  ['CHANNEL_ACCOUNT_CREATED', 'created'],
  ['CHANNEL_ACCOUNT_UPDATED', 'updated'],
  ['CHANNEL_ACCOUNT_PURGED', 'purged'],
] as const satisfies [string, string][])

/** Webhooks of a custom channel, which go to the channel's own URL. */
function channelEvent(item: unknown, appId: string | undefined): HubSpotEvent | undefined {
  const head = envelope.safeParse(item)
  if (!head.success) return undefined
  const { type, portalId } = head.data
  if (type === 'OUTGOING_CHANNEL_MESSAGE_CREATED') {
    const { data, error } = reply.safeParse(item)
    if (data === undefined) return unreadable(item, portalId, error)
    const said = agentReplyFrom(data.message, appId)
    const threads = byRefs(data.channelIntegrationThreadIds)
    return said && { kind: 'reply', account: portalId, threads, reply: said }
  }
  const change = [...accountChanges].find(([name]) => name === type)?.[1]
  const { data } = account.safeParse(item)
  if (change === undefined || data === undefined) return undefined
  const { channelAccountId: accountId, eventTimestamp, ...facts } = data
  const at = Date.parse(eventTimestamp ?? '')
  return {
    kind: 'account',
    account: portalId,
    change,
    accountId,
    at: Number.isNaN(at) ? undefined : at,
    facts: defined(facts),
  }
}

const byRefs = (refs: string[]): ThreadName[] => [...new Set(refs)].map((ref) => ({ name: 'ref', id: ref }))

function unreadable(item: unknown, portalId: string, { issues }: z.core.$ZodError): HubSpotEvent {
  const { channelIntegrationThreadIds, message } = namesOfReply.parse(item)
  const where = issues.map(({ path }) => path.join('.')).join(', ')
  const { id: messageId, channelAccountId: via } = message
  return { kind: 'unreadable', account: portalId, threads: byRefs(channelIntegrationThreadIds), messageId, via, where }
}

/** Leaves out what is undefined. */
function defined({ authorized, active }: { [K in keyof AccountFacts]: boolean | undefined }): AccountFacts {
  return { ...(authorized === undefined ? {} : { authorized }), ...(active === undefined ? {} : { active }) }
}

const app = z.lazy(() =>
  z.object({
    /** One sample in HubSpot's documentation names it `eventType`. */
    subscriptionType: z.nullish(z.string()),
    eventType: z.nullish(z.string()),
    portalId: id,
    objectId: id,
    occurredAt: z.pipe(
      z.union([z.number(), z.pipe(z.string(), z.transform(Number))]),
      z.number().check(z.gte(-8e15), z.lte(8e15)),
    ),
    propertyName: z.nullish(z.string()),
    propertyValue: z.pipe(
      z.nullish(z.union([z.string(), z.number(), z.boolean()])),
      z.transform((value) => (value === null || value === undefined ? undefined : String(value))),
    ),
    messageId: z.catch(z.optional(id.check(z.refine(isName))), undefined),
    messageType: z.catch(z.optional(z.string()), undefined),
  }),
)

/** The thread that an app's webhook is about. */
type Thread = { account: string; threads: ThreadName[]; at: number }

/** Webhooks of the app, which go to its one target URL and tell of every conversation in the account. */
function appEvent(item: unknown): HubSpotEvent | undefined {
  const { data } = app.safeParse(item)
  if (data === undefined) return undefined
  const { portalId, objectId, occurredAt: at, propertyName, propertyValue } = data
  const thread: Thread = { account: portalId, threads: [{ name: 'threadId', id: objectId }], at }
  switch (data.subscriptionType ?? data.eventType) {
    case 'conversation.deletion':
    case 'conversation.privacyDeletion':
      return { kind: 'ended', ...thread, reason: 'deleted' }
    case 'conversation.propertyChange':
      return propertyEvent(thread, propertyName, propertyValue)
    case 'conversation.newMessage':
      return newsEvent(thread, data.messageId, data.messageType)
    default:
      return undefined
  }
}

/** Comments are between agents; whatever else is not known for one may be a message. */
function newsEvent(
  thread: Thread,
  messageId: string | undefined,
  messageType: string | undefined,
): HubSpotEvent | undefined {
  if (messageId === undefined || messageType === 'COMMENT' || messageType === 'WELCOME_MESSAGE') return undefined
  return { kind: 'news', ...thread, messageId }
}

function propertyEvent(
  thread: Thread,
  name: string | null | undefined,
  value: string | undefined,
): HubSpotEvent | undefined {
  if (name === 'assignedTo') return { kind: 'assigned', ...thread, agent: actorIdFrom(value) }
  if (name === 'status' && value === 'CLOSED') return { kind: 'ended', ...thread, reason: 'agent' }
  if (name === 'status' && value === 'OPEN') return { kind: 'reopened', ...thread }
  if (name === 'isArchived') {
    // HubSpot only tells of a restored thread, with the value false; the other is taken for what it says.
    return value?.toLowerCase() === 'true'
      ? { kind: 'ended', ...thread, reason: 'deleted' }
      : { kind: 'reopened', ...thread }
  }
  return undefined
}
