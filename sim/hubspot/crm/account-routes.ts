import type { SimResponse } from '../../http/server'
import type { Caller } from '../auth'
import { invalid, notFound } from '../errors'
import { page } from '../paging'
import { type ApiRequest, bearer } from '../routes'
import { flag } from './crm-route'
import { findType } from './find'
import type { ObjectType, Owner } from './model'
import { schemaBody } from './schema-body'

const owners = '/crm/owners/2026-09'
const schemas = '/crm-object-schemas/2026-09/schemas'
const readOwners = ['crm.objects.owners.read']
const readSchemas = ['crm.schemas.custom.read', 'crm.objects.custom.read']

export const crmAccountRoutes = [
  bearer('GET', owners, readOwners, listOwners),
  bearer('GET', `${owners}/{ownerId}`, readOwners, getOwner),
  bearer('GET', schemas, readSchemas, listSchemas),
  bearer('GET', `${schemas}/{objectType}`, readSchemas, getSchema),
]

function listOwners({ world, http }: ApiRequest, { portal }: Caller): SimResponse {
  const email = http.query.get('email')?.toLowerCase()
  const found = portal.crm.owners.filter(
    (it) => it.archived === flag(http, 'archived') && (email === undefined || it.email.toLowerCase() === email),
  )
  return { status: 200, body: page(world, http, found.map(ownerBody)) }
}

function getOwner({ http, param }: ApiRequest, { portal }: Caller): SimResponse {
  const key = http.query.get('idProperty') ?? 'id'
  if (key !== 'id' && key !== 'userId') throw invalid(`idProperty must be id or userId, not ${key}`)
  const wanted = param('ownerId')
  const owner = portal.crm.owners.find(
    (it) => it.archived === flag(http, 'archived') && String(key === 'id' ? it.id : it.userId) === wanted,
  )
  if (owner === undefined) throw notFound(`No owner with id ${wanted} was found`)
  return { status: 200, body: ownerBody(owner) }
}

function ownerBody({ id, userId, email, firstName, lastName, type, archived, createdAt }: Owner) {
  const at = new Date(createdAt).toISOString()
  const user = archived ? { userIdIncludingInactive: userId } : { userId, userIdIncludingInactive: userId }
  return {
    id,
    email,
    type,
    firstName,
    lastName,
    ...(userId === undefined ? {} : user),
    archived,
    createdAt: at,
    updatedAt: at,
  }
}

/** The custom objects of the portal; HubSpot's own are not among them. */
function listSchemas({ http }: ApiRequest, { portal: { crm } }: Caller): SimResponse {
  const found = [...crm.types.values()].filter((it) => it.isCustom && it.archived === flag(http, 'archived'))
  return { status: 200, body: { results: found.map((it) => schemaBody(crm, it, included(http))) } }
}

function getSchema({ http, param }: ApiRequest, { portal: { crm } }: Caller): SimResponse {
  const type: ObjectType = findType(crm, param('objectType'))
  if (!type.isCustom) throw notFound(`There is no schema of ${type.name}`)
  return { status: 200, body: schemaBody(crm, type, included(http)) }
}

const included = (http: ApiRequest['http']) => ({
  properties: flag(http, 'includePropertyDefinitions', true),
  associations: flag(http, 'includeAssociationDefinitions', true),
  audit: flag(http, 'includeAuditMetadata', true),
})
