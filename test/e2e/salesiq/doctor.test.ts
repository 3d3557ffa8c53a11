import { describe, expect, test } from 'vitest'
import { verdictOf } from '../../../core/doctor/check'
import { withoutSecrets } from '../../../core/doctor/without-secrets'
import { asText } from '../../../scripts/doctor/report'
import { doctor } from '../../../scripts/doctor/salesiq'
import { envOf, settingsOf } from '../../../scripts/doctor/salesiq/settings-of'
import { scopes } from '../../../sim/salesiq-stage'
import { breaking, costing, different, everything } from './doctor-findings'
import { examine, find } from './doctor-rig'
import { accessToken, onSalesIqStage } from './on-salesiq-stage'

test('of a healthy installation every check passes', async () => {
  const checks = await examine(await onSalesIqStage())
  expect(checks.filter(({ ok }) => ok !== true)).toEqual([])
  expect(verdictOf(checks)).toBe('well')
  expect(checks.map(({ id }) => id)).toEqual([
    ...['configuration', 'region', 'client', 'token', 'org-client'],
    ...everything.map((scope) => `scope:${scope}`),
    ...['screen-name', 'brands', 'brand', 'department', 'files', 'zobot', 'waiting-time'],
    ...['webhook', 'webhook-enabled', 'webhook-brand', 'webhook-events', 'webhook-signed', 'webhook-delivery'],
  ])
  expect(find(checks, 'brands').detail).toMatch(/\(Example\); \d+ \(Example Outlet\)$/)
})

test('it changes nothing, and opens no chat', async () => {
  const stage = await onSalesIqStage()
  stage.startCounting()
  await examine(stage)
  const { salesiq, botpress } = stage.calls()
  const asked = salesiq.filter((call) => !call.startsWith('GET '))
  expect(asked).toEqual(['POST /oauth/v2/token', 'POST /api/visitor/v1/example/conversations'])
  expect(stage.salesiq.chats(stage.screenName)).toEqual([])
  expect(botpress).toEqual([])
})

describe('what keeps conversations from being handed over', () => {
  test.each(breaking)('%s', async (_what, id, sabotage, fix) => {
    const stage = await onSalesIqStage()
    const checks = await examine(stage, different(sabotage(stage)))
    expect(find(checks, id)).toMatchObject({ ok: false, breaksEscalation: true, fix: expect.stringMatching(fix) })
    expect(verdictOf(checks)).toBe('broken')
  })

  test.each(scopes.required)('a missing scope %s', async (scope) => {
    const checks = await withScopes(everything.filter((other) => other !== scope))
    expect(find(checks, `scope:${scope}`)).toMatchObject({ ok: false, breaksEscalation: true })
  })
})

describe('what costs something, and breaks no escalation', () => {
  test.each([...scopes.departments, ...scopes.webhooks])('a missing scope %s', async (scope) => {
    const checks = await withScopes(everything.filter((other) => other !== scope))
    expect(find(checks, `scope:${scope}`)).toMatchObject({ ok: false, breaksEscalation: false })
    expect(verdictOf(checks)).toBe('well')
  })

  test.each(costing)('%s', async (_what, id, sabotage, detail, fix) => {
    const stage = await onSalesIqStage()
    const checks = await examine(stage, different(sabotage(stage)))
    expect(find(checks, id)).toMatchObject({
      ok: false,
      breaksEscalation: false,
      detail: expect.stringMatching(detail),
      fix: expect.stringMatching(fix),
    })
    expect(verdictOf(checks)).toBe('well')
  })

  test('events that the bot did not take', async () => {
    const stage = await onSalesIqStage({ salesiq: { redeliveryDelaysMs: [] } })
    stage.salesiq.webhooks.lose(1)
    const chatId = stage.salesiq.ui.writeOnWebsite({ screenName: stage.screenName, appId: stage.appId, text: 'Hello' })
    stage.salesiq.ui.end(chatId, { by: 'visitor' })
    await stage.settled()
    const check = find(await examine(stage), 'webhook-delivery')
    expect(check).toMatchObject({ ok: false, breaksEscalation: false, detail: 'one was not' })
  })
})

describe('what cannot be checked', () => {
  test('without a refresh token: it says that the connect page keeps it in Botpress', async () => {
    const checks = await examine(await onSalesIqStage(), { refreshToken: '' })
    expect(find(checks, 'token')).toMatchObject({ ok: undefined, detail: expect.stringContaining('connect page') })
    expect(find(checks, 'client')).toMatchObject({ ok: true })
    expect(asText(checks, 'Zoho')).toMatch(
      /^– Not checked for want of what is said above: org-client, scopes, screen-name, brands, webhook$/m,
    )
  })

  test('a client whose ID does not look like one of type ORG, while nothing can be asked', async () => {
    const checks = await examine(await onSalesIqStage(), { clientId: '1000.ABC', refreshToken: '', clientSecret: '' })
    expect(find(checks, 'org-client')).toMatchObject({ ok: undefined, detail: expect.stringContaining('1005.') })
  })

  test('without screen name, brand and department: what the connect page has chosen', async () => {
    const stage = await onSalesIqStage()
    expect(find(await examine(stage, { screenName: '' }), 'screen-name').fix).toContain('ZOHO_SCREEN_NAME')
    expect(find(await examine(stage, { appId: '' }), 'brand').fix).toContain('ZOHO_APP_ID')
    const department = find(await examine(stage, { departmentId: '' }), 'department')
    expect(department).toMatchObject({ ok: undefined, detail: expect.stringMatching(/\(Support\).*\(Sales\)/) })
  })

  test('scopes that Zoho does not list, but for what the calls show', async () => {
    const stage = await onSalesIqStage()
    stage.salesiq.faults.add({ path: /\/token$/, status: 200, body: { access_token: accessToken(stage) } })
    const checks = await examine(stage)
    expect(find(checks, 'scope:SalesIQ.Apps.READ').ok).toBe(true)
    expect(find(checks, 'scope:SalesIQ.webhooks.DELETE').ok).toBeUndefined()
    expect(verdictOf(checks)).toBe('well')
  })

  test('while Zoho gives out no more tokens: it asks to be run again, and blames nobody', async () => {
    const stage = await onSalesIqStage({ salesiq: { tokensPerWindow: 1 } })
    const checks = await examine(stage)
    expect(find(checks, 'token')).toMatchObject({ ok: undefined, unanswered: true })
    expect(verdictOf(checks)).toBe('open')
    expect(asText(checks, 'Zoho')).toContain('Zoho did not answer every question')
  })
})

test('the report holds no secret, even if Zoho repeated one', async () => {
  const stage = await onSalesIqStage()
  const { clientSecret, refreshToken } = settingsOf(stage.bot)
  for (const appId of ['77', clientSecret]) {
    const { checks, secrets } = await doctor.examine({ ...envOf(stage.bot), ZOHO_APP_ID: appId })
    const text = withoutSecrets(asText(checks, doctor.desk), secrets)
    for (const secret of [clientSecret, refreshToken]) expect(text).not.toContain(secret)
    // Those of the brand's answer: what visitors' tokens are signed with, and the widget's code.
    expect(text).not.toMatch(/jwt-secret|widget-code/)
  }
})

test('any address of SalesIQ does for the screen name', async () => {
  const { bot } = await onSalesIqStage()
  const { checks } = await doctor.examine({
    ...envOf(bot),
    ZOHO_SCREEN_NAME: 'https://salesiq.zoho.com/example/mychats',
  })
  expect(find(checks, 'screen-name')).toMatchObject({ ok: true, detail: 'example' })
})

async function withScopes(granted: string[]) {
  const stage = await onSalesIqStage()
  const { salesiq, clientId, screenName } = stage
  return examine(stage, salesiq.grant({ clientId, screenName, scopes: granted }))
}
