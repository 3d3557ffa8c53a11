import type { SimRequest, SimResponse } from '../../http/server'
import { authenticated, type Caller, demandScope } from '../auth'
import { type ApiRequest, open, type Route } from '../routes'
import type { Crm } from './crm'
import { findType } from './find'
import type { ObjectType } from './model'
import type { Writer } from './write'

/** A call about one kind of object, on its way through a handler. */
export type CrmRequest = ApiRequest & {
  crm: Crm
  caller: Caller
  /** The kind of object that the path names first. */
  type: ObjectType
  writer: Writer
  /** Another kind of object that the path names; throws 403 when the caller may not read, or write, it. */
  other(param: string): ObjectType
}

type Access = 'read' | 'write'

/**
 * A route for an app that may read, or write, the kind of object that stands at `{objectType}` in the path; of others in
 * the path the same is demanded when the handler asks for them.
 */
export function crmRoute(
  method: string,
  path: string,
  access: Access,
  run: (request: CrmRequest) => SimResponse,
): Route {
  return open(method, path, (request) => {
    const caller = authenticated(request.world, request.http)
    const { crm } = caller.portal
    const find = (param: string): ObjectType => {
      const type = findType(crm, request.param(param))
      demandAccess(caller, type, access)
      return type
    }
    const writer = { world: request.world, crm, scopes: caller.scopes }
    return run({ ...request, crm, caller, writer, type: find('objectType'), other: find })
  })
}

/** Throws 403 when the caller may not read, or write, records of this kind. */
export function demandAccess(caller: Caller, { readScopes, writeScopes }: ObjectType, access: Access): void {
  demandScope(caller, access === 'read' ? readScopes : writeScopes)
}

/** A yes or no of the query; no by default. */
export const flag = ({ query }: SimRequest, name: string, otherwise = false): boolean =>
  query.has(name) ? query.get(name) === 'true' : otherwise
