import * as z from 'zod'
import type { SimRequest, SimResponse } from '../http/server'
import { type Caller, developerApp, tokenCaller } from './auth'
import { invalid } from './errors'
import type { App } from './model'
import type { World } from './world'

/** A request on its way through a handler. */
export type ApiRequest = {
  world: World
  http: SimRequest
  /** A value from the path, decoded. */
  param(name: string): string
  /** The JSON body, checked; throws HubSpot's 400 when it is not what the schema says. */
  json<T>(schema: z.ZodType<T>): T
}

export type Route = {
  method: string
  /** Path parts; one in braces matches anything. */
  parts: string[]
  run(request: ApiRequest): SimResponse | Promise<SimResponse>
}

type Result = SimResponse | Promise<SimResponse>

/** A route without authentication. */
export function open(method: string, path: string, run: (request: ApiRequest) => Result): Route {
  return { method, parts: path.split('/'), run }
}

/** A route for the app's developer: `hapikey` and `appId` in the query. */
export function developer(method: string, path: string, run: (request: ApiRequest, app: App) => Result): Route {
  return open(method, path, (request) => run(request, developerApp(request.world, request.http)))
}

/** A route for an installed app with a bearer token that holds at least one of the scopes. */
export function bearer(
  method: string,
  path: string,
  scopes: string[],
  run: (request: ApiRequest, caller: Caller) => Result,
): Route {
  return open(method, path, (request) => run(request, tokenCaller(request.world, request.http, scopes)))
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
    json: (schema) => parseJson(schema, http.body),
  }
}

function parseJson<T>(schema: z.ZodType<T>, body: Buffer): T {
  const result = schema.safeParse(readJson(body))
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({ message: issue.message, in: issue.path.join('.') }))
  throw invalid(`Invalid input: ${z.prettifyError(result.error)}`, { errors })
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw invalid('Invalid input JSON: the request body could not be parsed')
  }
}
