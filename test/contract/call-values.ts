import type { SchemaObject } from './document'
import { schemaObject } from './document'

/**
 * What came in a path or a query, as the value it stands for: numbers and booleans by the schema's type, a list from
 * the repeated parameter. A text that does not fit stays a text, for the schema to refuse.
 */
export function parameterValue(texts: string[], schema: SchemaObject): unknown {
  if (schema.type === 'array') {
    const items = schemaObject.parse(schema.items ?? {})
    return texts.map((text) => parameterValue([text], items))
  }
  const [text] = texts
  if (texts.length !== 1 || text === undefined) return texts
  if ((schema.type === 'integer' || schema.type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/**
 * A logged request body as the value that its media type stands for: form fields and the parts of a multipart body
 * become an object of texts (a field that comes twice, a list).
 */
export function bodyValue(body: unknown, mediaType: string): unknown {
  if (typeof body !== 'string') return body
  if (mediaType === 'application/x-www-form-urlencoded') return grouped([...new URLSearchParams(body)])
  if (mediaType === 'multipart/form-data') return grouped(multipartFields(body))
  return body
}

/** Name and content of each part. The content of a file is of no interest, and may have been damaged by the log. */
function multipartFields(body: string): [string, string][] {
  const boundary = /^--[^\r\n]+/.exec(body)?.[0]
  if (boundary === undefined) return []
  return body.split(boundary).flatMap((part): [string, string][] => {
    const name = /content-disposition:[^\r\n]*[; ]name="([^"]*)"/i.exec(part)?.[1]
    const start = part.indexOf('\r\n\r\n')
    return name === undefined ? [] : [[name, part.slice(start + 4).replace(/\r\n$/, '')]]
  })
}

function grouped(entries: [string, string][]): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of entries) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}
