import type { Document, Operation } from './document'

/** An operation of a document. */
export type Route = { document: Document; method: string; template: string; operation: Operation }

export type Match = Route & {
  /** The values of the path's parameters, percent-decoded. */
  pathParams: Record<string, string>
}

/** All operations of all documents. */
export function routesOf(documents: Document[]): Route[] {
  return documents.flatMap((document) =>
    Object.entries(document.paths).flatMap(([template, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        operation ? [{ document, method: method.toUpperCase(), template, operation }] : [],
      ),
    ),
  )
}

/**
 * The operation that a call was made to: of several templates that fit the one with the most literal segments, and of
 * several documents that describe the same one the document named in the path (`/crm/objects/2026-09/contacts` is
 * described by `contacts` and, with the same template, by every other kind of object; custom objects have one for all).
 */
export function findRoute(routes: Route[], method: string, path: string): Match | undefined {
  const segments = path.split('/')
  // Custom objects go by a type id or by a name with the portal's prefix.
  const names = segments.some((segment) => /^(2-\d+|p\d*_.+)$/.test(segment)) ? ['customObjects'] : segments
  const rank = (route: Route) => literals(route.template) * 2 + (names.includes(route.document.name) ? 1 : 0)
  const [best] = routes
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const pathParams = matchTemplate(route.template, segments)
      return pathParams ? [{ ...route, pathParams }] : []
    })
    .toSorted((a, b) => rank(b) - rank(a))
  return best
}

function matchTemplate(template: string, segments: string[]): Record<string, string> | undefined {
  const parts = template.split('/')
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    const name = parameterName(part)
    if (name === undefined ? part !== segment : segment === '') return undefined
    if (name !== undefined) params[name] = decodeURIComponent(segment)
  }
  return params
}

const literals = (template: string) => template.split('/').filter((part) => parameterName(part) === undefined).length

const parameterName = (part: string) => /^\{(.+)\}$/.exec(part)?.[1]
