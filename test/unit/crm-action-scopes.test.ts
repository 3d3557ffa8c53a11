import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { explainLack, lacks, lacksOfAll } from '../../src/crm/action-scopes'

const everything = Object.values(scopes).flat()

describe('what an action lacks', () => {
  test.each([
    ['findContact', ['crm.objects.contacts.read']],
    ['findCompany', ['crm.objects.companies.read']],
    ['findTicket', ['tickets']],
    ['findDeal', ['crm.objects.deals.read']],
    ['getConnection', []],
  ] as const)('is, for %s without any scope, %j', (action, needed) => {
    expect(lacks([], action)).toEqual(needed)
    expect(lacks(needed, action)).toEqual([])
    expect(lacks([...scopes.required, ...needed.slice(1)], action)).toEqual(needed.slice(0, 1))
  })

  test('is nothing where all scopes are granted: no action needs one that cannot be asked for', () => {
    expect(lacksOfAll(everything).filter(({ missingScopes }) => missingScopes.length > 0)).toEqual([])
    expect(lacksOfAll([]).map(({ name }) => name)).toEqual(expect.arrayContaining(['findContact', 'getConnection']))
  })
})

describe('the sentence about it', () => {
  test('names the scope and the box, and what a language model does next', () => {
    expect(explainLack('findDeal', ['crm.objects.deals.read'])).toBe(
      'The action findDeal needs crm.objects.deals.read, which HubSpot has not granted. The bot\'s owner has to tick the box "CRM" on the connect page and connect again; if the HubSpot app does not declare the scopes yet, its project has to be uploaded anew first. Do not try again; tell the user that this cannot be done until then.',
    )
  })

  test('names both boxes, each once', () => {
    const text = explainLack('findTicket', ['tickets', 'crm.objects.deals.read', 'crm.schemas.custom.read'])
    expect(text).toContain('needs tickets, crm.objects.deals.read, crm.schemas.custom.read,')
    expect(text).toContain('the box "CRM" and the box "Custom objects" on the connect page')
  })

  test('names no box for a scope that is asked for without one', () => {
    const text = explainLack('findContact', ['crm.objects.contacts.read'])
    expect(text).toContain('has to connect again on the connect page and grant crm.objects.contacts.read.')
    expect(text).not.toContain('box')
    expect(text).toMatch(/Do not try again; tell the user that [^.]+\.$/)
  })
})
