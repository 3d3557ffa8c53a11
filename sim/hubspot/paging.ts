import type { SimRequest } from '../http/server'
import { invalid } from './errors'
import type { World } from './world'

export type Page<T> = { results: T[]; paging?: { next: { after: string; link: string } } }

/** One page of a list, by `limit` and `after` of the query; never more than the stand-in's page size. */
export function page<T>(world: World, request: SimRequest, items: T[], maxLimit = 500): Page<T> {
  const asked = wholeNumber(request, 'limit') ?? world.settings.pageSize
  if (asked > maxLimit) throw invalid(`limit must be at most ${maxLimit}`)
  const start = wholeNumber(request, 'after') ?? 0
  return slice(items, start, Math.min(asked, world.settings.pageSize))
}

/** The same with `total`, for the lists whose published shape has it. */
export function pageWithTotal<T>(world: World, request: SimRequest, items: T[]): { total: number } & Page<T> {
  return { total: items.length, ...page(world, request, items) }
}

export function slice<T>(items: T[], start: number, size: number): Page<T> {
  const end = start + size
  const results = items.slice(start, end)
  if (end >= items.length) return { results }
  return { results, paging: { next: { after: String(end), link: `?after=${end}` } } }
}

function wholeNumber(request: SimRequest, name: string): number | undefined {
  const value = request.query.get(name)
  if (value === null) return undefined
  if (!/^\d+$/.test(value)) throw invalid(`${name} must be a whole number`)
  return Number(value)
}

/** A query parameter that may be given several times, or once with commas. */
export function listParam(request: Pick<SimRequest, 'query'>, name: string): string[] {
  return request.query.getAll(name).flatMap((value) => value.split(','))
}
