import type { SimResponse } from '../../http/server'
import { ApiError } from '../errors'
import type { Site } from '../site'
import type { World } from '../world'

/** A request to the API, with who asks. */
export type ApiCall = {
  world: World
  site: Site
  /** The path's parameters, decoded, in order. */
  params: string[]
  query: URLSearchParams
  /** Parsed JSON. */
  body: unknown
}

/** One that answers synchronously is atomic: no other call is served in the middle of it. */
export type Operation = (call: ApiCall) => SimResponse | Promise<SimResponse>

export type Route = { method: string; path: string; run: Operation }

export const ok = (body: unknown): SimResponse => ({ status: 200, body })
export const created = (body: unknown): SimResponse => ({ status: 201, body })

/** The path's nth parameter. */
export function param(call: ApiCall, index = 0): string {
  return call.params[index] ?? ''
}

export function notFound(what: string, id: string): ApiError {
  return new ApiError('ResourceNotFound', `${what} ${id} does not exist`)
}
