import type { ActionDefinition, IntegrationDefinition, z as zui } from '@botpress/sdk'
import * as z from 'zod'
import hubspot from '../../integration.definition'
import salesiq from '../../integrations/zoho-salesiq/integration.definition'
import { hitl } from '../../interfaces/hitl'

/** What the Studio shows of something. */
export type Described = { title?: string | undefined; description?: string | undefined }

type Schema = zui.ZodTypeAny
type Tagged = { tags?: Record<string, Described> | undefined } | undefined

/** What is read of a definition here, whatever it declares by name. */
export type Definition = Pick<
  IntegrationDefinition,
  'name' | 'version' | 'title' | 'description' | 'icon' | 'readme' | 'attributes' | 'interfaces'
> & {
  configuration?: { schema: Schema } | undefined
  actions?: Record<string, ActionDefinition> | undefined
  events?: Record<string, Described & { schema: Schema }> | undefined
  states?: Record<string, { schema: Schema }> | undefined
  entities?: Record<string, Described & { schema: Schema }> | undefined
  user?: Tagged
  channels?:
    | Record<
        string,
        Described & {
          conversation?: Tagged
          message?: Tagged
          messages?: Record<string, { schema: Schema }> | undefined
        }
      >
    | undefined
}

/** The integrations of this repository, and their folders as paths from the root. */
export const integrations: { folder: string; definition: Definition }[] = [
  { folder: '', definition: hubspot },
  { folder: 'integrations/zoho-salesiq/', definition: salesiq },
]

/** A JSON Schema as the SDK makes it of a definition's schema. */
type JsonSchema = {
  description?: string | undefined
  title?: string | undefined
  'x-zui'?: { title?: string | undefined; secret?: boolean | undefined } | undefined
  properties?: Record<string, JsonSchema> | undefined
  items?: JsonSchema | undefined
  anyOf?: JsonSchema[] | undefined
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    title: z.string().optional(),
    description: z.string().optional(),
    'x-zui': z.object({ title: z.string().optional(), secret: z.boolean().optional() }).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    items: jsonSchema.optional(),
    anyOf: z.array(jsonSchema).optional(),
  }),
)

/** Every field of a schema, nested ones by their path. */
function fields(schema: JsonSchema, path: string): [string, JsonSchema][] {
  const inside = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap((one) => fields(one, path))
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]): [string, JsonSchema][] => [
    [`${path}.${name}`, field],
    ...fields(field, `${path}.${name}`),
  ])
  return [...own, ...inside]
}

const fieldsOf = (schema: Schema | undefined, path: string) =>
  schema === undefined ? [] : fields(jsonSchema.parse(schema.toJSONSchema()), path)

/** What is said of each field of a schema; each by its path. */
export const described = (schema: Schema | undefined, path: string): [string, Described][] =>
  fieldsOf(schema, path).map(([name, field]) => [
    name,
    { title: field['x-zui']?.title ?? field.title, description: field.description },
  ])

/** Names of a configuration's fields that the Studio hides. */
export const secretFields = ({ configuration }: Definition): string[] =>
  fieldsOf(configuration?.schema, '').flatMap(([name, field]) => (field['x-zui']?.secret ? [name.slice(1)] : []))

const isBrought = (part: 'actions' | 'events', name: string) => Object.hasOwn(hitl.definition[part], name)

/** The actions that the hitl interface brings, or those that are the integration's own. */
export const actionsOf = ({ actions }: Definition, whose: 'brought' | 'own'): [string, ActionDefinition][] =>
  Object.entries(actions ?? {}).filter(([name]) => isBrought('actions', name) === (whose === 'brought'))

const ofActions = (given: [string, ActionDefinition][]) =>
  given.flatMap(([name, action]): [string, Described][] => [
    [`action ${name}`, action],
    // What the history holds is the SDK's.
    ...described(action.input.schema, `input of ${name}`).filter(([path]) => !path.includes('.messageHistory.')),
    ...described(action.output.schema, `output of ${name}`),
  ])

/** What the interface brings. Of messages their sender alone: the rest is the SDK's. */
export const broughtWords = (definition: Definition): [string, Described][] => [
  ...ofActions(actionsOf(definition, 'brought')),
  ...Object.entries(definition.events ?? {})
    .filter(([name]) => isBrought('events', name))
    .flatMap(([name, { schema }]) => described(schema, `event ${name}`)),
  ...Object.entries(definition.channels?.hitl?.messages ?? {}).flatMap(([name, { schema }]) =>
    described(schema, `message ${name}`).filter(([path]) => path === `message ${name}.userId`),
  ),
]

const tags = (tagged: Tagged, path: string): [string, Described][] =>
  Object.entries(tagged?.tags ?? {}).map(([name, tag]) => [`${path}.${name}`, tag])

/** What an integration declares besides. */
export const ownWords = (definition: Definition): [string, Described][] => {
  const channel = definition.channels?.hitl
  return [
    ['the integration', definition],
    ...described(definition.configuration?.schema, 'configuration'),
    ...Object.entries(definition.states ?? {}).flatMap(([name, { schema }]) => described(schema, `state ${name}`)),
    ...Object.entries(definition.entities ?? {}).flatMap(([name, entity]): [string, Described][] => [
      [`entity ${name}`, entity],
      ...described(entity.schema, `entity ${name}`),
    ]),
    ...tags(definition.user, 'user tag'),
    ['channel hitl', channel ?? {}],
    ...tags(channel?.conversation, 'conversation tag'),
    ...tags(channel?.message, 'message tag'),
    ...ofActions(actionsOf(definition, 'own')),
    ...Object.entries(definition.events ?? {})
      .filter(([name]) => !isBrought('events', name))
      .flatMap(([name, event]): [string, Described][] => [
        [`event ${name}`, event],
        ...described(event.schema, `event ${name}`),
      ]),
  ]
}
