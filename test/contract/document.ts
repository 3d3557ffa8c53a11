import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod'

/** A JSON Schema or an OpenAPI schema, not looked into yet. */
export const schemaObject = z.record(z.string(), z.unknown())
export type SchemaObject = z.infer<typeof schemaObject>

const content = z.record(z.string(), z.object({ schema: schemaObject.optional() }))

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().default(false),
  schema: schemaObject.default({}),
})
export type Parameter = z.infer<typeof parameter>

const operation = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })).default({}),
})
export type Operation = z.infer<typeof operation>

const document = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: operation.optional(),
      put: operation.optional(),
      post: operation.optional(),
      patch: operation.optional(),
      delete: operation.optional(),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), schemaObject).default({}) }).default({ schemas: {} }),
})

/** The part of an OpenAPI 3.0 document that the contract tests use, under a name (its file's, without the ending). */
export type Document = z.infer<typeof document> & { name: string }

/** Reads one OpenAPI document. Throws zod's error when it has not the expected shape. */
export function parseDocument(name: string, value: unknown): Document {
  return { name, ...document.parse(value) }
}

/** Reads every `*.json` file of a folder as an OpenAPI document. */
export function loadDocuments(folder: string): Document[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => parseDocument(basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8'))))
}
