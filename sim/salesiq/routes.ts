import type * as z from 'zod'
import type { SimRequest, SimResponse } from '../http/server'
import { type Caller, tokenCaller } from './auth'
import { type Culprit, SalesIqError } from './errors'
import type { Family } from './settings'
import type { World } from './world'

/** A request on its way through a handler. */
export type ApiRequest = {
  world: World
  http: SimRequest
  /** A value from the path, decoded. */
  param(name: string): string
  /** The JSON body, checked; throws Zoho's error when it is not what the schema says. */
  json<T>(schema: z.ZodType<T>): T
}

type Result = SimResponse | Promise<SimResponse>

export type Route = {
  method: string
  /** Path parts; one in braces matches anything. */
  parts: string[]
  run(request: ApiRequest): Result
}

/** A route without a token. */
export function open(method: string, path: string, run: (request: ApiRequest) => Result): Route {
  return { method, parts: path.split('/'), run }
}

type CallerRun = (request: ApiRequest, caller: Caller) => Result

/** A route of the Visitor API, which wants a token of an ORG client. */
export function visitor(method: string, path: string, scope: string, run: CallerRun): Route {
  return open(method, path, (request) => run(request, callerOf(request, { scope, orgOnly: true })))
}

/** A route of the operator API; `family` says which setting decides whether an org token is good for it. */
export function operator(
  method: string,
  path: string,
  { scope, family }: { scope: string; family?: Family },
  run: CallerRun,
): Route {
  return open(method, `/api/v2/{screen}${path}`, (request) =>
    run(request, callerOf(request, { scope, ...(family === undefined ? {} : { family }) })),
  )
}

function callerOf({ world, http, param }: ApiRequest, demands: Parameters<typeof tokenCaller>[3]): Caller {
  return tokenCaller(world, http, param('screen'), demands)
}

export function apiRequest(world: World, http: SimRequest, params: Map<string, string>): ApiRequest {
  return {
    world,
    http,
    param: (name) => {
      const value = params.get(name)
      if (value === undefined) throw new Error(`The route has no parameter ${name}`)
      return value
    },
    json: (schema) => parseJson(schema, http),
  }
}

function parseJson<T>(schema: z.ZodType<T>, http: SimRequest): T {
  if (!/^application\/json\b/i.test(http.headers['content-type'] ?? '')) {
    throw new SalesIqError(1054, { header: 'Content-Type' })
  }
  const result = schema.safeParse(readJson(http.body), { reportInput: true })
  if (result.success) return result.data
  const [issue] = result.error.issues
  // A value of the wrong type has a code of its own; everything else, its absence too, is a bad parameter.
  const isWrongType = issue?.code === 'invalid_type' && issue.input !== undefined
  throw new SalesIqError(isWrongType ? 1007 : 1011, culprit(issue?.path ?? []), issue?.message)
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new SalesIqError(1015)
  }
}

/** `visitor.email`, `app_ids[0]`; a field of the body itself is called a parameter. */
export function culprit(path: readonly PropertyKey[]): Culprit {
  const key = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`
    return before === '' ? String(part) : `${before}.${String(part)}`
  }, '')
  if (key === '') return {}
  return path.length === 1 ? { param: key } : { json_key: key }
}

/** A success in Zoho's shape. `data` is an object or a list. */
export function ok({ world, http }: ApiRequest, object: string, data: unknown): SimResponse {
  const url = http.rawQuery === '' ? http.path : `${http.path}?${http.rawQuery}`
  const synced = http.method === 'GET' ? { sync_time: String(world.now()) } : {}
  return { status: 200, body: { url, object, ...synced, data } }
}
