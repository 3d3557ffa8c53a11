import { readFileSync } from 'node:fs'
import type { ActionDefinition, z as zui } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { crmActions } from '../../definitions/actions'
import { events } from '../../definitions/events'
import definition from '../../integration.definition'

/** What `bp lint` asks of a definition, plus what it leaves out: the lengths that Botpress accepts, and the entities. */

const limits = { title: 64, description: 256 }

type Described = { title?: string | undefined; description?: string | undefined }

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

const schemaOf = (schema: zui.ZodTypeAny) => jsonSchema.parse(schema.toJSONSchema())

/** Every field of a schema, nested ones by their path. */
function fields(schema: JsonSchema, path: string): [string, JsonSchema][] {
  const inside = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap((one) => fields(one, path))
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]): [string, JsonSchema][] => [
    [`${path}.${name}`, field],
    ...fields(field, `${path}.${name}`),
  ])
  return [...own, ...inside]
}

const titleOf = (field: JsonSchema) => field['x-zui']?.title ?? field.title

const described = (schema: zui.ZodTypeAny | undefined, path: string): [string, Described][] =>
  schema === undefined
    ? []
    : fields(schemaOf(schema), path).map(([name, field]) => [
        name,
        { title: titleOf(field), description: field.description },
      ])

const tags = (given: Record<string, Described> | undefined, path: string): [string, Described][] =>
  Object.entries(given ?? {}).map(([name, tag]) => [`${path}.${name}`, tag])

const channel = definition.channels?.hitl

const actions: Record<string, ActionDefinition> = definition.actions ?? {}
const isOfCrm = ([name]: [string, unknown]) => Object.hasOwn(crmActions, name)
const interfaceActions = Object.entries(actions).filter((action) => !isOfCrm(action))

const ofActions = (given: [string, ActionDefinition][]) =>
  given.flatMap(([name, action]): [string, Described][] => [
    [`action ${name}`, action],
    ...described(action.input.schema, `input of ${name}`).filter(([path]) => !path.includes('.messageHistory.')),
    ...described(action.output.schema, `output of ${name}`),
  ])

/** What the interface brings. What the history holds is the SDK's, and so are the messages but for their sender. */
const brought: [string, Described][] = [
  ...ofActions(interfaceActions),
  ...Object.entries(definition.events ?? {})
    .filter(([name]) => !Object.hasOwn(events, name))
    .flatMap(([name, { schema }]) => described(schema, `event ${name}`)),
  ...Object.entries(channel?.messages ?? {}).flatMap(([name, { schema }]) =>
    described(schema, `message ${name}`).filter(([path]) => path === `message ${name}.userId`),
  ),
]

describe('the Studio shows a title and a description that fit', () => {
  test.each<[string, Described]>([
    ['the integration', definition],
    ...described(definition.configuration?.schema, 'configuration'),
    ...Object.entries(definition.states ?? {}).flatMap(([name, { schema }]) => described(schema, `state ${name}`)),
    ...Object.entries(definition.entities ?? {}).flatMap(([name, entity]): [string, Described][] => [
      [`entity ${name}`, entity],
      ...described(entity.schema, `entity ${name}`),
    ]),
    ...tags(definition.user?.tags, 'user tag'),
    ['channel hitl', channel ?? {}],
    ...tags(channel?.conversation?.tags, 'conversation tag'),
    ...tags(channel?.message?.tags, 'message tag'),
    ...brought,
    ...ofActions(Object.entries(actions).filter(isOfCrm)),
    ...Object.entries(events).flatMap(([name, event]): [string, Described][] => [
      [`event ${name}`, event],
      ...described(event.schema, `event ${name}`),
    ]),
  ])('for %s', (_, { title, description }) => {
    expect(title?.trim()).toBeTruthy()
    expect(description?.trim()).toBeTruthy()
    expect(title?.length).toBeLessThanOrEqual(limits.title)
    expect(description?.length).toBeLessThanOrEqual(limits.description)
  })

  test('for everything there is: nothing escapes the look', () => {
    const configured = described(definition.configuration?.schema, 'configuration').map(([name]) => name)
    expect(configured).toHaveLength(23)
    const accounts = definition.states?.accounts?.schema
    expect(described(accounts, 'accounts').map(([name]) => name)).toContain('accounts.accounts.inboxName')
    expect(described(definition.entities?.hubspotThread?.schema, 'thread')).toHaveLength(3)
    // Three actions with 11 fields and the entity's 3, 3 fields of events, the senders of 6 kinds of messages.
    expect(brought).toHaveLength(26)
    expect(ofActions(Object.entries(crmActions)).map(([name]) => name)).toContain(
      'output of getConnection.actions.missingScopes',
    )
  })
})

describe('the package', () => {
  const root = (file: string) => new URL(`../../${file}`, import.meta.url)
  const manifest = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(readFileSync(root('package.json'), 'utf8')))

  test('has one name and one version', () => {
    expect(definition).toMatchObject({
      name: 'hubspot-inbox-hitl',
      version: '1.3.0',
      title: 'HubSpot Inbox HITL',
      attributes: { category: 'Customer Support' },
    })
    expect([manifest.name, manifest.version]).toEqual([definition.name, definition.version])
  })

  test('has a square icon', () => {
    expect(definition.icon).toMatch(/\.svg$/)
    const [, box = ''] = /viewBox="([^"]+)"/.exec(readFileSync(root(definition.icon ?? ''), 'utf8')) ?? []
    const [, , width, height] = box.split(' ')
    expect(width).toBeTruthy()
    expect(width).toBe(height)
  })

  test('has a page for the Hub', () => {
    expect(definition.readme).toMatch(/\.md$/)
    expect(readFileSync(root(definition.readme ?? ''), 'utf8').trim()).not.toBe('')
  })
})

describe('the configuration', () => {
  const schema = definition.configuration?.schema
  const secret = schema
    ? fields(schemaOf(schema), '').flatMap(([name, field]) => (field['x-zui']?.secret ? [name.slice(1)] : []))
    : []

  test('hides what is secret, and nothing else', () => {
    expect(secret.toSorted()).toEqual(['clientSecret', 'developerApiKey', 'refreshToken'])
  })

  const least = { appId: '1', developerApiKey: 'k', clientId: 'c', clientSecret: 's' }

  test('needs the app alone; the rest can come later', () => {
    expect(schema?.safeParse(least).success).toBe(true)
    for (const field of Object.keys(least)) {
      expect(schema?.safeParse({ ...least, [field]: undefined }).success, field).toBe(false)
    }
  })

  test.each([
    ['contactPolicy', ['findOrCreate', 'findOnly', 'anonymous']],
    ['historyDelivery', ['internalComment', 'firstMessage', 'off']],
  ])('offers the ways of %s', (field, ways) => {
    for (const way of ways) expect(schema?.safeParse({ ...least, [field]: way }).success).toBe(true)
    expect(schema?.safeParse({ ...least, [field]: 'other' }).success).toBe(false)
  })
})

describe('the interface', () => {
  test('is known to bots by an alias that must never change', () => {
    expect(Object.keys(definition.interfaces ?? {})).toEqual(['hitl<hubspotThread>'])
  })

  test('brings its actions, events and messages', () => {
    expect(interfaceActions.map(([name]) => name).toSorted()).toEqual(['createUser', 'startHitl', 'stopHitl'])
    expect(Object.keys(definition.events ?? {}).toSorted()).toEqual([
      'hitlAssigned',
      'hitlStopped',
      'verificationCodeReady',
    ])
    expect(Object.keys(definition.channels ?? {})).toEqual(['hitl'])
    expect(Object.keys(channel?.messages ?? {}).toSorted()).toEqual(['audio', 'bloc', 'file', 'image', 'text', 'video'])
  })

  test('lets the card choose an inbox and name the contact, and nothing is required', () => {
    const input = actions.startHitl?.input.schema
    const start = { userId: 'user_1', messageHistory: [] }
    expect(input?.safeParse(start).success).toBe(true)
    const hitlSession = { inboxId: '1', contactEmail: 'a@b.example', contactPhone: '+1' }
    expect(input?.parse({ ...start, hitlSession })).toMatchObject({ hitlSession })
    expect(input?.safeParse({ ...start, hitlSession: {} }).success).toBe(true)
    expect(input?.safeParse({ ...start, hitlSession: { inboxId: 1 } }).success).toBe(false)
  })
})
