import type { Page } from 'playwright-core'
import { describe, expect, vi } from 'vitest'
import type { Page as OurPage } from '../../core/pages/answer'
import { progressPage, stuckPage } from '../../core/pages/progress'
import { seal } from '../../core/pages/tickets'
import { brandsPage } from '../../integrations/zoho-salesiq/src/connect/pages/brands'
import { stepAt } from '../../integrations/zoho-salesiq/src/connect/pages/parts'
import * as problems from '../../integrations/zoho-salesiq/src/connect/pages/problems'
import { show } from '../../integrations/zoho-salesiq/src/connect/product'
import { label } from '../../integrations/zoho-salesiq/src/connect/visit'
import { hostsOf, regions } from '../../integrations/zoho-salesiq/src/salesiq/regions'
import { scopeFacts } from '../../integrations/zoho-salesiq/src/setup/scopes'
import { pageKeyOf } from '../stage/stored'
import { inspect as inspectAs, type Look, openBrowser } from './browser'
import { heading, inBrowser, tabTo } from './connect-in-browser'
import { linkInLog } from './page-visitor'
import { connect, escalated, type PageStage, unconnected } from './salesiq-connect-visitor'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

const inspect = (page: Page, name: string) => inspectAs(page, `salesiq-${name}`)

/** From the link to our page that comes after Zoho's own. */
async function allow(page: Page, stage: PageStage): Promise<void> {
  await page.goto(linkInLog(stage))
  await page.getByRole('link', { name: /(to|in) Zoho$/ }).click()
  await page.getByLabel(stage.screenName, { exact: true }).check()
  await page.getByRole('button', { name: 'Accept' }).click()
}

/** And on to the brands. */
async function toBrands(page: Page, stage: PageStage): Promise<void> {
  await allow(page, stage)
  await page.getByLabel(/Screen name/).fill(`https://salesiq.zoho.com/${stage.screenName}/allchats`)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => heading(page).innerText()).toBe('Where should chats go?')
}

describe('in a browser, with SalesIQ', () => {
  inBrowser.each<[string, Look]>([
    ['light-1280', { scheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark-1280', { scheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['light-390', { scheme: 'light', viewport: { width: 390, height: 844 } }],
    ['dark-390', { scheme: 'dark', viewport: { width: 390, height: 844 } }],
  ])('(%s) the link leads to a connected bot', { timeout: 60_000 }, async (look, options) => {
    const stage = await unconnected()
    const page = await (await openBrowser(options)).newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
    })
    await page.goto(linkInLog(stage))
    await inspect(page, `start-${look}`)
    await allow(page, stage)
    await inspect(page, `portal-${look}`)
    await page.getByLabel(/Screen name/).fill(stage.screenName)
    await page.getByRole('button', { name: 'Continue' }).click()
    await inspect(page, `brands-${look}`)
    await page
      .getByRole('group', { name: /^Example Outlet/ })
      .getByRole('radio', { name: /Sales/ })
      .check()
    await inspect(page, `chosen-${look}`)
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect.poll(() => heading(page).innerText()).toBe('Setting up the webhook')
    await inspect(page, `progress-${look}`)
    // The page goes on by itself.
    await expect.poll(() => heading(page).innerText(), { timeout: 40_000 }).toBe('Zoho SalesIQ is connected')
    await inspect(page, `done-${look}`)
    expect(complaints).toEqual([])
    expect((await escalated(stage)).chat).toMatchObject({ appId: stage.brands[1]?.id, department: { name: 'Sales' } })
  })

  inBrowser('neither form can be sent without an answer', async () => {
    const stage = await unconnected()
    const page = await (await openBrowser()).newPage()
    const invalid = () => page.evaluate('document.querySelector("input:invalid") !== null')
    await allow(page, stage)
    await page.getByRole('button', { name: 'Continue' }).click()
    expect(await heading(page).innerText()).toBe('Which SalesIQ portal?')
    expect(await invalid()).toBe(true)
    await page.getByLabel(/Screen name/).fill(stage.screenName)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect.poll(() => heading(page).innerText()).toBe('Where should chats go?')
    await page.getByRole('button', { name: 'Connect' }).click()
    expect(await heading(page).innerText()).toBe('Where should chats go?')
    expect(await invalid()).toBe(true)
  })

  inBrowser('what is wrong with the screen name stands at the field, for those who hear the page, too', async () => {
    const stage = await unconnected()
    const page = await (await openBrowser({ viewport: { width: 390, height: 844 } })).newPage()
    await allow(page, stage)
    await page.getByLabel(/Screen name/).fill('nowhere')
    await page.getByRole('button', { name: 'Continue' }).click()
    const field = page.getByRole('textbox', { name: /Screen name/ })
    expect(await field.inputValue()).toBe('nowhere')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
    expect(await page.locator(`#${described[1]}`).innerText()).toContain('no portal named “nowhere”')
    await inspect(page, 'portal-wrong')
  })

  inBrowser('everything can be done with the keyboard', { timeout: 60_000 }, async () => {
    const stage = await unconnected()
    const page = await (await openBrowser()).newPage()
    await page.goto(linkInLog(stage))
    await tabTo(page.getByRole('link', { name: 'Continue to Zoho' }))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Accept' }).press('Enter')
    await expect.poll(() => heading(page).innerText()).toBe('Which SalesIQ portal?')
    await page.keyboard.press('Tab')
    await page.keyboard.type(stage.screenName)
    await page.keyboard.press('Enter')
    await expect.poll(() => heading(page).innerText()).toBe('Where should chats go?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => heading(page).innerText(), { timeout: 25_000 }).toBe('Zoho SalesIQ is connected')
    expect((await escalated(stage)).chat).toMatchObject({ appId: stage.appId, department: { name: 'Sales' } })
  })
})

describe('in a browser, every page of SalesIQ’s that says no is accessible', () => {
  /** How to get there from the start; each leaves the page that is looked at. */
  const ways: [string, (page: Page, stage: PageStage) => Promise<unknown>, string][] = [
    ['link-invalid', (page, stage) => page.goto(`${linkInLog(stage)}x`), 'This link is not valid'],
    ['link-ended', (page, stage) => page.goto(endedLink(stage)), 'This link has ended'],
    [
      'answer-foreign',
      (page, stage) => page.goto(`${stage.bot.webhookUrl}?code=1&state=2`),
      'This answer from Zoho SalesIQ is not for this bot',
    ],
    ['refused', refuse, 'Consent was declined in Zoho'],
    ['elsewhere', elsewhere, 'Zoho’s answer names a data centre that is not known here'],
    ['other-brand', otherBrand, 'Change to another brand?'],
    ['closed', closed, 'No brand can take chats'],
    ['by-hand', byHand, 'Zoho SalesIQ is connected'],
  ]

  inBrowser.each(ways)('%s', { timeout: 60_000 }, async (name, go, title) => {
    const stage = await unconnected()
    const page = await (await openBrowser({ phone: name.length % 2 === 0 })).newPage()
    await go(page, stage)
    await expect.poll(() => heading(page).innerText(), { timeout: 25_000 }).toBe(title)
    await inspect(page, name)
  })
})

inBrowser('in a browser, each of SalesIQ’s pages that are seldom seen is accessible too', async () => {
  const page = await (await openBrowser({ scheme: 'dark', viewport: { width: 390, height: 844 } })).newPage()
  const url = 'https://bot.example/connect'
  const named = [
    { id: '1', name: 'Shop <b>' },
    { id: '2', name: 'Outlet' },
  ]
  const departments = [{ id: '3', name: 'Support' }]
  const seldom: OurPage[] = [
    problems.notGranted('invalid_scope', url),
    problems.codeRefused(url),
    problems.clientRefused(url),
    problems.withoutRefreshToken(url),
    problems.scopesMissing(scopeFacts, url),
    problems.connectionEnded(url),
    problems.placeUnknown(
      regions.map((region) => ({ region, accountsHost: hostsOf(region).accounts })),
      url,
    ),
    problems.configuredPortalUnknown('acme', 'us', url),
    problems.noBrand('acme', url),
    problems.configuredBrandUnknown('9', named, url),
    problems.configuredDepartmentUnknown('9', departments, url),
    brandsPage({
      screenName: 'acme',
      brands: [
        { id: '1', name: 'Shop <b>', isEnabled: true, departments },
        { id: '2', name: 'Outlet', isEnabled: false, departments },
        { id: '4', name: 'Empty', isEnabled: true, departments: [] },
      ],
      chosen: undefined,
      configured: { appId: undefined, departmentId: '3' },
      url,
      token: 'x',
      mistake: 'Choose the brand.',
    }),
    stuckPage({
      step: stepAt(3),
      steps: [{ title: 'Make the webhook', state: 'no' }],
      reason: 'SalesIQ refused.',
      url,
      token: 'x',
    }),
    progressPage({
      title: 'Setting up the webhook',
      step: stepAt(3),
      about: 'This can take some seconds.',
      steps: [{ title: 'Make the webhook', state: 'now' }],
      url,
      holdUrl: url,
      held: true,
      remark: 'It takes long.',
    }),
  ]
  for (const [index, content] of seldom.entries()) {
    await page.setContent(show(content).body ?? '')
    await inspect(page, `seldom-${index + 1}`)
  }
})

function endedLink(stage: PageStage): string {
  const { webhookId, webhookUrl: url } = stage.bot
  const signer = { label, key: pageKeyOf(stage), webhookId }
  return `${url}/connect?t=${seal(signer, 'link', { url, id: 'x', endsAt: 1, linkEndsAt: 1 })}`
}

async function refuse(page: Page, stage: PageStage): Promise<void> {
  await page.goto(linkInLog(stage))
  await page.getByRole('link', { name: /to Zoho$/ }).click()
  await page.getByRole('button', { name: 'Reject' }).click()
}

async function elsewhere(page: Page, stage: PageStage): Promise<void> {
  stage.salesiq.settings.accountsServer = 'https://accounts.example'
  await allow(page, stage)
}

async function otherBrand(page: Page, stage: PageStage): Promise<void> {
  await connect(stage)
  await stage.bot.register()
  await page.goto(linkInLog(stage))
  await inspect(page, 'connected')
  await page.getByRole('link', { name: /another brand/ }).click()
  await page
    .getByRole('group', { name: /^Example Outlet/ })
    .getByRole('radio', { name: /Support/ })
    .check()
  await page.getByRole('button', { name: 'Connect' }).click()
}

async function closed(page: Page, stage: PageStage): Promise<void> {
  for (const { id } of stage.brands) stage.salesiq.ui.setBrand(id, { enabled: false })
  await allow(page, stage)
  await page.getByLabel(/Screen name/).fill(stage.screenName)
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function byHand(page: Page, stage: PageStage): Promise<void> {
  stage.salesiq.settings.orgTokenOn = ['conversations']
  stage.salesiq.ui.setBrand(stage.appId, { shareFile: false, waitingTimeS: 10 })
  await toBrands(page, stage)
  await page
    .getByRole('group', { name: /^Example brand/ })
    .getByRole('radio', { name: /Support/ })
    .check()
  await page.getByRole('button', { name: 'Connect' }).click()
}
