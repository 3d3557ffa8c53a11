import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { checkScopes } from '../../src/setup/check-scopes'
import { boxFor, optionalScopes, optionalScopesFor, reportAdded, reportScopes } from '../../src/setup/scopes'

const handOver = [...scopes.required, ...scopes.contacts, ...scopes.files]

describe('the scopes beyond the hand-over', () => {
  test('are in the group of their box', () => {
    for (const scope of scopes.crm) expect(boxFor(scope)).toBe('CRM')
    for (const scope of scopes.customObjects) expect(boxFor(scope)).toBe('Custom objects')
    for (const scope of handOver) expect(boxFor(scope)).toBeUndefined()
  })

  test('are not reported among those of the hand-over, nor missed at a registration', () => {
    expect(reportScopes([], 'findOrCreate').map(({ scope }) => scope)).toEqual(expect.arrayContaining(handOver))
    expect(reportScopes([], 'findOrCreate')).toHaveLength(handOver.length)
    expect(checkScopes(handOver, 'findOrCreate')).toEqual([])
  })

  test.each([
    ['none', []],
    ['part', ['crm.objects.users.read']],
    ['part', scopes.crm.slice(1)],
    ['all', scopes.crm],
  ])('are granted as a whole, in part, or not: %s', (granted, given) => {
    const [crm, , customObjects] = reportAdded([...handOver, ...given])
    expect(crm).toMatchObject({ group: 'crm', title: 'CRM', granted })
    expect(crm?.scopes.filter((scope) => scope.granted).map(({ scope }) => scope)).toEqual(given)
    expect(crm?.scopes.some(({ needed }) => needed)).toBe(false)
    expect(customObjects).toMatchObject({ group: 'customObjects', granted: 'none' })
  })
})

test('a scope that two boxes add does not make one of them look half granted for the sake of the other', () => {
  const grantedOf = (scopes: string[]) =>
    Object.fromEntries(reportAdded(scopes).map(({ group, granted }) => [group, granted]))
  expect(grantedOf(['tickets'])).toMatchObject({ crm: 'none', interactionLog: 'none', ticketFields: 'all' })
  expect(grantedOf(scopes.crm)).toMatchObject({ crm: 'all', interactionLog: 'all', ticketFields: 'all' })
  expect(grantedOf(['tickets', 'crm.objects.deals.read', 'crm.objects.companies.read'])).toMatchObject({
    crm: 'none',
    interactionLog: 'all',
  })
})

describe('the optional scopes to ask for', () => {
  test('are those of the hand-over alone where nothing else is chosen', () => {
    expect(optionalScopesFor([], [])).toEqual(optionalScopes)
    expect(optionalScopesFor([], handOver)).toEqual(optionalScopes)
  })

  test('have those of the chosen groups besides', () => {
    expect(optionalScopesFor(['crm'], [])).toEqual([...optionalScopes, ...scopes.crm])
    expect(optionalScopesFor(['customObjects'], [])).toEqual([...optionalScopes, ...scopes.customObjects])
    expect(optionalScopesFor(['customObjects', 'crm'], [])).toEqual([
      ...optionalScopes,
      ...scopes.crm,
      ...scopes.customObjects,
    ])
  })

  test('have what was granted before, once each, and nothing of which the app may know nothing', () => {
    expect(optionalScopesFor([], ['tickets', 'automation', ...handOver])).toEqual([...optionalScopes, 'tickets'])
    expect(optionalScopesFor(['customObjects'], [...handOver, ...scopes.crm])).toEqual([
      ...optionalScopes,
      ...scopes.crm,
      ...scopes.customObjects,
    ])
    expect(optionalScopesFor(['crm'], scopes.crm)).toEqual([...optionalScopes, ...scopes.crm])
  })
})
