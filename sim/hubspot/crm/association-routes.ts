import * as z from 'zod'
import type { SimResponse } from '../../http/server'
import { notFound } from '../errors'
import { page } from '../paging'
import { associationSpec, findWay, mustBeThere, seenLinks, wrong } from './association-input'
import { batch } from './batch-routes'
import { type CrmRequest, crmRoute } from './crm-route'
import { recordsOf } from './find'
import { defaultWay, type End, link, unlink, waysBetween } from './links'
import type { AssociationType, Link, ObjectType } from './model'

const record = '/crm/objects/2026-09/{objectType}/{objectId}/associations'
const pair = '/crm/associations/2026-09/{objectType}/{toObjectType}'

export const associationRoutes = [
  crmRoute('GET', `${record}/{toObjectType}`, 'read', list),
  crmRoute('PUT', `${record}/default/{toObjectType}/{toObjectId}`, 'write', putDefault),
  crmRoute('PUT', `${record}/{toObjectType}/{toObjectId}`, 'write', putTyped),
  crmRoute('DELETE', `${record}/{toObjectType}/{toObjectId}`, 'write', remove),
  crmRoute('POST', `${pair}/batch/read`, 'read', batchRead),
  crmRoute('GET', `${pair}/labels`, 'read', labels),
]

function list({ crm, type, world, http, param, other }: CrmRequest): SimResponse {
  const to = other('toObjectType')
  const from = recordsOf(crm, type).get(param('objectId'))
  if (from === undefined) throw notFound(`No ${type.singular} with id ${param('objectId')} was found`)
  return { status: 200, body: page(world, http, seenLinks(crm, { type, id: from.id }, to).map(linkBody)) }
}

const linkBody = ({ id, types }: Link) => ({ toObjectId: id, associationTypes: types.map(wayBody) })

const wayBody = ({ category, id, label }: AssociationType) => ({ category, typeId: id, label: label ?? null })

function putDefault(request: CrmRequest): SimResponse {
  const { crm, type } = request
  const [from, to] = ends(request)
  const way = defaultWay(crm, type, to.type)
  if (way === undefined) throw wrong(`${type.name} and ${to.type.name} cannot be associated`)
  link(crm, from, to, [way])
  crm.writes.push({ operation: 'associate', object: type.name, id: from.id })
  const spec = ({ category }: AssociationType, id: number) => ({ associationCategory: category, associationTypeId: id })
  const [one, other] = [{ id: from.id }, { id: to.id }]
  const results = [
    { from: one, to: other, associationSpec: spec(way, way.id) },
    ...(way.inverse === way.id ? [] : [{ from: other, to: one, associationSpec: spec(way, way.inverse) }]),
  ]
  return { status: 200, body: batch(request.world.now(), results) }
}

function putTyped(request: CrmRequest): SimResponse {
  const { crm, type, json } = request
  const [from, to] = ends(request)
  const ways = json(z.array(associationSpec).min(1)).map((spec) => findWay(crm, type, spec))
  const astray = ways.find((way) => way.to !== to.type.typeId)
  if (astray !== undefined) throw wrong(`invalid to object type ${to.type.typeId} for association type ${astray.id}`)
  link(crm, from, to, ways)
  crm.writes.push({ operation: 'associate', object: type.name, id: from.id })
  const named = {
    fromObjectTypeId: type.typeId,
    fromObjectId: from.id,
    toObjectTypeId: to.type.typeId,
    toObjectId: to.id,
  }
  return { status: 201, body: { ...named, labels: ways.flatMap(({ label }) => label ?? []) } }
}

function remove(request: CrmRequest): SimResponse {
  const [from, to] = ends(request)
  unlink(request.crm, from, to)
  request.crm.writes.push({ operation: 'dissociate', object: from.type.name, id: from.id })
  return { status: 204 }
}

/** Both ends that the path names. Throws a 400 when one is not there. */
function ends({ crm, type, param, other }: CrmRequest): [End, End] {
  const both: [End, End] = [
    { type, id: param('objectId') },
    { type: other('toObjectType'), id: param('toObjectId') },
  ]
  for (const end of both) mustBeThere(crm, end)
  return both
}

const readBody = z.strictObject({
  inputs: z
    .array(z.strictObject({ id: z.string(), after: z.string().optional() }))
    .min(1)
    .max(1000),
})

/** Records without any are told as errors, in a 207. */
function batchRead({ crm, type, world, json, other }: CrmRequest): SimResponse {
  const to = other('toObjectType')
  const read = json(readBody).inputs.map(({ id }) => ({ id, links: seenLinks(crm, { type, id }, to) }))
  const some = read.filter(({ links }) => links.length > 0)
  const results = some.map(({ id, links }) => ({ from: { id }, to: links.map(linkBody) }))
  const body = batch(world.now(), results)
  const errors = read.filter(({ links }) => links.length === 0).map(({ id }) => nothingFound(type, to, id))
  return errors.length === 0
    ? { status: 200, body }
    : { status: 207, body: { ...body, numErrors: errors.length, errors } }
}

const nothingFound = (from: ObjectType, to: ObjectType, id: string) => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
  context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
  errors: [],
  links: {},
})

function labels({ crm, type, other }: CrmRequest): SimResponse {
  return { status: 200, body: { results: waysBetween(crm, type, other('toObjectType')).map(wayBody) } }
}
