import type { SimRequest } from '../http/server'
import { SalesIqError } from './errors'

/** A whole number of the query; throws 1011 for anything else. */
export function number({ query }: SimRequest, param: string): number | undefined {
  const value = query.get(param)
  if (value === null) return undefined
  if (!/^\d+$/.test(value)) throw new SalesIqError(1011, { param })
  return Number(value)
}

/** One page by `page` (from 1) and `limit` (20 unless said, 99 at most). */
export function page<T>(http: SimRequest, items: readonly T[]): T[] {
  const limit = number(http, 'limit') ?? 20
  if (limit < 1 || limit > 99) throw new SalesIqError(1011, { param: 'limit' })
  const start = Math.max(0, (number(http, 'page') ?? 1) - 1) * limit
  return items.slice(start, start + limit)
}
