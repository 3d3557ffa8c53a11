import * as z from 'zod'
import { crmActions } from '../../../../definitions/actions'
import type { ActionGroup } from '../../../action-groups'
import type { ActionForm, Field, Shape } from '../../../crm-protocol'
import { json } from '../../json'

/** What the definition says of an input, as JSON Schema. */
type Schema = {
  type?: string | undefined
  description?: string | undefined
  enum?: string[] | undefined
  properties?: Record<string, Schema> | undefined
  required?: string[] | undefined
  items?: Schema | undefined
  additionalProperties?: boolean | Schema | undefined
  'x-zui'?: { title?: string | undefined; placeholder?: string | undefined } | undefined
}

const schemaOf: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.string().optional().catch(undefined),
    description: z.string().optional(),
    enum: z.array(z.string()).optional().catch(undefined),
    properties: z.record(z.string(), schemaOf).optional(),
    required: z.array(z.string()).optional(),
    items: schemaOf.optional().catch(undefined),
    additionalProperties: z.union([z.boolean(), schemaOf]).optional(),
    'x-zui': z.object({ title: z.string().optional(), placeholder: z.string().optional() }).optional(),
  }),
)

/** A form for each action on the CRM, by the schema of its input. */
export function actionForms(): ActionForm[] {
  return Object.entries(crmActions).map(([name, { title, description, input }]) => {
    const fields = fieldsOf(schemaOf.parse(input.schema.toJSONSchema()))
    return { name, title, description, group: groupOf(name, fields), fields }
  })
}

function fieldsOf({ properties = {}, required = [] }: Schema): Field[] {
  return Object.entries(properties).map(([name, schema]) => fieldOf(name, schema, required.includes(name)))
}

function fieldOf(name: string, schema: Schema, isRequired: boolean): Field {
  const { description = '', 'x-zui': ui } = schema
  const shape = shapeOf(schema)
  const example = ui?.placeholder === undefined ? exampleFor(shape, exampleIn(description)) : undefined
  return {
    name,
    title: ui?.title ?? name,
    description,
    isRequired,
    ...(ui?.placeholder === undefined ? {} : { pinnedTo: ui.placeholder }),
    ...(example === undefined ? {} : { example }),
    shape,
  }
}

function shapeOf({ type, enum: options, properties, items, additionalProperties, ...rest }: Schema): Shape {
  if (options !== undefined) return { type: 'choice', options }
  if (type === 'string') return { type: 'text' }
  if (type === 'number' || type === 'integer') return { type: 'number' }
  if (type === 'boolean') return { type: 'boolean' }
  if (type === 'array' && items !== undefined) return { type: 'list', item: shapeOf(items) }
  if (type === 'object' && properties !== undefined) return { type: 'group', fields: fieldsOf({ properties, ...rest }) }
  if (typeof additionalProperties === 'object' && additionalProperties.type === 'string') return { type: 'record' }
  return { type: 'json' }
}

/** The first thing that a description gives as an example. */
export function exampleIn(description: string): string | undefined {
  const [, example] = /(?:for example|Example:)\s+(.+)$/.exec(description) ?? []
  if (example === undefined) return undefined
  // What is in quotation marks or brackets is one example, whatever stands in it.
  const [, quoted] = /^"([^"]*)"/.exec(example) ?? []
  if (quoted !== undefined) return quoted
  const [json] = /^[[{].*[\]}]/.exec(example) ?? []
  if (json !== undefined) return json
  return example.split(/, | or |\.(?:\s|$)|;/)[0]
}

const list = json.pipe(z.tuple([z.string()], z.unknown()))
const pairs = json.pipe(z.record(z.string(), z.string()))

/** What stands in one box of the form: of a list its first item, of a record its first pair. */
function exampleFor({ type }: Shape, example: string | undefined): string | undefined {
  if (type === 'list') return list.safeParse(example).data?.[0]
  if (type !== 'record') return example
  const [pair] = Object.entries(pairs.safeParse(example).data ?? {})
  return pair?.join(': ')
}

const groups: [pattern: RegExp, group: ActionGroup][] = [
  [/interaction/i, 'Interaction log'],
  [/binding/i, 'Bindings'],
  [/verif/i, 'Who is who'],
  [/schema|^describe|^list/i, 'Schema'],
  [/^find/, 'Look up'],
  [/^search/, 'Search'],
]

/** By what it does: what takes a confirmation writes, and the rest by the verb that its name begins with. */
function groupOf(name: string, fields: readonly Field[]): ActionGroup {
  const found = groups.find(([pattern]) => pattern.test(name))?.[1]
  if (found !== undefined) return found
  return fields.some((field) => field.name === 'confirmation') ? 'Write' : 'Connection'
}
