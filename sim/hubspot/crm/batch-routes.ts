import * as z from 'zod'
import type { SimResponse } from '../../http/server'
import { invalid } from '../errors'
import { type CrmRequest, crmRoute, flag } from './crm-route'
import { recordsOf } from './find'
import type { CrmRecord, ObjectType } from './model'
import { recordBody, writtenBody } from './record-body'
import { lookUp, refuseUsers } from './record-routes'
import { createRecord, updateRecord } from './write'

const base = '/crm/objects/2026-09/{objectType}/batch'

const properties = z.record(z.string(), z.string())
const atMost100 = <T>(input: z.ZodType<T>) => z.array(input).min(1).max(100)
const readBody = z.strictObject({
  inputs: atMost100(z.strictObject({ id: z.string() })),
  idProperty: z.string().optional(),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).max(0).default([]),
})
const writeInput = z.strictObject({ id: z.string(), idProperty: z.string().optional(), properties })
const writeBody = z.strictObject({ inputs: atMost100(writeInput) })

export const batchRoutes = [
  crmRoute('POST', `${base}/read`, 'read', read),
  crmRoute('POST', `${base}/update`, 'write', update),
  crmRoute('POST', `${base}/upsert`, 'write', upsert),
]

function read({ crm, type, caller, http, json, world }: CrmRequest): SimResponse {
  const { inputs, idProperty, properties: asked } = json(readBody)
  const archived = flag(http, 'archived')
  const found = new Map<string, CrmRecord>()
  const missing: string[] = []
  for (const { id } of inputs) {
    const record = lookUp(recordsOf(crm, type), type, id, idProperty)
    if (record === undefined || (record.archivedAt !== undefined) !== archived) missing.push(id)
    else found.set(record.id, record)
  }
  const results = [...found.values()].map((record) => recordBody(type, record, asked, caller.scopes))
  if (missing.length === 0) return { status: 200, body: batch(world.now(), results) }
  const error = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids: missing },
    errors: [],
    links: {},
  }
  return { status: 207, body: { ...batch(world.now(), results), numErrors: 1, errors: [error] } }
}

function update(request: CrmRequest): SimResponse {
  const { type, writer, caller, json, world } = request
  refuseUsers(type)
  const pairs = json(writeBody).inputs.map((input) => ({ record: existing(request, type, input), ...input }))
  const results = pairs.map(({ record, properties: values }) =>
    writtenBody(type, updateRecord(writer, type, record, values), caller.scopes),
  )
  return { status: 200, body: batch(world.now(), results) }
}

/** The record to update: one that was merged away does not stand for the one that stays here. */
function existing({ crm }: CrmRequest, type: ObjectType, { id, idProperty }: z.infer<typeof writeInput>): CrmRecord {
  const store = recordsOf(crm, type)
  const record = lookUp(store, type, id, idProperty)
  const merged = idProperty === undefined && store.isMerged(id)
  if (record === undefined || record.archivedAt !== undefined || merged) {
    throw invalid(`Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist: ${id}`)
  }
  return record
}

function upsert({ crm, type, writer, caller, json, world }: CrmRequest): SimResponse {
  refuseUsers(type)
  const results = json(writeBody).inputs.map(({ id, idProperty, properties: given }) => {
    const before = lookUp(recordsOf(crm, type), type, id, idProperty)
    const values = idProperty === undefined ? given : { [idProperty]: id, ...given }
    const record = before ? updateRecord(writer, type, before, given) : createRecord(writer, type, { values })
    const body = writtenBody(type, record, caller.scopes)
    const set = Object.entries(body.properties).filter(([, value]) => value !== null)
    return { ...body, properties: Object.fromEntries(set), new: before === undefined }
  })
  return { status: 200, body: batch(world.now(), results) }
}

/** The frame of an answer to a batch. */
export function batch<T>(now: number, results: T[]) {
  const at = new Date(now).toISOString()
  return { status: 'COMPLETE', startedAt: at, completedAt: at, results }
}
