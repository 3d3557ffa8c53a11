import { describe, expect, test } from 'vitest'
import { crmActions } from '../../definitions/actions'
import { configuration } from '../../definitions/configuration'
import definition from '../../integration.definition'
import { actionsOf, described, ownWords, secretFields } from './definition-words'

test('is named, and has all that the Studio shows', () => {
  expect(definition).toMatchObject({ name: 'hubspot-inbox-hitl', version: '1.5.0', title: 'HubSpot Inbox HITL' })
  expect(described(configuration.schema, 'configuration')).toHaveLength(28)
  const accounts = definition.states?.accounts?.schema
  expect(described(accounts, 'accounts').map(([name]) => name)).toContain('accounts.accounts.inboxName')
  expect(described(definition.entities?.hubspotThread?.schema, 'thread')).toHaveLength(8)
  expect(actionsOf(definition, 'own').map(([name]) => name)).toEqual(Object.keys(crmActions))
  expect(ownWords(definition).map(([name]) => name)).toEqual(
    expect.arrayContaining(['output of getConnection.actions.missingScopes', 'event verificationCodeReady.code']),
  )
})

describe('the configuration', () => {
  const { schema } = configuration

  test('hides what is secret, and nothing else', () => {
    expect(secretFields(definition).toSorted()).toEqual(['clientSecret', 'developerApiKey', 'refreshToken'])
  })

  const least = { appId: '1', developerApiKey: 'k', clientId: 'c', clientSecret: 's' }

  test('needs nothing at first, and begins with what the first page asks for', () => {
    expect(schema.safeParse({}).success).toBe(true)
    expect(schema.safeParse(least).success).toBe(true)
    expect(Object.keys(schema.shape).slice(0, 3)).toEqual(['clientId', 'clientSecret', 'developerApiKey'])
  })

  test.each([
    ['contactPolicy', ['findOrCreate', 'findOnly', 'anonymous']],
    ['historyDelivery', ['internalComment', 'firstMessage', 'off']],
  ])('offers the ways of %s', (field, ways) => {
    for (const way of ways) expect(schema.safeParse({ ...least, [field]: way }).success).toBe(true)
    expect(schema.safeParse({ ...least, [field]: 'other' }).success).toBe(false)
  })
})

describe('the interface', () => {
  test('is known to bots by an alias that must never change', () => {
    expect(Object.keys(definition.interfaces ?? {})).toEqual(['hitl<hubspotThread>'])
  })

  test('is joined by one event of its own', () => {
    expect(Object.keys(definition.events ?? {}).toSorted()).toEqual([
      'hitlAssigned',
      'hitlStopped',
      'verificationCodeReady',
    ])
  })

  test('lets the card choose an inbox and name the contact, and nothing is required', () => {
    const input = Object.fromEntries(actionsOf(definition, 'brought')).startHitl?.input.schema
    const start = { userId: 'user_1', messageHistory: [] }
    expect(input?.safeParse(start).success).toBe(true)
    const hitlSession = { inboxId: '1', contactEmail: 'a@b.example', contactPhone: '+1' }
    expect(input?.parse({ ...start, hitlSession })).toMatchObject({ hitlSession })
    expect(input?.safeParse({ ...start, hitlSession: {} }).success).toBe(true)
    expect(input?.safeParse({ ...start, hitlSession: { inboxId: 1 } }).success).toBe(false)
  })
})
