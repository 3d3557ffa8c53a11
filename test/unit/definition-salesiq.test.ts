import { describe, expect, test } from 'vitest'
import { configuration, regions } from '../../integrations/zoho-salesiq/definitions/configuration'
import definition from '../../integrations/zoho-salesiq/integration.definition'
import { actionsOf, described, ownWords, secretFields } from './definition-words'

test('is named, and has all that the Studio shows', () => {
  expect(definition).toMatchObject({ name: 'zoho-salesiq-hitl', version: '1.1.0', title: 'Zoho SalesIQ HITL' })
  expect(described(configuration.schema, 'configuration')).toHaveLength(12)
  expect(described(definition.entities?.salesiqChat?.schema, 'chat')).toHaveLength(5)
  expect(ownWords(definition).map(([name]) => name)).toEqual(
    expect.arrayContaining(['state brand.departments.name', 'event conversationMissed.conversationId']),
  )
})

describe('the configuration', () => {
  const { schema } = configuration
  const least = { clientId: '1005.C', clientSecret: 's' }

  test('hides what is secret, and nothing else', () => {
    expect(secretFields(definition).toSorted()).toEqual(['clientSecret', 'refreshToken'])
  })

  test('needs nothing at first, and begins with what the first page asks for', () => {
    expect(schema.safeParse({}).success).toBe(true)
    expect(schema.safeParse(least).success).toBe(true)
    expect(Object.keys(schema.shape).slice(0, 3)).toEqual(['region', 'clientId', 'clientSecret'])
  })

  test.each([
    ['region', ['us', 'eu', 'in', 'au', 'cn', 'jp', 'ca', 'sa', 'uk']],
    ['historyDelivery', ['pastMessages', 'note', 'off']],
  ])('offers the ways of %s', (field, ways) => {
    for (const way of ways) expect(schema.safeParse({ ...least, [field]: way }).success).toBe(true)
    expect(schema.safeParse({ ...least, [field]: 'other' }).success).toBe(false)
  })

  test('names each region where it is chosen', () => {
    for (const region of regions) expect(schema.shape.region.description).toMatch(new RegExp(`\\b${region}\\b`))
  })
})

describe('the interface', () => {
  test('is known to bots by an alias that must never change', () => {
    expect(Object.keys(definition.interfaces ?? {})).toEqual(['hitl<salesiqChat>'])
  })

  test('is joined by one event of its own', () => {
    const names = Object.keys(definition.events ?? {}).toSorted()
    expect(names).toEqual(['conversationMissed', 'hitlAssigned', 'hitlStopped'])
  })

  test('lets the card choose a department, name the visitor and show more, and nothing is required', () => {
    const input = Object.fromEntries(actionsOf(definition, 'brought')).startHitl?.input.schema
    const start = { userId: 'user_1', messageHistory: [] }
    expect(input?.safeParse(start).success).toBe(true)
    const hitlSession = { departmentId: '1', visitorEmail: 'a@b.example', visitorPhone: '+1', customInfo: '{}' }
    expect(input?.parse({ ...start, hitlSession })).toMatchObject({ hitlSession })
    expect(input?.safeParse({ ...start, hitlSession: {} }).success).toBe(true)
    expect(input?.safeParse({ ...start, hitlSession: { departmentId: 1 } }).success).toBe(false)
  })
})
