import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { addProcess } from './another-process'
import { connect, consent, linkInLog, submit, tick, unconnected, visit, waitFor } from './connect-visitor'
import { onStage, type TestStage } from './on-stage'

const handOver = [...scopes.required, ...scopes.contacts, ...scopes.files]

const ask = (stage: TestStage) => stage.bot.callAction('getConnection', {})

const actionsOf = (missing: Record<string, string[]>) =>
  expect.arrayContaining(
    Object.entries(missing).map(([name, missingScopes]) => ({
      name,
      missingScopes,
      available: missingScopes.length === 0,
    })),
  )

/** The actions of a bot that is not connected. */
const noneOf = expect.arrayContaining([
  { name: 'findContact', available: false, missingScopes: ['crm.objects.contacts.read'] },
  { name: 'getConnection', available: true, missingScopes: [] },
])

function refreshTokenOf({ bot }: TestStage): string {
  return String(bot.configuration.refreshToken)
}

describe('connected', () => {
  test('names the account, its scopes, and what each action lacks, for one call', async () => {
    const stage = await onStage()
    stage.startCounting()
    expect(await ask(stage)).toEqual({
      status: 'connected',
      accountLabel: `portal-${stage.portalId}.example.com`,
      accountId: String(stage.portalId),
      scopes: handOver,
      actions: actionsOf({
        findContact: [],
        findCompany: ['crm.objects.companies.read'],
        findTicket: ['tickets'],
        findDeal: ['crm.objects.deals.read'],
        getConnection: [],
      }),
    })
    expect(stage.calls()).toEqual({ hubspot: ['POST /oauth/2026-09/token/introspect'], botpress: [] })
  })

  test('with the scopes of the CRM lacks none of them', async () => {
    const stage = await onStage({ scopes: [...handOver, ...scopes.crm] })
    expect(await ask(stage)).toMatchObject({
      scopes: expect.arrayContaining(scopes.crm),
      actions: actionsOf({ findCompany: [], findTicket: [], findDeal: [] }),
    })
  })

  test('renews an access token that has ended before its time', async () => {
    const stage = await onStage()
    stage.hubspot.expireAccessTokens(stage.portalId)
    stage.startCounting()
    expect(await ask(stage)).toMatchObject({ status: 'connected', scopes: handOver })
    expect(stage.calls().hubspot).toEqual([
      'POST /oauth/2026-09/token/introspect',
      'POST /oauth/2026-09/token',
      'POST /oauth/2026-09/token/introspect',
    ])
  })

  test('takes a 401 for the same', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ path: /introspect$/, status: 401, times: 1 })
    expect(await ask(stage)).toMatchObject({ status: 'connected' })
  })

  test('needs no name for the account', async () => {
    const stage = await onStage()
    const body = { active: true, hub_id: stage.portalId, scopes: ['oauth'] }
    stage.hubspot.faults.add({ path: /introspect$/, status: 200, body })
    const answer = await ask(stage)
    expect(answer).toMatchObject({ status: 'connected', accountId: String(stage.portalId), scopes: ['oauth'] })
    expect(answer).not.toHaveProperty('accountLabel')
  })

  test('knows in every process what was granted in another one', { timeout: 60_000 }, async () => {
    const stage = await unconnected()
    await connect(stage)
    await stage.bot.register()
    expect(await ask(stage)).toMatchObject({ actions: actionsOf({ findTicket: ['tickets'] }) })
    const here = stage.bot.integrationUrls
    stage.bot.integrationUrls = [await addProcess(stage)]
    const choice = await consent(stage, await tick(await visit(linkInLog(stage)), ['crm']))
    await waitFor(await submit(choice, [['default', '1001']]), /is connected/)
    stage.bot.integrationUrls = here
    expect(await ask(stage)).toMatchObject({ status: 'connected', actions: actionsOf({ findTicket: [] }) })
  })
})

describe('not connected', () => {
  test('is said where nobody has connected yet, and HubSpot is not asked', async () => {
    const stage = await unconnected()
    stage.startCounting()
    expect(await ask(stage)).toEqual({ status: 'notConnected', scopes: [], actions: noneOf })
    expect(stage.calls().hubspot).toEqual([])
  })

  test('is said while the consent is given and no inbox chosen', async () => {
    const stage = await unconnected()
    await consent(stage, await visit(linkInLog(stage)))
    expect(await ask(stage)).toMatchObject({ status: 'notConnected' })
  })
})

describe('refused', () => {
  test('is said of a refresh token that was revoked', async () => {
    const stage = await onStage()
    stage.hubspot.revoke(refreshTokenOf(stage))
    stage.hubspot.expireAccessTokens(stage.portalId)
    expect(await ask(stage)).toEqual({ status: 'refused', scopes: [], actions: noneOf })
  })

  test('is said of a connection made on the page whose access was revoked', async () => {
    const stage = await unconnected()
    await connect(stage)
    const token = JSON.stringify(stage.botpress.states()).match(/refresh-[\w-]{30,}/)?.[0] ?? ''
    stage.hubspot.revoke(token)
    stage.hubspot.expireAccessTokens(stage.portalId)
    expect(await ask(stage)).toMatchObject({ status: 'refused', scopes: [] })
  })

  test('is said where HubSpot does not accept the app any more', async () => {
    const stage = await onStage()
    stage.hubspot.app(stage.appId).clientSecret = 'another one'
    expect(await ask(stage)).toMatchObject({ status: 'refused', scopes: [] })
  })
})

describe('no answer of HubSpot', () => {
  test('is no answer to the question, and what to do is said', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ path: /introspect$/, status: 503 })
    await expect(ask(stage)).rejects.toThrow(
      /^The connection to HubSpot could not be checked\. HubSpot (answered 503|could not be reached) .*Try again in a moment/,
    )
  })
})
