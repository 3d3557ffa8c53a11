import type { SimResponse } from '../../http/server'
import { notFound } from '../errors'
import { type CrmRequest, crmRoute, flag } from './crm-route'
import type { Pipeline, Property, Stage } from './model'
import { propertyBody } from './schema-body'

const properties = '/crm/properties/2026-09/{objectType}'
const pipelines = '/crm/pipelines/2026-09/{objectType}'

/** Reading records is enough of a scope to read how they are defined. */
export const definitionRoutes = [
  crmRoute('GET', properties, 'read', listProperties),
  crmRoute('GET', `${properties}/{propertyName}`, 'read', getProperty),
  crmRoute('GET', pipelines, 'read', listPipelines),
  crmRoute('GET', `${pipelines}/{pipelineId}`, 'read', getPipeline),
  crmRoute('GET', `${pipelines}/{pipelineId}/stages`, 'read', listStages),
]

/** All at once, without pages; sensitive ones only when they are asked for, and then nothing else. */
function listProperties({ type, http }: CrmRequest): SimResponse {
  const archived = flag(http, 'archived')
  const found = [...type.properties.values()].filter((it) => it.archived === archived && isAskedFor(it, http.query))
  return { status: 200, body: { results: found.map((it) => propertyBody(it, type.createdAt)) } }
}

function getProperty({ type, http, param }: CrmRequest): SimResponse {
  const name = param('propertyName')
  const found = type.properties.get(name)
  if (found === undefined || found.archived !== flag(http, 'archived') || !isAskedFor(found, http.query)) {
    throw notFound(`Property ${name} does not exist on ${type.name}`)
  }
  return { status: 200, body: propertyBody(found, type.createdAt) }
}

const isAskedFor = ({ dataSensitivity }: Property, query: URLSearchParams): boolean =>
  dataSensitivity === (query.get('dataSensitivity') ?? 'non_sensitive')

function listPipelines({ type }: CrmRequest): SimResponse {
  return { status: 200, body: { results: type.pipelines.map((it) => pipelineBody(it, type.createdAt)) } }
}

function getPipeline(request: CrmRequest): SimResponse {
  return { status: 200, body: pipelineBody(find(request), request.type.createdAt) }
}

function listStages(request: CrmRequest): SimResponse {
  const { createdAt } = request.type
  return { status: 200, body: { results: find(request).stages.map((it) => stageBody(it, createdAt)) } }
}

function find({ type, param }: CrmRequest): Pipeline {
  const found = type.pipelines.find(({ id }) => id === param('pipelineId'))
  if (found === undefined) throw notFound(`No pipeline with id ${param('pipelineId')} was found`)
  return found
}

function pipelineBody({ stages, ...pipeline }: Pipeline, createdAt: number) {
  return { ...dated(pipeline, createdAt), stages: stages.map((stage) => stageBody(stage, createdAt)) }
}

const stageBody = (stage: Stage, createdAt: number) => dated(stage, createdAt)

function dated<T extends { archived: boolean }>(it: T, createdAt: number) {
  const at = new Date(createdAt).toISOString()
  return { ...it, createdAt: at, updatedAt: at, ...(it.archived ? { archivedAt: at } : {}) }
}
