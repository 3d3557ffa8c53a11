import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Page as OurPage } from '../../core/pages/answer'
import * as shared from '../../core/pages/problems'
import { progressPage } from '../../core/pages/progress'
import { seal } from '../../core/pages/tickets'
import { inboxesPage } from '../../src/connect/pages/inboxes'
import { stepAt } from '../../src/connect/pages/parts'
import * as problems from '../../src/connect/pages/problems'
import { product, show } from '../../src/connect/product'
import { label } from '../../src/connect/visit'
import { reportScopes } from '../../src/setup/scopes'
import { pageKeyOf } from '../stage/stored'
import { inspect, openBrowser } from './browser'
import { allow, heading, inBrowser } from './connect-in-browser'
import { connect, linkInLog, unconnected } from './connect-visitor'
import { escalated, type TestStage } from './on-stage'

describe('in a browser', () => {
  inBrowser.each([
    ['light', { scheme: 'light' as const }],
    ['phone-dark', { scheme: 'dark' as const, phone: true }],
  ])('(%s) the link leads to a connected bot', { timeout: 60_000 }, async (look, options) => {
    const stage = await unconnected({ hubspot: { publicDelayMs: 3_000 } })
    const page = await (await openBrowser(options)).newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
    })
    await page.goto(linkInLog(stage))
    await inspect(page, `start-${look}`)
    await allow(page, stage)
    await inspect(page, `inboxes-${look}`)
    await page.getByRole('radio', { name: /Help desk/ }).check()
    await page.getByRole('checkbox', { name: /Customer care/ }).check()
    await inspect(page, `chosen-${look}`)
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect.poll(() => heading(page).innerText()).toBe('Setting up the channel')
    await inspect(page, `progress-${look}`)
    // The page goes on by itself.
    await expect.poll(() => heading(page).innerText(), { timeout: 40_000 }).toBe('HubSpot is connected')
    await inspect(page, `done-${look}`)
    expect(complaints).toEqual([])
    expect((await escalated(stage)).thread.inboxId).toBe('1003')
  })

  inBrowser('the choice cannot be sent without a default', async () => {
    const stage = await unconnected()
    const page = await (await openBrowser()).newPage()
    await page.goto(linkInLog(stage))
    await allow(page, stage)
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect.poll(() => heading(page).innerText()).toBe('Where should conversations go?')
    expect(await page.evaluate('document.querySelector("input:invalid") !== null')).toBe(true)
  })

  inBrowser('the default inbox cannot be ticked a second time, whichever it is', async () => {
    const stage = await unconnected()
    const page = await (await openBrowser()).newPage()
    await page.goto(linkInLog(stage))
    await allow(page, stage)
    const names = async () =>
      (
        await page.getByRole('checkbox').evaluateAll((boxes: { value: string }[]) => boxes.map(({ value }) => value))
      ).join()
    expect(await names()).toBe('1001,1002,1003')
    await page.getByRole('radio', { name: /Sales/ }).check()
    expect(await names()).toBe('1001,1003')
    await page.getByRole('checkbox', { name: /Customer care/ }).check()
    await page.getByRole('radio', { name: /Customer care/ }).check()
    expect(await names()).toBe('1002,1003')
    await page.getByRole('button', { name: 'Connect' }).click()
    await expect.poll(() => heading(page).innerText(), { timeout: 25_000 }).toBe('HubSpot is connected')
    expect(await page.getByText(', the default').count()).toBe(0)
    expect(await page.getByText('Customer care', { exact: false }).count()).toBe(1)
  })

  inBrowser('everything can be done with the keyboard', async () => {
    const stage = await unconnected()
    const page = await (await openBrowser()).newPage()
    await page.goto(linkInLog(stage))
    const crm = page.getByRole('checkbox', { name: /^CRM/ })
    await tabTo(crm)
    await page.keyboard.press('Space')
    expect(await crm.isChecked()).toBe(true)
    await tabTo(page.getByRole('button', { name: 'Apply the choice' }))
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('status').innerText()).toMatch(/“CRM” too/)
    await tabTo(page.getByRole('link', { name: 'Continue to HubSpot' }))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Connect app' }).press('Enter')
    await expect.poll(() => heading(page).innerText()).toBe('Where should conversations go?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect.poll(() => heading(page).innerText(), { timeout: 25_000 }).toBe('HubSpot is connected')
    expect((await escalated(stage)).thread.inboxId).toBe('1001')
  })
})

/** Goes on with the Tab key until something has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === element.ownerDocument.activeElement)
  for (let presses = 0; presses < 20; presses += 1) {
    await target.page().keyboard.press('Tab')
    if (await hasFocus()) return
  }
  throw new Error('The Tab key does not lead there')
}

describe('in a browser, every page that says no is accessible', () => {
  /** How to get there from the start; each leaves the page that is looked at. */
  const ways: [string, (page: Page, stage: TestStage) => Promise<unknown>, string][] = [
    ['link-invalid', (page, stage) => page.goto(`${linkInLog(stage)}x`), 'This link is not valid'],
    ['link-ended', (page, stage) => page.goto(endedLink(stage)), 'This link has ended'],
    ['not-found', (page, stage) => page.goto(`${stage.bot.webhookUrl}/connect/x`), 'There is no such page'],
    [
      'answer-foreign',
      (page, stage) => page.goto(`${stage.bot.webhookUrl}?code=1&state=2`),
      'This answer from HubSpot is not for this bot',
    ],
    ['refused', refuse, 'Consent was declined in HubSpot'],
    ['answer-used', useTwice, 'This answer from HubSpot was used already'],
    ['code-refused', wrongCode, 'HubSpot did not accept its own code'],
    ['scope-missing', missingScope, 'HubSpot did not grant all that is needed'],
    ['no-inbox', noInbox, 'This HubSpot account has no inbox'],
    ['other-account', otherAccount, 'Change to another HubSpot account?'],
    ['stopped', stopped, 'The set-up has stopped'],
    ['hubspot-down', hubspotDown, 'HubSpot does not answer properly just now'],
  ]

  inBrowser.each(ways)('%s', async (name, go, title) => {
    const stage = await unconnected(name === 'stopped' ? { hubspot: { maxChannels: 0 } } : {})
    const page = await (await openBrowser({ phone: name.length % 2 === 0 })).newPage()
    await go(page, stage)
    expect(await heading(page).innerText()).toBe(title)
    await inspect(page, name)
  })
})

inBrowser('in a browser, each of the pages that are seldom seen is accessible too', async () => {
  const page = await (await openBrowser({ scheme: 'dark' })).newPage()
  const url = 'https://bot.example/connect'
  const granted = reportScopes([], 'findOrCreate')
  const seldom: OurPage[] = [
    shared.answerExpired(product),
    problems.notInstalled('invalid_scope', url),
    problems.clientRefused(),
    problems.otherApp('7', url),
    problems.configuredInboxUnknown('7', ['Care (1)', 'Sales (2)'], url),
    shared.configuredToken(),
    shared.notConfigured('"Default country" is no ISO code of a country.', url),
    shared.pageInvalid(),
    shared.pageExpired(),
    shared.superseded(url),
    shared.busy(url),
    problems.scopesMissing(granted, url),
    inboxesPage({
      account: { portalId: '1', name: '' },
      inboxes: [{ id: '1', name: 'Care <b>', type: 'HELP_DESK' }],
      chosen: [],
      configured: { default: '1', all: ['1'] },
      url,
      token: 'x',
      mistake: 'Choose the inbox.',
    }),
    progressPage({
      title: 'Setting up',
      step: stepAt(3),
      about: 'This can take a while.',
      steps: [{ title: 'Wait', state: 'now' }],
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

function endedLink(stage: TestStage): string {
  const { webhookId, webhookUrl } = stage.bot
  const signer = { label, key: pageKeyOf(stage), webhookId }
  return `${webhookUrl}/connect?t=${seal(signer, 'link', { url: webhookUrl, id: 'x', endsAt: 1, linkEndsAt: 1 })}`
}

async function refuse(page: Page, stage: TestStage): Promise<void> {
  await page.goto(linkInLog(stage))
  await page.getByRole('link', { name: 'Continue to HubSpot' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
}

/** The address with the code, which the browser leaves at once. */
async function returnAddress(page: Page, stage: TestStage): Promise<string> {
  const asked = page.waitForRequest((request) => request.url().includes('code='))
  await page.goto(linkInLog(stage))
  await allow(page, stage)
  return (await asked).url()
}

async function useTwice(page: Page, stage: TestStage): Promise<void> {
  await page.goto(await returnAddress(page, stage))
}

async function wrongCode(page: Page, stage: TestStage): Promise<void> {
  const body = { error: 'invalid_grant', status: 'BAD_AUTH_CODE', message: 'missing or unknown auth code' }
  stage.hubspot.faults.add({ path: /\/oauth\/2026-09\/token$/, status: 400, body })
  await page.goto(linkInLog(stage))
  await allow(page, stage)
}

async function missingScope(page: Page, stage: TestStage): Promise<void> {
  stage.hubspot.app(stage.appId).withheldScopes.push('conversations.write', 'crm.objects.contacts.read')
  await page.goto(linkInLog(stage))
  await allow(page, stage)
}

async function noInbox(page: Page, stage: TestStage): Promise<void> {
  stage.hubspot.faults.add({ path: /\/inboxes$/, status: 200, body: { results: [] } })
  await page.goto(linkInLog(stage))
  await allow(page, stage)
}

async function otherAccount(page: Page, stage: TestStage): Promise<void> {
  await connect(stage)
  const portalId = stage.portalId + 500_000
  stage.hubspot.addPortal({ portalId, inboxes: [{ id: '1', name: 'A', type: 'INBOX' }], agents: [] })
  await stage.bot.register()
  await page.goto(linkInLog(stage))
  await allow(page, stage, portalId)
}

async function stopped(page: Page, stage: TestStage): Promise<void> {
  await page.goto(linkInLog(stage))
  await allow(page, stage)
  await page.getByRole('radio', { name: /Sales/ }).check()
  await page.getByRole('button', { name: 'Connect' }).click()
}

async function hubspotDown(page: Page, stage: TestStage): Promise<void> {
  stage.hubspot.faults.add({ path: /\/oauth\/2026-09\/token$/, status: 503 })
  await page.goto(linkInLog(stage))
  await allow(page, stage)
}
