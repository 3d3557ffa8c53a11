import { RuntimeError } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { checkScopes } from '../../src/setup/check-scopes'

const conversations = [
  'conversations.read',
  'conversations.write',
  'conversations.custom_channels.read',
  'conversations.custom_channels.write',
]
const contacts = ['crm.objects.contacts.read', 'crm.objects.contacts.write']
const files = ['files.read', 'files.write']
const all = ['oauth', ...conversations, ...contacts, ...files]
const without = (...scopes: string[]) => all.filter((scope) => !scopes.includes(scope))

describe('the granted scopes', () => {
  test('are enough when all are there', () => {
    expect(checkScopes(all, 'findOrCreate')).toEqual([])
  })

  test.each(conversations)('are too few without %s, which the error names', (scope) => {
    expect(() => checkScopes(without(scope), 'anonymous')).toThrow(RuntimeError)
    expect(() => checkScopes(without(scope), 'anonymous')).toThrow(`scopes that are needed: ${scope}.`)
  })

  test('are too few in several ways: the error names all at once', () => {
    expect(() => checkScopes([], 'anonymous')).toThrow(conversations.join(', '))
  })

  test('without writing contacts do not let them be created, and the error names the ways out', () => {
    expect(() => checkScopes(without('crm.objects.contacts.write'), 'findOrCreate')).toThrow(
      /no scope crm\.objects\.contacts\.write\. Either add .*or set "Contacts" to findOnly or anonymous/,
    )
  })

  test('without reading contacts leave only one other way', () => {
    expect(() => checkScopes(without('crm.objects.contacts.read'), 'findOrCreate')).toThrow(
      /"Contacts" to anonymous\.$/,
    )
    expect(() => checkScopes(without(...contacts), 'findOrCreate')).toThrow(`no scope ${contacts.join(' nor ')}.`)
  })

  test('without reading contacts do not let them be found', () => {
    expect(() => checkScopes(without('crm.objects.contacts.read'), 'findOnly')).toThrow(
      /or set "Contacts" to anonymous/,
    )
  })

  test('need not write contacts that are only looked up, nor read any for the anonymous', () => {
    expect(checkScopes(without('crm.objects.contacts.write'), 'findOnly')).toEqual([])
    expect(checkScopes(without(...contacts), 'anonymous')).toEqual([])
  })

  test.each(files)('without %s only cost something, and that is said', (scope) => {
    expect(checkScopes(without(scope), 'findOrCreate')).toEqual([expect.stringContaining(`has no scope ${scope}: `)])
  })

  test('may have the older scope for files', () => {
    expect(checkScopes([...without(...files), 'files'], 'findOrCreate')).toEqual([])
  })
})
