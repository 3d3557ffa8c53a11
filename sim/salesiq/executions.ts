import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { SalesIqError } from './errors'
import type { Execution, WebhookRecord } from './model'
import { number } from './paging'
import { type ApiRequest, ok, operator } from './routes'
import { webhookOf } from './webhook-body'
import type { World } from './world'

const family = 'webhooks'
const path = '/webhooks/{id}/executions'

/** What could not be delivered: the list of it, and sending it again. */
export const executionRoutes = [
  operator('GET', path, { scope: 'webhooks.read', family }, list),
  operator('POST', path, { scope: 'webhooks.create', family }, resendSeveral),
  operator('POST', `${path}/{executionId}`, { scope: 'webhooks.create', family }, resendOne),
]

/** How often one can be sent again. */
const mostResends = 99

/** Oldest first (assumed), 5 to 50 on a page. */
function list(request: ApiRequest, { portal }: Caller): SimResponse {
  const { world, http } = request
  const webhook = webhookOf(request, portal)
  const from = number(http, 'from_time') ?? 0
  const to = number(http, 'to_time') ?? Number.POSITIVE_INFINITY
  const events = http.query.get('events')?.split(',')
  const limit = number(http, 'limit') ?? 20
  if (limit < 5 || limit > 50) throw new SalesIqError(1011, { param: 'limit' })
  const start = ((number(http, 'pageno') ?? 1) - 1) * limit
  const found = kept(world, webhook).filter(
    ({ lastAt, event }) => lastAt >= from && lastAt <= to && (events === undefined || events.includes(event)),
  )
  return ok(
    request,
    'list',
    found.slice(start, start + limit).map((execution) => executionBody(webhook, execution)),
  )
}

function kept(world: World, webhook: WebhookRecord): Execution[] {
  return webhook.executions.filter(({ lastAt }) => lastAt > world.now() - webhook.expiryMs)
}

function resendOne(request: ApiRequest, { portal }: Caller): SimResponse {
  const webhook = webhookOf(request, portal)
  const execution = executionOf(request.world, webhook, request.param('executionId'))
  resend(request.world, webhook, [execution])
  return ok(request, 'webhook_execution', executionBody(webhook, execution))
}

const resendBody = z.looseObject({ ids: z.array(z.string()).min(1) })

function resendSeveral(request: ApiRequest, { portal }: Caller): SimResponse {
  const webhook = webhookOf(request, portal)
  const { ids } = request.json(resendBody)
  const executions = ids.map((id) => executionOf(request.world, webhook, id))
  resend(request.world, webhook, executions)
  return ok(
    request,
    'list',
    executions.map((execution) => executionBody(webhook, execution)),
  )
}

function executionOf(world: World, webhook: WebhookRecord, id: string): Execution {
  const execution = kept(world, webhook).find((it) => it.id === id)
  if (execution === undefined) throw new SalesIqError(1019)
  if (execution.resends >= mostResends) throw new SalesIqError(1011)
  return execution
}

/** The answer does not wait for what comes of it. */
function resend({ outbox }: World, webhook: WebhookRecord, executions: Execution[]): void {
  for (const execution of executions) void outbox.resend({ webhook, ...execution }, execution)
}

function executionBody(webhook: WebhookRecord, execution: Execution): Record<string, unknown> {
  return {
    id: execution.id,
    event: execution.event,
    entity: 'conversation',
    entity_id: execution.entityId,
    entity_label: { id: execution.referenceId },
    app_id: execution.appId,
    webhook_id: webhook.id,
    remote_server_status: String(execution.remoteStatus),
    number_of_retries: String(execution.attempts - 1),
    payload: { ...execution.body, ...(execution.body.attempt === undefined ? {} : { attempt: execution.attempts }) },
    last_execution_time: String(execution.lastAt),
  }
}
