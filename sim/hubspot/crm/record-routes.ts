import * as z from 'zod'
import type { SimResponse } from '../../http/server'
import { invalid, notFound } from '../errors'
import { listParam } from '../paging'
import { associationsBody as associationsInput, readAssociations } from './association-input'
import { type CrmRequest, crmRoute, demandAccess, flag } from './crm-route'
import { findType, isKey, recordsOf } from './find'
import type { CrmRecord, ObjectType } from './model'
import { associationsBody, recordBody, writtenBody } from './record-body'
import { createRecord, setArchived, updateRecord } from './write'

const base = '/crm/objects/2026-09/{objectType}'

const properties = z.record(z.string(), z.string())
/** `associations` is required in the published spec and optional in practice. */
const createBody = z.strictObject({ properties, associations: associationsInput.optional() })
const patchBody = z.strictObject({ properties })

export const recordRoutes = [
  crmRoute('POST', base, 'write', create),
  crmRoute('GET', `${base}/{objectId}`, 'read', get),
  crmRoute('PATCH', `${base}/{objectId}`, 'write', patch),
  crmRoute('DELETE', `${base}/{objectId}`, 'write', archive),
]

function create({ crm, type, writer, caller, json }: CrmRequest): SimResponse {
  refuseUsers(type)
  const { properties: values, associations = [] } = json(createBody)
  // The scopes of the other end are needed as for any association.
  for (const { to } of readAssociations(crm, type, associations)) demandAccess(caller, to.type, 'write')
  const record = createRecord(writer, type, { values, associations })
  return { status: 201, body: writtenBody(type, record, caller.scopes) }
}

function get({ crm, type, caller, http, ...request }: CrmRequest): SimResponse {
  const kinds = listParam(http, 'associations').filter(Boolean)
  const found = kinds.map((name) => findType(crm, name))
  for (const kind of found) demandAccess(caller, kind, 'read')
  const record = find({ crm, type, caller, http, ...request }, flag(http, 'archived'))
  const body = recordBody(type, record, listParam(http, 'properties').filter(Boolean), caller.scopes)
  return { status: 200, body: { ...body, ...associationsBody(crm, type, record, found) } }
}

function patch(request: CrmRequest): SimResponse {
  const { type, writer, caller, json } = request
  refuseUsers(type)
  const record = updateRecord(writer, type, find(request, false), json(patchBody).properties)
  return { status: 200, body: writtenBody(type, record, caller.scopes) }
}

function archive({ crm, type, writer, param }: CrmRequest): SimResponse {
  refuseUsers(type)
  const record = recordsOf(crm, type).get(param('objectId'))
  // What is not there is as good as archived.
  if (record !== undefined && record.archivedAt === undefined) setArchived(writer, type, record, true)
  return { status: 204 }
}

function find({ crm, type, http, param }: CrmRequest, archived: boolean): CrmRecord {
  const key = param('objectId')
  const record = lookUp(crm.records.get(type.typeId), type, key, http.query.get('idProperty') ?? undefined)
  if (record === undefined || (record.archivedAt !== undefined) !== archived) {
    throw notFound(
      /^\d+$/.test(key)
        ? `No ${type.singular} with id ${key} was found`
        : 'Object not found.  objectId are usually numeric.',
    )
  }
  return record
}

type Store = ReturnType<typeof recordsOf> | undefined

/** The record by its id, or by a unique property in place of it; throws a 400 for another property. */
export function lookUp(
  store: Store,
  type: ObjectType,
  key: string,
  idProperty: string | undefined,
): CrmRecord | undefined {
  if (idProperty === undefined || idProperty === 'hs_object_id') return store?.get(key)
  if (!isKey(type, idProperty)) throw invalid(`${idProperty} is not a unique property of ${type.name}`)
  return store?.byUnique(idProperty, key)
}

/** Users are administered elsewhere; here they are only read. */
export function refuseUsers({ name }: ObjectType): void {
  if (name === 'users') throw invalid('Users cannot be written through this API')
}
