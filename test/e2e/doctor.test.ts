import { describe, expect, test } from 'vitest'
import { verdictOf } from '../../core/doctor/check'
import { scopes } from '../../sim/hubspot-stage'
import { checkVersions } from '../../src/doctor/checks/versions'
import { breaking, costing, isSettings } from './doctor-findings'
import { everything, examine, find, healthy, withScopes } from './doctor-rig'

test('of a healthy installation every check passes', async () => {
  const checks = await examine(await healthy())
  expect(checks.filter(({ ok }) => ok !== true)).toEqual([])
  expect(verdictOf(checks)).toBe('well')
  expect(checks.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      ...['configuration', 'client', 'developer-key', 'token', 'app', 'portal', 'inboxes', 'inbox:1001', 'inbox:1003'],
      ...everything.map((scope) => `scope:${scope}`),
      ...['channel', 'capabilities', 'other-installations', 'account:1001', 'account:1003', 'webhook-target'],
      ...['subscription:conversation.propertyChange:assignedTo', 'subscription:conversation.deletion', 'api-version'],
    ]),
  )
  expect(find(checks, 'inboxes').detail).toContain('1003 (Help desk, HELP_DESK)')
})

test('scopes that only the CRM or custom objects need are told by their group where nobody asked for them', async () => {
  const checks = await examine(await healthy())
  const crm = find(checks, 'scopes:crm')
  expect(crm).toMatchObject({ ok: true, title: expect.stringMatching(/^CRM: .*not asked for/), fix: '' })
  for (const scope of scopes.crm) expect(crm.detail).toContain(scope)
  expect(find(checks, 'scopes:customObjects')).toMatchObject({ ok: true, detail: scopes.customObjects.join(', ') })
})

test('it changes nothing', async () => {
  const stage = await healthy()
  stage.startCounting()
  await examine(stage)
  const { hubspot, botpress } = stage.calls()
  expect(hubspot.filter((call) => !call.startsWith('GET ') && !call.startsWith('POST /oauth/2026-09/token'))).toEqual(
    [],
  )
  expect(botpress).toEqual([])
})

describe('what keeps conversations from being handed over', () => {
  test.each(breaking)('%s', async (_what, id, sabotage, fix) => {
    const stage = await healthy()
    const changes = await sabotage(stage)
    const checks = await examine(stage, isSettings(changes) ? changes : {})
    expect(find(checks, id)).toMatchObject({ ok: false, breaksEscalation: true, fix: expect.stringMatching(fix) })
    expect(verdictOf(checks)).toBe('broken')
  })

  test.each(scopes.required.filter((scope) => scope !== 'oauth'))('a missing scope %s', async (scope) => {
    const checks = await withScopes(everything.filter((other) => other !== scope))
    expect(find(checks, `scope:${scope}`)).toMatchObject({ ok: false, breaksEscalation: true })
  })

  test('no connected inbox, where none is configured either', async () => {
    const stage = await healthy()
    stage.hubspot.faults.add({ path: /channel-accounts$/, status: 200, body: { results: [] } })
    const checks = await examine(stage, { inboxId: '', additionalInboxIds: [] })
    expect(find(checks, 'accounts')).toMatchObject({ ok: false, fix: expect.stringMatching(/connect page/) })
  })
})

describe('what costs something, and breaks no escalation', () => {
  test.each([
    ['files.write', /as links/],
    ['files.read', /may not open/],
  ])('a missing scope %s', async (scope, cost) => {
    const checks = await withScopes(everything.filter((other) => other !== scope))
    expect(find(checks, `scope:${scope}`)).toMatchObject({
      ok: false,
      breaksEscalation: false,
      detail: expect.stringMatching(cost),
    })
    expect(verdictOf(checks)).toBe('well')
  })

  test('scopes for contacts switch the interaction log off where it is on', async () => {
    const granted = everything.filter((scope) => scope !== 'crm.objects.contacts.write')
    const on = { contactPolicy: 'findOnly', interactionLog: 'summary' } as const
    expect(find(await withScopes(granted, on), 'interactionLog')).toMatchObject({
      ...{ ok: false, breaksEscalation: false, detail: expect.stringContaining('crm.objects.contacts.write') },
    })
    expect(find(await withScopes(everything, on), 'interactionLog').ok).toBe(true)
    const off = await withScopes(granted, { ...on, interactionLog: 'off' })
    expect(off.map(({ id }) => id)).not.toContain('interactionLog')
  })

  test('scopes for contacts break only the policy that needs them', async () => {
    const granted = [...scopes.required, ...scopes.files]
    expect(find(await withScopes(granted), 'scope:crm.objects.contacts.write')).toMatchObject({
      ok: false,
      breaksEscalation: true,
      fix: expect.stringContaining('"Contacts"'),
    })
    const anonymous = await withScopes(granted, { contactPolicy: 'anonymous' })
    expect(find(anonymous, 'scope:crm.objects.contacts.write')).toMatchObject({ ok: false, breaksEscalation: false })
  })

  test('of a group of scopes that was granted in part, those that are missing', async () => {
    const checks = await withScopes([...everything, 'crm.objects.owners.read', ...scopes.customObjects])
    const owners = find(checks, 'scope:crm.objects.owners.read')
    expect(owners).toMatchObject({ ok: true, title: expect.stringMatching(/^CRM: /) })
    expect(find(checks, 'scope:crm.objects.deals.read')).toMatchObject({
      ok: false,
      breaksEscalation: false,
      detail: 'deals are not found',
      fix: expect.stringMatching(/box "CRM" on the connect page/),
    })
    for (const scope of scopes.customObjects) expect(find(checks, `scope:${scope}`).ok).toBe(true)
    expect(verdictOf(checks)).toBe('well')
  })

  test.each(costing)('%s', async (_what, id, sabotage, fix) => {
    const stage = await healthy()
    await sabotage(stage)
    const checks = await examine(stage)
    expect(find(checks, id)).toMatchObject({ ok: false, breaksEscalation: false, fix: expect.stringMatching(fix) })
    expect(verdictOf(checks)).toBe('well')
  })

  test('an API version that has reached its end', () => {
    expect(checkVersions('2028-02')).toMatchObject([{ ok: true }])
    expect(checkVersions('2028-03')).toMatchObject([{ ok: false, fix: 'Update the integration.' }])
  })
})
