import * as z from 'zod/mini'
import type { Caller } from './caller'
import { SalesIqError } from './errors'
import { pathsOf } from './paths'
import { id, optionalFlag, optionalId, optionalText, optionalTime } from './values'

/** The events that the hand-over lives by. */
export const wantedEvents = [
  'conversation.attender.updated',
  'conversation.missed',
  'conversation.operator.replied',
  'conversation.completed',
  'conversation.transfer.accepted',
] as const

/** Documented for workflows alone; asked for, and done without where SalesIQ does not know it. */
const worthAsking = ['conversation.reopened'] as const

/** For how long SalesIQ keeps what it could not deliver: 60 days, in ms. */
const keptFor = 5_184_000_000

/** A webhook as SalesIQ keeps it. */
export type Webhook = {
  id: string
  url: string
  isEnabled: boolean
  /** Whether its deliveries are signed. */
  isSecured: boolean
  appIds: string[]
  events: string[]
  /** The oldest first, which signs. */
  keys: string[]
}

const webhook = z.lazy(() =>
  z.pipe(
    z.object({
      id,
      url: z.string(),
      status: optionalText,
      secured: optionalFlag,
      app_ids: z.catch(z.array(id), []),
      events: z.catch(z.array(z.string()), []),
      public_keys: z.catch(
        z.array(z.object({ key: z.string().check(z.minLength(1)), created_time: optionalTime, id: optionalId })),
        [],
      ),
    }),
    z.transform(
      (it): Webhook => ({
        id: it.id,
        url: it.url,
        isEnabled: it.status === undefined || /^(?:enabled|active)$/i.test(it.status),
        isSecured: it.secured === true || it.public_keys.length > 0,
        appIds: it.app_ids,
        events: it.events,
        keys: it.public_keys.toSorted((a, b) => (a.created_time ?? 0) - (b.created_time ?? 0)).map(({ key }) => key),
      }),
    ),
  ),
)
const one = z.lazy(() => z.object({ data: webhook }))
const many = z.lazy(() => z.object({ data: z.array(z.unknown()) }))

/** All webhooks of the portal that can be read. */
export async function listWebhooks(caller: Caller, deadline: number): Promise<Webhook[]> {
  const path = pathsOf(caller.screenName).webhooks
  const { data } = await caller.call({ what: 'list the webhooks', method: 'GET', path, deadline }, many)
  return data.flatMap((item) => webhook.safeParse(item).data ?? [])
}

/** One webhook; undefined when there is none of that ID. */
export async function readWebhook(caller: Caller, webhookId: string, deadline: number): Promise<Webhook | undefined> {
  const path = pathsOf(caller.screenName).webhook(webhookId)
  try {
    return (await caller.call({ what: 'show the webhook', method: 'GET', path, deadline }, one)).data
  } catch (error) {
    if (error instanceof SalesIqError && error.outcome === 'gone') return undefined
    throw error
  }
}

const settingsOf = (url: string, appId: string, events: readonly string[]) => ({
  type: 'data',
  url,
  app_ids: [appId],
  events,
  secured: true,
  version: 1,
  expiry_time_for_executions_data: keptFor,
})

/** Makes a webhook. SalesIQ asks the URL first (HEAD), and makes none where that does not answer 200. */
export async function createWebhook(
  caller: Caller,
  { url, appId }: { url: string; appId: string },
  deadline: number,
): Promise<Webhook> {
  const path = pathsOf(caller.screenName).webhooks
  return withEvents(async (events) => {
    const body = settingsOf(url, appId, events)
    return (await caller.call({ what: 'make the webhook', method: 'POST', path, body, deadline }, one)).data
  })
}

/** With all events that are worth asking for, or else with those that there are for sure. */
async function withEvents<T>(ask: (events: readonly string[]) => Promise<T>): Promise<T> {
  try {
    return await ask([...wantedEvents, ...worthAsking])
  } catch (error) {
    const isOfValue = error instanceof SalesIqError && [1007, 1011, 1015].includes(error.code ?? 0)
    if (!isOfValue) throw error
    return ask(wantedEvents)
  }
}

/** Sets a webhook to what it has to be. */
export function repairWebhook(
  caller: Caller,
  { id: webhookId, url, appId }: { id: string; url: string; appId: string },
  deadline: number,
): Promise<void> {
  const path = pathsOf(caller.screenName).webhook(webhookId)
  return withEvents((events) => {
    const body = settingsOf(url, appId, events)
    return caller.effect({ what: 'change the webhook', method: 'PUT', path, body, repeatable: true, deadline })
  })
}

/** Makes a key that deliveries are signed with; there are two at most, and the oldest signs. */
export function createKey(caller: Caller, webhookId: string, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).keys(webhookId)
  return caller.effect({ what: 'make a key for the webhook', method: 'POST', path, deadline })
}

/** One that is gone already is fine. */
export async function deleteWebhook(caller: Caller, webhookId: string, deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).webhook(webhookId)
  try {
    await caller.effect({ what: 'delete the webhook', method: 'DELETE', path, repeatable: true, deadline })
  } catch (error) {
    if (!(error instanceof SalesIqError) || error.outcome !== 'gone') throw error
  }
}

const execution = z.lazy(() =>
  z.object({
    id,
    event: optionalText,
    remote_server_status: z.catch(z.optional(z.coerce.number()), undefined),
    last_execution_time: optionalTime,
  }),
)

/** The most that SalesIQ lists at once, and how often it is asked for more. */
const page = { size: 50, most: 10 }

/**
 * IDs of deliveries since a time (epoch ms by SalesIQ's clock) that were not taken, the oldest first.
 *
 * @returns `isAll` says whether there are no more than these.
 */
export async function failedExecutions(
  caller: Caller,
  webhookId: string,
  { from, to }: { from: number; to: number },
  deadline: number,
): Promise<{ ids: string[]; isAll: boolean }> {
  const path = pathsOf(caller.screenName).executions(webhookId)
  const all: z.infer<typeof execution>[] = []
  let isAll = false
  for (let pageno = 1; !isAll && pageno <= page.most; pageno += 1) {
    const query = { from_time: from, to_time: to, limit: page.size, pageno }
    const { data } = await caller.call({ what: 'look for lost events', method: 'GET', path, query, deadline }, many)
    isAll = data.length < page.size
    all.push(...data.flatMap((item) => execution.safeParse(item).data ?? []))
  }
  const wanted: readonly string[] = [...wantedEvents, ...worthAsking]
  const ids = all
    .filter(({ event, remote_server_status: status }) => {
      const isTaken = status !== undefined && status >= 200 && status < 300
      return !isTaken && (event === undefined || wanted.includes(event))
    })
    .toSorted((a, b) => (a.last_execution_time ?? 0) - (b.last_execution_time ?? 0))
    .map(({ id }) => id)
  return { ids: [...new Set(ids)], isAll }
}

/** Has deliveries sent again; they come as they came first. */
export function replay(caller: Caller, webhookId: string, ids: readonly string[], deadline: number): Promise<void> {
  const path = pathsOf(caller.screenName).executions(webhookId)
  return caller.effect({
    what: 'send lost events again',
    method: 'POST',
    path,
    body: { ids },
    repeatable: true,
    deadline,
  })
}
