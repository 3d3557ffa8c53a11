import { Ajv2020, type ErrorObject } from 'ajv/dist/2020'
import formatsPlugin from 'ajv-formats'
import { bodyValue, parameterValue } from './call-values'
import type { Document, Operation, SchemaObject } from './document'
import { componentsOf, toJsonSchema } from './json-schema'
import { findRoute, type Match, routesOf } from './routes'

/** The parts of a recorded call that are checked; a `Call` of sim/http/call-log.ts is one. */
export type CheckedCall = {
  method: string
  path: string
  /** Without the leading `?`. */
  query: string
  /** Names in lower case. */
  headers: Record<string, string>
  requestBody?: unknown
  /** 0 when the connection was dropped. */
  status: number
  responseBody?: unknown
  /** True when the answer was made up by a fault rule: it is not checked then. */
  faulted: boolean
}

/** One way in which a call differs from the document. */
export type Finding = {
  where: 'call' | 'path' | 'query' | 'body' | 'response'
  /** `undeclared`: sent but unknown. `missing`: required but not sent. `invalid`: of another type or value. */
  problem: 'undeclared' | 'missing' | 'invalid'
  /** A parameter's name, or a JSON pointer into the body with `*` for each index. */
  field: string
  message: string
}

export type Validator = {
  /** `POST /path/{template}`, or undefined where no document has the operation. */
  operationOf(method: string, path: string): string | undefined
  check(call: CheckedCall): Finding[]
}

type CheckValue = (value: unknown, where: Finding['where'], name?: string) => Finding[]

/** Makes a validator for the operations of these documents. */
export function createValidator(documents: Document[]): Validator {
  const ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: true })
  formatsPlugin.default(ajv)
  for (const document of documents) ajv.addSchema(componentsOf(document))
  const routes = routesOf(documents)
  const compiled = new Map<SchemaObject, CheckValue>()

  function checker(schema: SchemaObject, document: Document): CheckValue {
    const known = compiled.get(schema)
    if (known) return known
    const validate = ajv.compile(toJsonSchema(schema, document))
    const check: CheckValue = (value, where, name = '') => {
      validate(value)
      return (validate.errors ?? []).map((error) => toFinding(error, where, name))
    }
    compiled.set(schema, check)
    return check
  }

  return {
    operationOf: (method, path) => {
      const match = findRoute(routes, method, path)
      return match && `${match.method} ${match.template}`
    },
    check: (call) => {
      const match = findRoute(routes, call.method, call.path)
      if (!match) return [finding('call', 'undeclared', '', `${call.method} ${call.path} is in no document`)]
      const check = (schema: SchemaObject) => checker(schema, match.document)
      return [
        ...parameterFindings(call, match, check),
        ...bodyFindings(call, match, check),
        ...responseFindings(call, match, check),
      ]
    },
  }
}

type Checker = (schema: SchemaObject) => CheckValue

function parameterFindings(call: CheckedCall, { operation, pathParams }: Match, check: Checker): Finding[] {
  const query = new URLSearchParams(call.query)
  const declared = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const undeclared = [...new Set(query.keys())].filter((name) => !declared.includes(name))
  return [
    ...undeclared.map((name) => finding('query', 'undeclared', name, `query parameter ${name} is not declared`)),
    ...operation.parameters.flatMap(({ name, in: place, required, schema }) => {
      if (place !== 'path' && place !== 'query') return []
      const texts = place === 'path' ? [pathParams[name] ?? ''] : query.getAll(name)
      if (texts.length > 0) return check(schema)(parameterValue(texts, schema), place, name)
      return required ? [finding(place, 'missing', name, `${place} parameter ${name} is required`)] : []
    }),
  ]
}

function bodyFindings(call: CheckedCall, { operation }: { operation: Operation }, check: Checker): Finding[] {
  const { requestBody: declared } = operation
  if (call.requestBody === undefined) {
    return declared?.required ? [finding('body', 'missing', '', 'a body is required')] : []
  }
  if (!declared) return [finding('body', 'undeclared', '', 'no body is declared')]
  const sent = call.headers['content-type']?.split(';')[0]?.trim() ?? ''
  const media = declared.content[sent]
  if (!media) return [finding('body', 'invalid', '', `the body's content type ${sent || '(none)'} is not declared`)]
  return media.schema ? check(media.schema)(bodyValue(call.requestBody, sent), 'body') : []
}

function responseFindings(call: CheckedCall, { operation }: { operation: Operation }, check: Checker): Finding[] {
  if (call.faulted || call.status < 200 || call.status > 299) return []
  const declared = operation.responses[String(call.status)]
  if (!declared) return [finding('response', 'undeclared', '', `status ${call.status} is not declared`)]
  const [media] = Object.values(declared.content ?? {})
  if (media?.schema) return check(media.schema)(call.responseBody, 'response')
  return call.responseBody === undefined || call.responseBody === ''
    ? []
    : [finding('response', 'undeclared', '', `no body is declared for status ${call.status}`)]
}

function toFinding(error: ErrorObject, where: Finding['where'], name: string): Finding {
  const pointer = name + error.instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*')
  if (error.keyword === 'required') {
    const field = `${pointer}/${error.params.missingProperty}`
    return finding(where, 'missing', field, `${where} ${field} is required`)
  }
  if (error.keyword === 'additionalProperties') {
    const field = `${pointer}/${error.params.additionalProperty}`
    return finding(where, 'undeclared', field, `${where} ${field} is not declared`)
  }
  const detail = error.keyword === 'enum' ? `: ${JSON.stringify(error.params.allowedValues)}` : ''
  return finding(where, 'invalid', pointer, `${where} ${pointer || '(all)'} ${error.message ?? 'is invalid'}${detail}`)
}

function finding(where: Finding['where'], problem: Finding['problem'], field: string, message: string): Finding {
  return { where, problem, field, message }
}
