import { type Document, type SchemaObject, schemaObject } from './document'

/** Keywords that check something and mean the same in OpenAPI 3.0 and in JSON Schema. */
const KEPT = ['type', 'enum', 'format', 'pattern', 'required', 'minLength', 'maxLength', 'minimum', 'maximum'] as const

const COMPONENTS = '#/components/schemas/'

/** The `$id` under which `componentsOf` puts a document's components. */
const idOf = (document: Document) => `openapi:${document.name}`

/** One JSON Schema document that holds all component schemas, for `Ajv.addSchema`. */
export function componentsOf(document: Document): SchemaObject {
  const schemas = Object.entries(document.components.schemas)
  return {
    $id: idOf(document),
    components: { schemas: Object.fromEntries(schemas.map(([name, it]) => [name, toJsonSchema(it, document, name)])) },
  }
}

/**
 * An OpenAPI 3.0 schema as JSON Schema, closed: fields that are not declared are refused.
 *
 * HubSpot's specs are generated from Java, which shows in three habits that are translated here:
 * - an object without declared fields stands for Java's `Object`: any value at all;
 * - a subtype repeats its parent's reference in `allOf`, while the parent lists its subtypes in `oneOf`, which would
 *   never end: the way back is left out (`self` is the name of the component being translated);
 * - variants bear a `type` of one value: it is declared as the discriminator, so that only the variant meant is checked.
 */
export function toJsonSchema(schema: SchemaObject, document: Document, self?: string): SchemaObject {
  const convert = (value: unknown) => toJsonSchema(schemaObject.parse(value), document, self)
  if (schema.nullable === true) return orNull(convert({ ...schema, nullable: false }))
  if (typeof schema.$ref === 'string') return { $ref: `${idOf(document)}${schema.$ref}` }
  if (schema.allOf !== undefined) return convert(onlyMember(schema.allOf, document, self))
  if (schema.oneOf !== undefined) {
    const variants = listOf(schema.oneOf)
    const tagged = variants.every((variant) => typeTag(variant, document) !== undefined)
    return {
      ...(tagged ? { type: 'object', required: ['type'], discriminator: { propertyName: 'type' } } : {}),
      oneOf: variants.map(convert),
    }
  }
  const properties = Object.entries(schemaObject.parse(schema.properties ?? {}))
  const extra = schema.additionalProperties
  if (schema.type === 'object' && properties.length === 0 && extra === undefined) return {}
  const kept = KEPT.filter((keyword) => schema[keyword] !== undefined)
  return {
    ...Object.fromEntries(kept.map((keyword) => [keyword, schema[keyword]])),
    ...(schema.items === undefined ? {} : { items: convert(schema.items) }),
    ...(schema.type === 'object'
      ? {
          properties: Object.fromEntries(properties.map(([name, value]) => [name, convert(value)])),
          additionalProperties: typeof extra === 'object' ? convert(extra) : extra === true,
        }
      : {}),
  }
}

function orNull(schema: SchemaObject): SchemaObject {
  if (typeof schema.type !== 'string' || schema.enum !== undefined) return { anyOf: [schema, { type: 'null' }] }
  return { ...schema, type: [schema.type, 'null'] }
}

function listOf(value: unknown): SchemaObject[] {
  return schemaObject.array().parse(value)
}

/** The one schema of an `allOf` once the reference back to the parent is taken away. */
function onlyMember(allOf: unknown, document: Document, self: string | undefined): SchemaObject {
  const members = listOf(allOf).filter((member) => !isParentOf(component(member, document), self))
  const [only, ...others] = members
  if (only === undefined || others.length > 0) throw new Error(`${document.name}: allOf of several schemas in ${self}`)
  return only
}

function isParentOf(parent: SchemaObject | undefined, child: string | undefined): boolean {
  return parent?.oneOf !== undefined && listOf(parent.oneOf).some((variant) => variant.$ref === `${COMPONENTS}${child}`)
}

function component(schema: SchemaObject, document: Document): SchemaObject | undefined {
  if (typeof schema.$ref !== 'string') return undefined
  return document.components.schemas[schema.$ref.slice(COMPONENTS.length)]
}

/** The only value that a variant's `type` may have. */
function typeTag(variant: SchemaObject, document: Document): string | undefined {
  const name = typeof variant.$ref === 'string' ? variant.$ref.slice(COMPONENTS.length) : undefined
  const target = component(variant, document) ?? variant
  const own = target.allOf === undefined ? target : onlyMember(target.allOf, document, name)
  const { type } = schemaObject.parse(own.properties ?? {})
  const values = schemaObject.safeParse(type).data?.enum
  return Array.isArray(values) && values.length === 1 && typeof values[0] === 'string' ? values[0] : undefined
}
